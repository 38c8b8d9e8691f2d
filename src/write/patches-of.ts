// What a model proposed, in lines of the language, as patches of a file: read by our parser, field by field. In: the file and the proposal.
// Out: patches, and what of the proposal could not be read. What stands in the file already is no patch.
import { parse } from '../lang/parse.ts';
import type { Problem } from '../lang/problems.ts';
import type { Block, Tree } from '../lang/tree.ts';
import { blockRow } from '../lang/vocabulary.ts';
import {
  blockPatch,
  type FindProblems,
  type Grounds,
  memberPatch,
  structuralProblems,
  titlePatch,
} from './make-patch.ts';
import type { Patch } from './patch.ts';

export interface ReadProposal {
  readonly patches: readonly Patch[];
  /** Errors of the proposal itself, with ranges in `text`. */
  readonly problems: readonly Problem[];
  /** The proposal as it was read. */
  readonly text: string;
}

/** A whole persona, or some blocks of one, as text of the language. */
export function patchesOfText(
  base: Tree,
  text: string,
  grounds: Grounds | ((block: string, member: string | undefined) => Grounds),
  find: FindProblems = structuralProblems,
): ReadProposal {
  const why = typeof grounds === 'function' ? grounds : () => grounds;
  const tree = parse(text, 'proposal:persona');
  const patches: Patch[] = [];
  for (const block of tree.blocks) patches.push(...patchesOfBlock(base, block, why, find));
  const ids = new Set<string>();
  const distinct = patches.filter(({ id }) => !ids.has(id) && ids.add(id));
  return { patches: distinct, problems: tree.problems.filter(({ severity }) => severity === 'error'), text };
}

/** Lines that stand under one header, without their indentation. */
export function patchesOfLines(
  base: Tree,
  header: string,
  lines: string,
  grounds: Grounds,
  find: FindProblems = structuralProblems,
): ReadProposal {
  const body = lines
    .split(/\r\n|\n|\r/u)
    .map((line) => (line.trim() === '' ? '' : `  ${line}`))
    .join('\n');
  return patchesOfText(base, `${header}\n${body}\n`, grounds, find);
}

type Why = (block: string, member: string | undefined) => Grounds;

function patchesOfBlock(base: Tree, block: Block, why: Why, find: FindProblems): readonly Patch[] {
  const row = block.word && blockRow(block.word);
  if (!row) return [];
  const word = row.word;
  if (word === 'persona') {
    const title = block.title?.value.trim();
    const named = title ? titlePatch(base, title, why(word, undefined), find) : undefined;
    return [...(named ? [named] : []), ...members(base, block, why, find)];
  }
  // What is a whole by itself: prose, a dialogue, a test, anything that may come several times.
  if (row.prose || row.dialogue || row.many) {
    const patch = blockPatch(base, block, why(block.title?.value ?? word, undefined), find);
    return patch ? [patch] : [];
  }
  return members(base, block, why, find);
}

function members(base: Tree, block: Block, why: Why, find: FindProblems): readonly Patch[] {
  return block.children.flatMap((member) => {
    const name = member.kind === 'entry' ? member.name.text : member.text.value;
    const patch = memberPatch(base, block, member, why(block.word ?? '', name), find);
    return patch ? [patch] : [];
  });
}
