// A talk as exchanges: a user's line with everything until the next one. In: turns in order. Out: exchanges with their sizes. What a turn
// costs is counted once, however long the talk gets.
import type { Message } from '../../lang/prompt.ts';
import type { Turn } from '../events.ts';
import { messagesOf } from '../judge-turns.ts';

export interface Exchange {
  /** From 1, in the order of the talk. */
  readonly number: number;
  /** At least one. */
  readonly turns: readonly [Turn, ...Turn[]];
  /** Tokens, word for word. */
  readonly tokens: number;
}

/** Counts tokens of a text. */
export type Counter = (text: string) => number;

/** Letters through four, where no counter is at hand: close enough to choose by, and said to be an estimate. */
export const estimateTokens: Counter = (text) => Math.ceil(text.length / 4);

/** Lines before the first one of the user's (a greeting) belong to the first exchange. */
export function exchangesOf(turns: readonly Turn[], count: Counter): readonly Exchange[] {
  const groups: Turn[][] = [];
  let asked = false;
  for (const turn of turns) {
    const begins = turn.speaker === 'user' && asked;
    const last = groups.at(-1);
    if (last && !begins) last.push(turn);
    else groups.push([turn]);
    asked ||= turn.speaker === 'user';
  }
  return groups.flatMap(([first, ...rest], index) => {
    if (!first) return [];
    const tokens = [first, ...rest].reduce((sum, turn) => sum + turnTokens(turn, count), 0);
    return [{ number: index + 1, turns: [first, ...rest] as const, tokens }];
  });
}

/** By counter, then by turn: a turn never changes. */
const known = new WeakMap<Counter, WeakMap<Turn, number>>();

function turnTokens(turn: Turn, count: Counter): number {
  const counts = known.get(count) ?? new WeakMap<Turn, number>();
  known.set(count, counts);
  const tokens = counts.get(turn) ?? count(turn.text);
  counts.set(turn, tokens);
  return tokens;
}

/** The messages of an exchange as they are sent. */
export function rawMessages({ turns }: Exchange): readonly Message[] {
  return messagesOf(turns);
}

/** An exchange as one text: what similarity is asked about, and what is summed up. */
export function exchangeText({ turns }: Exchange, names: { readonly user: string; readonly self: string }): string {
  return turns
    .filter(({ thought }) => !thought)
    .map(({ speaker, name, text }) => {
      const who = speaker === 'user' ? names.user : speaker === 'self' ? names.self : (name ?? speaker);
      return `${who}: ${text}`;
    })
    .join('\n');
}
