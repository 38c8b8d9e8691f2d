// A file as it would be with patches that are still open, and where each would stand in it. In: the file as it is now, the patches. Out: the
// text, a range for each patch that applies, the reason for each that does not.
import type { Range } from '../base/range.ts';
import { parse } from '../lang/parse.ts';
import type { Problem } from '../lang/problems.ts';
import type { Tree } from '../lang/tree.ts';
import { areAlternatives } from './alternatives.ts';
import { applyPatch, applyPatches } from './apply-patches.ts';
import { blockAt, nodeAt } from './locate.ts';
import { type FindProblems, structuralProblems } from './make-patch.ts';
import type { Patch } from './patch.ts';
import { placeAfter } from './place-after.ts';
import { unsupportedIn } from './unsupported.ts';

export interface WouldBe {
  readonly text: string;
  /** By id. In `text`, where what the patch says stands; where it takes something away, the header of the block it stood in. */
  readonly places: ReadonlyMap<string, Range>;
  /** By id, in words. */
  readonly cannot: ReadonlyMap<string, string>;
  /**
   * By id: what is wrong in `text` where the patch stands, in ranges of `text`; of an alternative that is not in it, what was found when it was tried.
   * That nothing supports a patch is among them.
   */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
}

/** All open patches, applied in order to the file as it stands. Of alternatives the first is in `text`; the rest have its place, and their own problems. */
export function wouldBe(
  text: string,
  uri: string,
  open: readonly Patch[],
  find: FindProblems = structuralProblems,
): WouldBe {
  const applied = applyPatches(text, uri, open);
  const tree = parse(applied.text, uri);
  const cannot = new Map(applied.refused.map(({ patch, reason }) => [patch.id, reason]));
  for (const patch of applied.beside) {
    const alone = applyPatch(text, uri, patch);
    if (!alone.ok) cannot.set(patch.id, alone.reason);
  }
  const isBeside = new Set(applied.beside);
  const shown = (patch: Patch) => applied.taken.find((other) => isBeside.has(patch) && areAlternatives(other, patch));
  const places = new Map(open.map((patch) => [patch.id, placeOf(tree, shown(patch) ?? patch, cannot.has(patch.id))]));
  const found = open.length > 0 ? find(applied.text, uri) : [];
  const problemsOf = (patch: Patch) => {
    if (cannot.has(patch.id)) return unsupportedIn(patch);
    if (isBeside.has(patch)) return patch.problems;
    return [...unsupportedIn(patch), ...found.filter(({ range }) => liesIn(range, places.get(patch.id)))];
  };
  const problems = new Map(open.map((patch) => [patch.id, problemsOf(patch)]));
  return { text: applied.text, places, cannot, problems };
}

/** A problem of a whole block is told of no line in it. */
function liesIn(range: Range, place: Range | undefined): boolean {
  return place !== undefined && place.start <= range.start && range.start < place.end;
}

function placeOf(tree: Tree, patch: Patch, refused: boolean): Range {
  const { place, change } = patch;
  const node = change.op === 'title' ? undefined : (nodeAt(tree, placeAfter(patch)) ?? nodeAt(tree, place));
  if (node && !(refused && node.kind === 'block')) return withoutLineEnd(tree.text, node.range);
  const block = blockAt(tree, place.block);
  return block ? headOf(tree.text, block.range.start) : { start: 0, end: 0 };
}

function headOf(text: string, start: number): Range {
  const rest = text.slice(start);
  const end = rest.search(/[\r\n]/u);
  return { start, end: end < 0 ? text.length : start + end };
}

function withoutLineEnd(text: string, { start, end }: Range): Range {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
