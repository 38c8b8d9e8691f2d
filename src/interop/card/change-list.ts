// A list of texts in a card (greetings, tags) changed element by element: what a persona says as before stays the bytes it was, and so does every element
// that it never took over, the empty ones included. In: the array, what was imported of each element, what the persona says. Out: edits.
import type { TextEdit } from '../../base/text-edit.ts';
import { align } from '../align.ts';
import { changeChildren, type JsonNode, textOf } from '../json-text.ts';

/** JSON of a text in the place of an element, or edits inside of it. @param element undefined: a new one. */
export interface WriteElement {
  readonly added: (text: string) => string;
  readonly changed: (element: JsonNode, before: string, now: string) => readonly TextEdit[];
}

/**
 * Which element each text was imported from, by index; undefined where none is found. @param images what importing made of each element; undefined or
 * empty: nothing.
 */
export function elementsFor(
  images: readonly (string | undefined)[],
  before: readonly string[],
): readonly (number | undefined)[] {
  const taken = [...images.keys()].filter((index) => images[index]);
  if (taken.length === before.length) return taken;
  const byImage = Map.groupBy(taken, (index) => images[index]);
  let next = 0;
  return before.map((text) => {
    const left = byImage.get(text);
    while (left !== undefined && (left[0] ?? next) < next) left.shift();
    const found = left?.shift();
    if (found !== undefined) next = found + 1;
    return found;
  });
}

/** @param elements of the texts before, as `elementsFor` has them. */
export function changeList(
  json: string,
  array: JsonNode,
  elements: readonly (number | undefined)[],
  before: readonly string[],
  now: readonly string[],
  write: WriteElement,
): readonly TextEdit[] {
  const children = array.children ?? [];
  const edits: TextEdit[] = [];
  const removed = new Set<number>();
  const put = new Map<number, string[]>();
  for (const { from, to, start, end } of align(before, now)) {
    const paired = Math.min(to - from, end - start);
    for (let index = 0; index < paired; index++) {
      const element = children[elements[from + index] ?? -1];
      const text = now[start + index] as string;
      if (element) edits.push(...write.changed(element, before[from + index] as string, text));
    }
    for (const index of elements.slice(from + paired, to)) if (index !== undefined) removed.add(index);
    const added = now.slice(start + paired, end);
    if (added.length === 0) continue;
    // Before the text that follows; where none does, at the end.
    const place = elements[to] ?? children.length;
    put.set(place, [...(put.get(place) ?? []), ...added.map(write.added)]);
  }
  return [...edits, ...changeChildren(json, array, removed, [], put)];
}

/** The JSON that an element was written as, where it says a text of before. */
export function writtenFor(
  text: string,
  elements: readonly (JsonNode | undefined)[],
  before: readonly string[],
): string | undefined {
  return textOf(elements[before.indexOf(text)]);
}
