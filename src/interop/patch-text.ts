// A text of another program changed as little as can be, where what importing it gave is changed: the words that differ are put in where they stand,
// and all that importing leaves out or writes otherwise (notes, tabs, line breaks) stays. Values in, edits out.
import { align } from './align.ts';

/** A stretch of the other program's text. Tokens follow each other without a gap. */
export interface Token {
  readonly from: number;
  readonly to: number;
  /** What importing makes of it, the likeliest first; an empty one: nothing. */
  readonly images: readonly string[];
  /** Importing leaves it out, and somebody wrote it: it stays where the words around it change. */
  readonly hidden?: boolean;
  /** It parts two texts, and can be no part of a change. */
  readonly parts?: boolean;
}

export interface Patch {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A token, and where in the imported text its image stands. */
interface Placed {
  readonly token: Token;
  readonly start: number;
  readonly end: number;
}

/** `before[start..end)` becomes `text`. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Undefined: `before` is not what the tokens say, or a change would go over what parts two texts.
 * @param whole the text that the tokens are of, whose line breaks are used. @param before what importing gave. @param now what it shall give.
 */
export function patchText(
  whole: string,
  tokens: readonly Token[],
  before: string,
  now: string,
): readonly Patch[] | undefined {
  const placed = place(tokens, before)?.filter(({ start, end }) => end > start);
  if (!placed) return undefined;
  const hidden = tokens.filter((token) => token.hidden);
  if (placed.length === 0 && hidden.length === 0)
    return [{ from: tokens[0]?.from ?? 0, to: tokens.at(-1)?.to ?? 0, text: now }];
  const lineBreak = /\r\n/u.test(whole) && !/(?<!\r)\n/u.test(whole) ? '\r\n' : '\n';
  const patches: Patch[] = [];
  for (const { start, end, text } of joined(changesOf(before, now), placed, before)) {
    const first = placed[indexAt(placed, start)];
    const own = text.replace(/\r?\n/gu, lineBreak);
    if (start === end) {
      const at =
        start === 0 ? (first?.token.from ?? tokens.at(-1)?.to ?? 0) : placed[indexAt(placed, start - 1)]?.token.to;
      if (at === undefined) return undefined;
      patches.push({ from: at, to: at, text: own });
      continue;
    }
    const to = indexAt(placed, end - 1);
    const [from, last] = [first?.token.from, placed[to]?.token.to];
    if (from === undefined || last === undefined) return undefined;
    if (placed.slice(indexAt(placed, start), to + 1).some(({ token }) => token.parts)) return undefined;
    const kept = hidden.filter((each) => each.from >= from && each.to <= last);
    patches.push({ from, to: last, text: own + kept.map((each) => whole.slice(each.from, each.to)).join('') });
  }
  return patches;
}

/** Whether importing the tokens gives this text. */
export function saysThe(text: string, tokens: readonly Token[]): boolean {
  return place(tokens, text) !== undefined;
}

function place(tokens: readonly Token[], text: string): readonly Placed[] | undefined {
  let at = 0;
  const placed: Placed[] = [];
  for (const token of tokens) {
    const image = token.images.find((each) => text.startsWith(each, at));
    if (image === undefined) return undefined;
    placed.push({ token, start: at, end: at + image.length });
    at += image.length;
  }
  return at === text.length ? placed : undefined;
}

/** Words, each white space, each other character. */
const word = /\{\{[^{}]*\}\}|[\p{L}\p{M}\p{N}_]+|./gsu;

function changesOf(before: string, now: string): readonly Change[] {
  const [were, are] = [before.match(word) ?? [], now.match(word) ?? []];
  const [beforeStarts, nowStarts] = [startsOf(were), startsOf(are)];
  return align(were, are).map(({ from, to, start, end }) => ({
    start: beforeStarts[from] as number,
    end: beforeStarts[to] as number,
    text: now.slice(nowStarts[start], nowStarts[end]),
  }));
}

/** Where each begins, and where the last ends. */
function startsOf(words: readonly string[]): readonly number[] {
  let at = 0;
  return [0, ...words.map(({ length }) => (at += length))];
}

/** The changes as far as whole tokens go; those that share one are one. */
function joined(changes: readonly Change[], placed: readonly Placed[], before: string): readonly Change[] {
  const found: Change[] = [];
  for (const { start, end, text } of changes) {
    const first = placed[indexAt(placed, start)];
    const last = placed[indexAt(placed, start === end ? start : end - 1)];
    const parts = start < end || (first !== undefined && first.start < start);
    const from = parts && first ? first.start : start;
    const to = parts && last ? last.end : end;
    const open = found.at(-1);
    if (!open || open.end <= from) {
      found.push({ start: from, end: to, text: before.slice(from, start) + text + before.slice(end, to) });
      continue;
    }
    // What the last one has behind its words up to the end of its token is before this one's.
    const shared = open.text.slice(0, open.text.length - (open.end - start));
    found[found.length - 1] = { start: open.start, end: to, text: shared + text + before.slice(end, to) };
  }
  return found;
}

/** The token whose image holds this place; as many as there are where none does. */
function indexAt(placed: readonly Placed[], at: number): number {
  let [low, high] = [0, placed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placed[middle] as Placed).end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
