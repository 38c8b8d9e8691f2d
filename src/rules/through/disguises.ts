// The disguises as a table: light ones give another view of a reply, the others find a folded text in a folded reply.
import type { Range } from '../../base/range.ts';
import { range } from '../../base/range.ts';
import type { Disguise } from '../../lang/persona.ts';
import { type Folded, foldEach } from '../fold.ts';
import { findInBase64 } from './base64.ts';
import { lookalike } from './homoglyphs.ts';
import { findInLeetspeak } from './leetspeak.ts';
import { findSpaced } from './spacing.ts';

/** Where `needle` (lower case, light disguises off) hides at or behind `from`; a range of `reply.text`. */
export type Finder = (needle: string, reply: Folded, from: number) => Range | undefined;

/** Characters that show nothing: joiners, marks of direction, soft hyphen, variation selectors, tags. */
const invisible = /\p{Default_Ignorable_Code_Point}/u;

/** Light disguises: what is left of a text when they are taken off. */
export const views: Partial<Readonly<Record<Disguise, (text: Folded) => Folded>>> = {
  'zero-width': (text) => foldEach(text, (char) => (invisible.test(char) ? '' : char)),
  homoglyphs: (text) => foldEach(text, (char) => (/\p{M}/u.test(char) ? '' : lookalike(char))),
};

/** The shortest text that is looked for where letters are changed: `no` is `on` backwards. */
const shortest = 4;

export const finders: Partial<Readonly<Record<Disguise, Finder>>> = {
  spacing: (needle, reply, from) => (needle.length < shortest ? undefined : findSpaced(needle, reply.text, from)),
  leetspeak: (needle, reply, from) =>
    needle.length < shortest ? undefined : findInLeetspeak(needle, reply.text, from),
  reversed: (needle, reply, from) => findChanged(needle, reply, from, (text) => Array.from(text).reverse().join('')),
  base64: (needle, reply, from) => (needle.length < shortest ? undefined : findInBase64(needle, reply.text, from)),
  rot13: (needle, reply, from) => findChanged(needle, reply, from, rotate),
};

/** As it stands. */
export function findPlain(needle: string, reply: Folded, from: number): Range | undefined {
  const at = reply.text.indexOf(needle, from);
  return at < 0 ? undefined : range(at, at + needle.length);
}

function findChanged(needle: string, reply: Folded, from: number, change: (text: string) => string): Range | undefined {
  const changed = change(needle);
  return needle.length < shortest || changed === needle ? undefined : findPlain(changed, reply, from);
}

function rotate(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97));
}
