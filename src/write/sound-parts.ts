// Parts of a JSON value that somebody may have written by hand, each as what it should be. In: objects and names. Out: texts, counts, lists; what is
// missing or of another kind is empty. Never throws.
import type { Range } from '../base/range.ts';
import type { Origin } from '../lang/source-text.ts';
import { type Fields, fieldsOf } from './fields-of.ts';

/** As it stands, line breaks and all; empty where it is no text. */
export function textOr(fields: Fields, name: string): string {
  const value = own(fields, name);
  return typeof value === 'string' ? value : '';
}

/** The text under a name that may be left out. */
export function textIf<Name extends string>(fields: Fields, name: Name): { readonly [K in Name]?: string } {
  const value = own(fields, name);
  return typeof value === 'string' ? ({ [name]: value } as { readonly [K in Name]?: string }) : {};
}

/** A whole number from 0; 0 where it is none. */
export function countIn(fields: Fields, name: string): number {
  const value = own(fields, name);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

/** A number of any kind, or undefined. */
export function numberIn(fields: Fields, name: string): number | undefined {
  const value = own(fields, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** One of the words there are, or undefined. */
export function oneOf<Word extends string>(value: unknown, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === value);
}

/** Every object of a list that can be made sound. */
export function soundList<Sound>(value: unknown, sound: (fields: Fields) => Sound | undefined): readonly Sound[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((one) => {
    const fields = fieldsOf(one);
    const made = fields && sound(fields);
    return made === undefined ? [] : [made];
  });
}

/** A stretch that may be empty and never runs backwards. */
export function soundRange(fields: Fields | undefined): Range | undefined {
  if (!fields) return undefined;
  const [start, end] = [countIn(fields, 'start'), countIn(fields, 'end')];
  return { start, end: Math.max(start, end) };
}

/** A place in a file, by the file and its stretch. */
export function soundOrigin(fields: Fields | undefined): Origin | undefined {
  const range = fields && soundRange(fieldsOf(fields['range']));
  return range && { uri: textOr(fields, 'uri'), range };
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
