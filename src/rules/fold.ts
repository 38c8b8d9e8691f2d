// A text made comparable, with the way back: what was folded away or changed, and where each code unit came from.
import { type Range, range } from '../base/range.ts';

/** A text made from another. Without `starts` offsets are the same in both. */
export interface Folded {
  readonly text: string;
  /** For each code unit of `text`, and one behind its end, the offset it came from. */
  readonly starts: readonly number[] | undefined;
}

/** The text itself. */
export function unfolded(text: string): Folded {
  return { text, starts: undefined };
}

/**
 * Replaces every code point by what `change` gives, the empty string to leave it out.
 * Linear; where nothing changes its length the offsets stay as they are.
 */
export function foldEach(from: Folded, change: (char: string) => string): Folded {
  const starts: number[] = [];
  let text = '';
  let at = 0;
  for (const char of from.text) {
    const folded = change(char);
    const origin = from.starts?.[at] ?? at;
    for (let i = 0; i < folded.length; i++) starts.push(i < char.length ? (from.starts?.[at + i] ?? at + i) : origin);
    text += folded;
    at += char.length;
  }
  starts.push(from.starts?.[from.text.length] ?? from.text.length);
  return { text, starts };
}

/** Lower case, a final sigma as any sigma. Most texts keep their length, and then their offsets. */
export function foldCase(from: Folded): Folded {
  const lower = lowerCase(from.text);
  return lower.length === from.text.length ? { text: lower, starts: from.starts } : foldEach(from, lowerCase);
}

/** Accents put together with their letters (NFC), as most texts have them. */
export function foldAccents(text: string): Folded {
  const whole = text.normalize('NFC');
  if (whole === text) return unfolded(text);
  const starts: number[] = [];
  let composed = '';
  for (const { segment, index } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)) {
    const part = segment.normalize('NFC');
    for (let i = 0; i < part.length; i++) starts.push(part === segment ? index + i : index);
    composed += part;
  }
  starts.push(text.length);
  return { text: composed, starts };
}

/** As `foldCase`, where the way back is not needed. */
export function lowerCase(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
}

/** The range in the first text of a range of the folded one; an empty range stays empty. */
export function originalRange(folded: Folded, start: number, end: number): Range {
  if (!folded.starts) return range(start, end);
  const from = folded.starts[start] ?? start;
  if (end <= start) return range(from, from);
  const last = folded.starts[end - 1] ?? from;
  return range(from, Math.max(last + 1, Math.min(folded.starts[end] ?? last + 1, last + 2)));
}
