// Rules and a situation in; a reply that keeps them all out, if a bounded search finds one. Finding none proves nothing.
// Deterministic: how long it searches is counted in judged candidates.
import type { Measures } from '../../lang/measures.ts';
import type { CheckedRule, RuleBook } from '../rule-book.ts';
import { type Candidate, chooseReply, type Limits } from './choose-reply.ts';
import { composeReplies } from './compose-replies.ts';
import type { Situation } from './situation.ts';
import { standAt } from './stand.ts';
import { wishesOf } from './wishes.ts';

/** `blind`: the rules ask for something the search cannot make or tell, so that finding nothing says nothing. */
export type Witness =
  | { readonly found: true; readonly reply: string; readonly judged: number }
  | { readonly found: false; readonly blind: boolean; readonly judged: number };

export const witnessLimits: Limits = { judged: 320, asTheyAre: 240, depth: 2 };

/** A reply that breaks none of `rules`. `pool`: sentences of the persona's own, tried and built with as well. */
export function findWitness(
  book: RuleBook,
  rules: readonly CheckedRule[],
  situation: Situation,
  measures: Measures = {},
  pool: readonly string[] = [],
  limits: Limits = witnessLimits,
): Witness {
  const stand = standAt({ ...book, rules }, situation.messages, situation.values, measures);
  const { lines, blind } = wishesOf(rules, (rule) => stand.valuesFor(rule), measures);
  const { text, broken } = chooseReply(candidates(lines, pool), stand, [], pool, limits);
  // Saying nothing at all is nobody's first choice, but it is a reply.
  if (broken.length > 0 && stand.broken('').length === 0) return { found: true, reply: '', judged: stand.judged };
  const { judged } = stand;
  return broken.length === 0 ? { found: true, reply: text, judged } : { found: false, blind, judged };
}

function* candidates(lines: Parameters<typeof composeReplies>[0], pool: readonly string[]): Generator<Candidate> {
  let index = 0;
  for (const text of composeReplies(lines)) {
    yield { text, fits: true };
    const own = pool[index++];
    if (own !== undefined) yield { text: own, fits: false };
  }
}
