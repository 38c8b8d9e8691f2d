// From a place in a persona to its place in the compiled prompt, and back. Offsets in, ranges out; knows no editor.
import { type Range, touches } from '../../base/range.ts';
import type { PromptMapping } from '../../wire/server-protocol.ts';

/** Where in the prompt stands what is written at `offset` of `uri`: the narrowest piece that the cursor touches, first of equals. */
export function promptRangeAt(map: readonly PromptMapping[], uri: string, offset: number): Range | undefined {
  return narrowest(
    map.filter((mapping) => mapping.uri === uri && touches(mapping.origin, offset)),
    (mapping) => mapping.origin,
  )?.range;
}

/** Where what stands at `offset` of the prompt was written; undefined for words that no file wrote. */
export function originAt(map: readonly PromptMapping[], offset: number): PromptMapping | undefined {
  return narrowest(
    map.filter((mapping) => touches(mapping.range, offset)),
    (mapping) => mapping.range,
  );
}

function narrowest(found: readonly PromptMapping[], of: (mapping: PromptMapping) => Range): PromptMapping | undefined {
  let best: PromptMapping | undefined;
  for (const mapping of found) {
    if (!best || width(of(mapping)) < width(of(best))) best = mapping;
  }
  return best;
}

function width(range: Range): number {
  return range.end - range.start;
}
