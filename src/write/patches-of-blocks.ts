// Blocks that a recipe made of values, as patches. They go through text and our parser like everything that is proposed, so that words which
// would read as something else are seen. In: the file, blocks, why each is there. Out: patches.

import type { NewBlock, NewMember } from '../lang/edit.ts';
import { onOneLine } from '../lang/one-line.ts';
import type { Tree } from '../lang/tree.ts';
import { linesOfBlock } from './lines-of.ts';
import { type FindProblems, type Grounds, structuralProblems } from './make-patch.ts';
import type { Evidence, Patch } from './patch.ts';
import { patchesOfText } from './patches-of.ts';

/** Grounds by the text of an item, the name of an entry, the title of a block; `otherwise` for the rest. */
export function patchesOfBlocks(
  base: Tree,
  blocks: readonly NewBlock[],
  otherwise: string,
  grounds: ReadonlyMap<string, Grounds> = new Map(),
  find: FindProblems = structuralProblems,
): readonly Patch[] {
  const text = blocks
    .filter(saysAnything)
    .map((block) => `${linesOfBlock(block)}\n`)
    .join('\n');
  const why = (block: string, member: string | undefined): Grounds =>
    grounds.get(member ?? block) ?? { reason: otherwise, evidence: [] };
  return patchesOfText(base, text, why, find).patches;
}

export function item(text: string): NewMember {
  return { text: onOneLine(text) };
}

export function entry(name: string, text: string, children: readonly NewMember[] = []): NewMember {
  return { name, text: onOneLine(text), ...(children.length > 0 ? { children } : {}) };
}

/** What a name of ours may be: letters, digits, spaces, at most 60. */
export function plainName(text: string): string {
  const name = onOneLine(text.replace(/[^\p{L}\p{M}\p{N} '-]+/gu, ' ')).replace(/^[ '-]+/u, '');
  return name.length > 60 ? name.slice(0, 60).replace(/\s+\S*$/u, '') : name;
}

/** In words, how much of what was claimed stands in what was given. */
export function unsupported(evidence: readonly Evidence[]): boolean {
  return !evidence.some(({ found }) => found);
}

function saysAnything({ title, prose, children }: NewBlock): boolean {
  return (title ?? '') !== '' || (prose ?? '') !== '' || (children?.length ?? 0) > 0;
}
