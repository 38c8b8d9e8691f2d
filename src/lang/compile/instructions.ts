// Instructions of another tool's file, as that tool sends them: to the letter, no heading of ours, no value put in, nothing left out.
import type { Instructions, Persona } from '../persona.ts';
import type { Piece, Section } from '../prompt.ts';
import { type Origin, originOf, type SourceText } from '../source-text.ts';
import { verbatim } from '../values.ts';
import { type Context, frame } from './context.ts';

/** One section a file; each of its lines is a piece that knows its place. */
export function instructions(context: Context): readonly Section[] {
  return context.persona.instructions.flatMap((one) => {
    const pieces = [...leadOf(one), ...verbatim(one.text)];
    return pieces.length === 0 ? [] : [{ name: 'instructions' as const, title: undefined, pieces }];
  });
}

function leadOf({ lead, text }: Instructions): readonly Piece[] {
  const lines = lead.flatMap(({ label, text: said }) => [
    frame(`${label}: `),
    // Words that are written otherwise in the file, quoted or folded, know at least where they stand.
    ...(said.segments.length > 0
      ? verbatim(said)
      : [{ text: said.value, origin: { uri: said.uri, range: said.range } }]),
    frame('\n'),
  ]);
  return lines.length > 0 && text.value !== '' ? [...lines, frame('\n')] : lines;
}

/** Fewer characters are found in any text. */
const leastCompared = 8;

/** Where the instructions say a sentence already, which then is not sent twice; undefined where they do not. Case, white space and emphasis are not looked at, nor a full stop. */
export function instructedAt({ instructions: all }: Persona, sentence: string): Origin | undefined {
  if (all.length === 0) return undefined;
  const wanted = plain(sentence)
    .text.trim()
    .replace(/[.!。！]+$/u, '');
  if (wanted.length < leastCompared) return undefined;
  for (const { text } of all) {
    const said = plainOf(text);
    for (let at = said.text.indexOf(wanted); at >= 0; at = said.text.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (isLetter(said.text, at - 1) || isLetter(said.text, end)) continue;
      return originOf(text, said.offsets[at], (said.offsets[end - 1] ?? 0) + 1);
    }
  }
  return undefined;
}

function isLetter(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}

interface Plain {
  readonly text: string;
  /** Of each code unit the offset of the one it stands for. */
  readonly offsets: readonly number[];
}

const kept = new WeakMap<SourceText, Plain>();

/** Kept for as long as the text is there: a persona of many rules asks for each of them. */
function plainOf(text: SourceText): Plain {
  const known = kept.get(text) ?? plain(text.value);
  kept.set(text, known);
  return known;
}

/** Lower case, without marks of emphasis and code, each run of white space one space. */
function plain(text: string): Plain {
  let made = '';
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '*' || char === '_' || char === '`') continue;
    const blank = /\s/u.test(char);
    if (blank && (made === '' || made.endsWith(' '))) continue;
    const low = blank ? ' ' : char.toLowerCase();
    made += low;
    for (let unit = 0; unit < low.length; unit++) offsets.push(at);
  }
  return { text: made, offsets };
}
