// A list still to be written, as an entry. In: its name and elements. Out: a member for `lang/edit`.
import type { NewMember } from './outline.ts';

/** On its line where no element has a comma, else one item a line. */
export function listMember(name: string, elements: readonly string[]): NewMember {
  if (fitsOnLine(elements)) return { name, text: elements.join(', ') };
  return { name, text: '', children: elements.map((text) => ({ text })) };
}

/** Whether commas part these elements as they are meant. */
export function fitsOnLine(elements: readonly string[]): boolean {
  return elements.every((element) => !/[,，、،\n]/u.test(element));
}
