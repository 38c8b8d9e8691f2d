// Quotes that a model gave as evidence, looked for in the text it was given. In: the text, the quotes. Out: each with its place, or marked as
// standing nowhere: what rests on such a quote is shown as unsupported. Case, spaces and the form of quotes do not matter.
import type { Evidence } from './patch.ts';

/** One evidence for each quote that says something. */
export function findEvidence(text: string, quotes: readonly string[]): readonly Evidence[] {
  const source = last?.of === text ? last : { of: text, ...foldedText(text) };
  last = source;
  return quotes
    .filter((quote) => quote.trim() !== '')
    .map((quote) => {
      const wanted = foldedText(quote.trim()).text.replace(/^\W+|\W+$/gu, '');
      const at = wanted === '' ? -1 : source.text.indexOf(wanted);
      if (at < 0) return { quote, found: false };
      const start = source.places[at] ?? 0;
      const end = (source.places[at + wanted.length - 1] ?? start) + 1;
      return { quote: text.slice(start, end), source: { start, end }, found: true };
    });
}

/** The text looked through last: an answer gives its quotes one by one, and folding a long source is the costly part. */
let last: { readonly of: string; readonly text: string; readonly places: readonly number[] } | undefined;

/** Lower case, straight quotes, one space for many; for each character where it stood. */
function foldedText(text: string): { readonly text: string; readonly places: readonly number[] } {
  let folded = '';
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = plain(text[at] ?? '');
    if (char === ' ' && (folded === '' || folded.endsWith(' '))) continue;
    folded += char;
    for (let i = 0; i < char.length; i++) places.push(at);
  }
  return { text: folded, places };
}

function plain(char: string): string {
  if (/\s/u.test(char)) return ' ';
  if (/[“”„«»]/u.test(char)) return '"';
  if (/[‘’‚]/u.test(char)) return "'";
  const lower = char.toLowerCase();
  return lower.length === 1 ? lower : char;
}
