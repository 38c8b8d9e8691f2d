// The strategies that fit what is said now. In: words, a library. Out: the nearest approved ones, in the order of the file, and the section of
// a prompt that tells them. No request is made; what was only proposed is never used.
import { onOneLine } from '../../lang/one-line.ts';
import type { Section } from '../../lang/prompt.ts';
import { likeness } from '../../model/fallbacks/likeness.ts';

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

/**
 * `most` of the approved ones by likeness of their scenario; of equal ones the first in the file. One without anything in common is none.
 * Where embeddings cannot be had, by words in common, and labelled so.
 */
export async function retrieveStrategies(
  words: string,
  library: readonly Strategy[],
  similarity: Similarity | undefined,
  signal: AbortSignal,
  most = 2,
): Promise<Retrieved> {
  const approved = library.filter(({ status }) => status === 'approved');
  const scenarios = approved.map(({ scenario }) => scenario);
  const [{ alike, label } = nothing] = await likeness(similarity, [[words, scenarios]], signal);
  const ranked = approved
    .map((strategy, at) => ({ strategy, alike: alike[at] ?? 0, at }))
    .filter((one) => one.alike > 0)
    .sort((a, b) => b.alike - a.alike || a.at - b.at)
    .slice(0, most)
    .sort((a, b) => a.at - b.at);
  return { found: ranked.map(({ strategy, alike: how }) => ({ strategy, alike: how })), label };
}

/** The advice as the last section of a prompt; undefined where there is none. The talk stays as it was said. */
export function adviceSection(advice: readonly string[]): Section | undefined {
  if (advice.length === 0) return undefined;
  const text = advice.map((one) => `- ${onOneLine(one)}`).join('\n');
  return { name: 'advice', title: 'For this reply', pieces: [{ text, origin: undefined }] };
}

const nothing = { alike: [], label: 'lexical' } as const;
