// A source that is too long for one request, cut where a line or a sentence ends. In: a text, how much is read. Out: the part that is read, and in words
// what was left out; undefined where all of it fits. Of a transcript the newest turns are kept, of anything else the beginning. Pure.
import { readTalk } from './drafts/read-talk.ts';

/** Characters of one source in a request where nobody has said how much the model reads: some fifty thousand tokens. */
export const usualLongest = 200_000;
/** Of the tokens that a model reads, what a source may take: the rest is for the primer and the answer. Four characters a token, a half of them. */
const charactersPerToken = 2;
const leastLongest = 4000;
/** A cut looks back this share of the whole for a good place. */
const slack = 0.1;

export interface FittedSource {
  readonly text: string;
  readonly leftOut: string;
}

/** @param contextTokens what the model reads at once, where that is known. */
export function longestSource(contextTokens: number | undefined): number {
  return contextTokens === undefined ? usualLongest : Math.max(leastLongest, contextTokens * charactersPerToken);
}

/** @param longest in UTF-16 code units. */
export function fitSource(text: string, longest: number, of: 'talk' | 'text'): FittedSource | undefined {
  if (text.length <= longest) return undefined;
  if (of === 'text') {
    const end = endBefore(text, longest);
    return {
      text: text.slice(0, end),
      leftOut: said(text, end, `left out begins with “${firstWords(text.slice(end))}”`),
    };
  }
  const least = text.length - longest;
  const turns = readTalk(text);
  const first = turns.findIndex(({ start }) => lineStart(text, start) >= least);
  const begin = first < 0 ? afterLine(text, least) : lineStart(text, turns[first]?.start ?? least);
  const which = first < 0 ? 'the end was read' : `turns ${turns[first]?.number} to ${turns.at(-1)?.number} were read`;
  return { text: text.slice(begin), leftOut: said(text, text.length - begin, which) };
}

function said(text: string, read: number, how: string): string {
  return `The text is too long for one request: ${many(read)} of ${many(text.length)} characters were read; ${how}. Give the part that matters, or a file for each part.`;
}

/** Where a paragraph, a line, a sentence or a word ends. */
function endBefore(text: string, longest: number): number {
  const window = text.slice(0, longest);
  const from = Math.floor(longest * (1 - slack));
  for (const mark of ['\n\n', '\n', '. ', ' ']) {
    const at = window.lastIndexOf(mark);
    if (at >= from) return at + mark.length;
  }
  return /[\uD800-\uDBFF]$/u.test(window) ? longest - 1 : longest;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function afterLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end >= 0 && end < text.length - 1) return end + 1;
  return /^[\uDC00-\uDFFF]/u.test(text.slice(at, at + 1)) ? at + 1 : at;
}

function firstWords(text: string): string {
  const line = text.trimStart().slice(0, 80).replace(/\s+/gu, ' ');
  return line.length > 40 ? `${line.slice(0, 40).trimEnd()}…` : line;
}

function many(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, ' ');
}
