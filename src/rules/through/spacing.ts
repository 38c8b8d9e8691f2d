// Finds a text whose letters are set apart (`s w o r d`, `s-w-o-r-d`) or whose own words are joined or broken otherwise.
import { type Range, range } from '../../base/range.ts';

/** Where `needle` stands when everything but letters and digits is left out of both; see `setApart` for what counts. */
export function findSpaced(needle: string, reply: string, from: number): Range | undefined {
  const wanted = squeeze(needle);
  const shown = squeeze(reply);
  if (wanted.text.length < 4) return undefined;
  for (let at = shown.text.indexOf(wanted.text); at >= 0; at = shown.text.indexOf(wanted.text, at + 1)) {
    const end = at + wanted.text.length;
    if ((shown.starts[at] ?? 0) >= from && setApart(wanted, shown, at))
      return range(shown.starts[at] ?? 0, (shown.starts[end - 1] ?? 0) + 1);
  }
  return undefined;
}

interface Squeezed {
  readonly text: string;
  readonly starts: readonly number[];
  /** Whether something was left out before this character. */
  readonly gaps: readonly boolean[];
}

function squeeze(text: string): Squeezed {
  const starts: number[] = [];
  const gaps: boolean[] = [];
  let squeezed = '';
  let at = 0;
  let gap = true;
  for (const char of text) {
    if (/[\p{L}\p{M}\p{N}]/u.test(char)) {
      for (let i = 0; i < char.length; i++) {
        starts.push(at + i);
        gaps.push(i === 0 && gap);
      }
      squeezed += char;
      gap = false;
    } else gap = true;
    at += char.length;
  }
  gaps.push(true);
  return { text: squeezed, starts, gaps };
}

/**
 * A match counts if it stands by itself and each of its pieces is one or two characters, or if it is broken only where
 * the text itself has a break: words that merely follow one another must not spell a secret.
 */
function setApart(wanted: Squeezed, shown: Squeezed, at: number): boolean {
  const length = wanted.text.length;
  if (!shown.gaps[at] || !(at + length >= shown.text.length || shown.gaps[at + length])) return false;
  let own = true;
  let piece = 0;
  let short = true;
  for (let i = 0; i < length; i++) {
    if (i > 0 && shown.gaps[at + i]) {
      if (!wanted.gaps[i]) own = false;
      piece = 0;
    }
    piece++;
    if (piece > 2) short = false;
  }
  return own || short;
}
