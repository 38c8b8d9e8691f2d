// The decision at the end of a vote, and how sure it was of it. In: a reply, with log probabilities or without. Out: which, with its critique. A reply
// whose last line is no verdict decides nothing. Pure.
import { logRatio } from '../../measure/preference-margin.ts';
import type { Reply, TokenLogprob } from '../../model/port.ts';

export interface Decision {
  readonly says: 'first' | 'second' | undefined;
  readonly critique: string;
  /** ln p(decision) / p(the other one) at the token where they part; undefined without log probabilities, or where the other is not among them. */
  readonly strength: number | undefined;
}

export function decisionIn({ text, logprobs }: Reply): Decision {
  const lines = text.trimEnd().split(/\r\n|\r|\n/u);
  const last = (lines.at(-1) ?? '').replace(/[*_`#>"“”.\s]+/gu, ' ').trim();
  const says = /^verdict ?[:：] ?(first|second)$/iu.exec(last)?.[1]?.toLowerCase();
  if (says !== 'first' && says !== 'second') return { says: undefined, critique: text.trim(), strength: undefined };
  const critique = lines.slice(0, -1).join('\n').trim();
  return { says, critique, strength: logprobs && strengthOf(logprobs, says) };
}

function strengthOf(logprobs: readonly TokenLogprob[], says: 'first' | 'second'): number | undefined {
  const other = says === 'first' ? 'second' : 'first';
  const at = logprobs.findLast(({ token }) => begins(token, says));
  if (!at) return undefined;
  const mass = (word: string) =>
    at.top.filter(({ token }) => begins(token, word)).reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
  const own = mass(says) || Math.exp(at.logprob);
  const less = mass(other);
  return less === 0 ? undefined : logRatio(own, less);
}

function begins(token: string, word: string): boolean {
  const plain = token
    .trim()
    .toLowerCase()
    .replace(/^[`"*]+/u, '');
  return plain !== '' && word.startsWith(plain);
}
