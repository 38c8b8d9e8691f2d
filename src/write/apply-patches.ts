// Accepted patches into a text, one after the other, each verified by `lang/edit`; what `# dramatis-keep` marks is never touched. In: a
// text and patches. Out: the new text, and which could not be applied and why. One undo step is the caller's: it replaces old by new.
import { applyEdits } from '../base/text-edit.ts';
import { directives } from '../lang/directives.ts';
import {
  addBlock,
  addMember,
  type Edited,
  remove,
  rewriteBlock,
  rewriteMember,
  setText,
  setTitle,
} from '../lang/edit.ts';
import { parse } from '../lang/parse.ts';
import type { Tree } from '../lang/tree.ts';
import { blockRow } from '../lang/vocabulary.ts';
import { blockAt, nodeAt } from './locate.ts';
import type { Patch } from './patch.ts';

export interface Applied {
  readonly text: string;
  readonly refused: readonly { readonly patch: Patch; readonly reason: string }[];
}

/** Applies what can be applied, in order. The same patches on the same text give the same text. */
export function applyPatches(text: string, uri: string, patches: readonly Patch[]): Applied {
  let now = text;
  const refused: { patch: Patch; reason: string }[] = [];
  for (const patch of patches) {
    const done = applyPatch(now, uri, patch);
    if (done.ok) now = done.text;
    else refused.push({ patch, reason: done.reason });
  }
  return { text: now, refused };
}

export type PatchApplied =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/** One patch on one text. Refused where a single byte of what is marked to be kept would be another. */
export function applyPatch(text: string, uri: string, patch: Pick<Patch, 'place' | 'change'>): PatchApplied {
  const tree = parse(text, uri);
  const done = changed(tree, patch);
  const mark = done.ok && done.text !== text ? markLost(tree, parse(done.text, uri)) : undefined;
  if (!mark) return done;
  return { ok: false, reason: `It is marked \`# dramatis-keep\`${mark.reason === '' ? '' : `: ${mark.reason}`}.` };
}

function changed(tree: Tree, { place, change }: Pick<Patch, 'place' | 'change'>): PatchApplied {
  const { text, uri } = tree;
  const block = blockAt(tree, place.block);
  const node = nodeAt(tree, place);
  switch (change.op) {
    case 'remove':
      return node ? edited(text, remove(tree, node)) : gone;
    case 'title':
      return node?.kind === 'block'
        ? edited(text, setTitle(tree, node, change.title))
        : edited(text, addBlock(tree, { word: 'persona', title: change.title }, 0));
    case 'put-block': {
      if (node?.kind !== 'block') return edited(text, addBlock(tree, change.block));
      if (change.block.prose !== undefined) return edited(text, setText(tree, node, change.block.prose));
      return edited(text, rewriteBlock(tree, node, change.block));
    }
    case 'put-member': {
      const { member } = change;
      const word = place.block.split(' ')[0] ?? '';
      const row = blockRow(word);
      if (!block) return row ? edited(text, addBlock(tree, { word: row.word, children: [member] })) : noBlock(word);
      if (!node || node.kind === 'block') return edited(text, addMember(tree, block, member));
      const inPlace = rewriteMember(tree, node, member);
      if (inPlace.ok) return edited(text, inPlace);
      const index = block.children.indexOf(node);
      // What is said above it is said of what comes in its place.
      return twoSteps(text, uri, remove(tree, node, node.range.start), (rest) => {
        const under = blockAt(rest, place.block);
        return under ? addMember(rest, under, member, index) : { ok: false, reason: gone.reason };
      });
    }
  }
}

function twoSteps(text: string, uri: string, first: Edited, then: (rest: Tree) => Edited): PatchApplied {
  if (!first.ok) return first;
  const between = applyEdits(text, first.edits);
  return edited(between, then(parse(between, uri)));
}

function edited(text: string, edit: Edited): PatchApplied {
  return edit.ok ? { ok: true, text: applyEdits(text, edit.edits) } : edit;
}

/** The first mark of a file that another does not have, with what it speaks for, byte for byte and in the same order. */
function markLost(before: Tree, after: Tree): { readonly reason: string } | undefined {
  const left = marksOf(after).map(({ stands }) => stands);
  let at = 0;
  return marksOf(before).find(({ stands }) => {
    const found = left.indexOf(stands, at);
    at = found + 1;
    return found < 0;
  });
}

function marksOf(tree: Tree): readonly { readonly stands: string; readonly reason: string }[] {
  return directives(tree).flatMap(({ kind, reason, range, covers }) =>
    kind === 'keep' ? [{ reason, stands: tree.text.slice(range.start, covers.end).trimEnd() }] : [],
  );
}

function noBlock(word: string): PatchApplied {
  return { ok: false, reason: `There is no block \`${word}\`.` };
}

const gone = { ok: false, reason: 'What this changes is not in the file any more.' } as const;
