// Where a patch stands once it is in the file, and where an alternative to it goes then. In: patches, rows of a review. Out: places by words. Pure.
import { blockRow } from '../lang/vocabulary.ts';
import { areAlternatives } from './alternatives.ts';
import { linesOfBlock } from './lines-of.ts';
import type { Patch, PatchPlace } from './patch.ts';
import type { ReviewRow } from './review.ts';

/** Where what a patch says stands once it is in the file: an item that was said anew is found by its new words. */
export function placeAfter({ place, change }: Pick<Patch, 'place' | 'change'>): PatchPlace {
  if (change.op === 'put-member') {
    const { name, text } = change.member;
    return name === undefined ? { block: place.block, item: text } : { block: place.block, entry: name };
  }
  if (change.op !== 'put-block' || place.item === undefined) return place;
  const { block } = change;
  const isOneOfMany = block.title === undefined && blockRow(block.word)?.many;
  return isOneOfMany ? { block: place.block, item: linesOfBlock(block) } : place;
}

/** The patch at the place that it has now: that of an alternative which was accepted, where one was. */
export function whereNow(patch: Patch, rows: readonly ReviewRow[]): Patch {
  const there = rows.find((row) => row.state === 'accepted' && areAlternatives(row.patch, patch));
  return there ? { ...patch, place: placeAfter(there.patch) } : patch;
}
