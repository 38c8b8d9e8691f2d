// Accepted patches into a text, one after the other, each verified by `lang/edit`; what `# dramatis-keep` marks is never touched. In: a
// text and patches. Out: the new text, and which could not be applied and why. One undo step is the caller's: it replaces old by new.
import { applyEdits } from '../base/text-edit.ts';
import { directives } from '../lang/directives.ts';
import { memberSays, outlineOfNew } from '../lang/edit/outline.ts';
import { addBlock, addMember, type Edited, remove, setText, setTitle } from '../lang/edit.ts';
import { parse } from '../lang/parse.ts';
import type { Block, Member, Tree } from '../lang/tree.ts';
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

/** One patch on one text. */
export function applyPatch(text: string, uri: string, patch: Pick<Patch, 'place' | 'change'>): PatchApplied {
  const tree = parse(text, uri);
  const block = blockAt(tree, patch.place.block);
  const node = nodeAt(tree, patch.place);
  const kept = keptReason(tree, node ?? block);
  if (kept !== undefined) return { ok: false, reason: kept };
  const { change } = patch;
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
      const index = tree.blocks.indexOf(node);
      return twoSteps(text, uri, remove(tree, node), (rest) => addBlock(rest, change.block, index));
    }
    case 'put-member': {
      const { member } = change;
      const word = patch.place.block.split(' ')[0] ?? '';
      const row = blockRow(word);
      if (!block) return row ? edited(text, addBlock(tree, { word: row.word, children: [member] })) : noBlock(word);
      if (!node || node.kind === 'block') return edited(text, addMember(tree, block, member));
      if (sameBut(node, member)) return edited(text, setText(tree, node, member.text));
      const index = block.children.indexOf(node);
      return twoSteps(text, uri, remove(tree, node), (rest) => {
        const place = blockAt(rest, patch.place.block);
        return place ? addMember(rest, place, member, index) : { ok: false, reason: gone.reason };
      });
    }
  }
}

/** Whether only the text differs, so that comments and the form of the clauses can stay. */
function sameBut(node: Member, member: NonNullable<Parameters<typeof outlineOfNew>[0]>): boolean {
  const flat = (one: Member, depth: number): string[] =>
    one.children.flatMap((child) => [`${depth} ${says(child)}`, ...flat(child, depth + 1)]);
  const [, ...fresh] = outlineOfNew(member, 0).map((line) => `${line.depth - 1} ${line.says}`);
  const old = flat(node, 0);
  return old.length === fresh.length && old.every((line, index) => line === fresh[index]);
}

function says(member: Member): string {
  return memberSays(member.kind === 'entry' ? member.name.text : undefined, member.text.value);
}

function twoSteps(text: string, uri: string, first: Edited, then: (rest: Tree) => Edited): PatchApplied {
  if (!first.ok) return first;
  const between = applyEdits(text, first.edits);
  return edited(between, then(parse(between, uri)));
}

function edited(text: string, edit: Edited): PatchApplied {
  return edit.ok ? { ok: true, text: applyEdits(text, edit.edits) } : edit;
}

/** Why a node may not be touched: a mark covers it, or stands inside it. */
function keptReason(tree: Tree, node: Block | Member | undefined): string | undefined {
  if (!node) return undefined;
  const { start, end } = node.range;
  const mark = directives(tree).find(
    ({ kind, covers }) => kind === 'keep' && covers.start <= end && start <= covers.end && touches(node, covers),
  );
  return mark && `It is marked \`# dramatis-keep\`${mark.reason === '' ? '' : `: ${mark.reason}`}.`;
}

/** A block that only gets one more member is touched by a mark on the whole of it, not by one on another member. */
function touches(node: Block | Member, covers: { readonly start: number; readonly end: number }): boolean {
  return node.kind !== 'block' || covers.start <= node.range.start;
}

function noBlock(word: string): PatchApplied {
  return { ok: false, reason: `There is no block \`${word}\`.` };
}

const gone = { ok: false, reason: 'What this changes is not in the file any more.' } as const;
