// The strategies that fit what is said now. In: words, a library. Out: the nearest approved ones, in the order of the file, and the request with them in
// it. No request is made; what was only proposed is never used.
import type { Message } from '../../lang/prompt.ts';
import { lexicalSimilarity } from '../../model/fallbacks/lexical.ts';
import type { Similarity } from '../../model/port.ts';
import type { Strategy } from './strategies.ts';

export interface Found {
  readonly strategy: Strategy;
  readonly alike: number;
}

export interface Retrieved {
  readonly found: readonly Found[];
  /** `lexical`, or that of the embeddings. */
  readonly label: string;
}

/** `most` of the approved ones by likeness of their scenario; of equal ones the first in the file. One without anything in common is none. */
export async function retrieveStrategies(
  words: string,
  library: readonly Strategy[],
  similarity: Similarity | undefined,
  signal: AbortSignal,
  most = 2,
): Promise<Retrieved> {
  const measure = similarity ?? lexicalSimilarity;
  const approved = library.filter(({ status }) => status === 'approved');
  if (approved.length === 0) return { found: [], label: measure.label };
  const alike = await measure.compare(
    words,
    approved.map(({ scenario }) => scenario),
    signal,
  );
  const ranked = approved
    .map((strategy, at) => ({ strategy, alike: alike[at] ?? 0, at }))
    .filter((one) => one.alike > 0)
    .sort((a, b) => b.alike - a.alike || a.at - b.at)
    .slice(0, most)
    .sort((a, b) => a.at - b.at);
  return { found: ranked.map(({ strategy, alike: how }) => ({ strategy, alike: how })), label: measure.label };
}

/** The same request with advice for this one reply: the talk stays as it was said. */
export function withAdvice(messages: readonly Message[], advice: readonly string[]): readonly Message[] {
  if (advice.length === 0) return messages;
  const content = `For this reply:\n${advice.map((one) => `- ${one.replace(/\s+/gu, ' ').trim()}`).join('\n')}`;
  const at = messages.findIndex(({ role }) => role !== 'system');
  const place = at < 0 ? messages.length : at;
  return [...messages.slice(0, place), { role: 'system', content }, ...messages.slice(place)];
}
