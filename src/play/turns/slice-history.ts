// The talk as a model is sent it when both sides speak in slices. In: the lines and the slices. Out: messages, the user's and the
// persona's by turns; lines said before or between talks in slices stand as they are. Exchanges in which both were silent are left out.
import type { Turn } from '../events.ts';
import { messagesOf } from '../judge-turns.ts';
import { idleMark, type Slice } from './slice.ts';

export interface SpokenMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** A slice of the user's and the persona's after it; the last may be without the second. */
interface Exchange {
  readonly user: string;
  readonly self: string | undefined;
  readonly turns: readonly string[];
}

/**
 * `turns`: the path that stands; slices of lines that are not on it are silence. `unheard`: the persona does not hear the user in slices
 * from this index on.
 */
export function sliceHistory(
  turns: readonly Turn[],
  slices: readonly Slice[],
  unheard = Number.POSITIVE_INFINITY,
): SpokenMessage[] {
  const waiting = exchangesOf(turns, slices, unheard);
  const sliced = new Set(slices.map(({ turn }) => turn));
  const said = turns.flatMap((turn) => {
    if (!sliced.has(turn.id)) return messagesOf([turn]);
    const last = waiting.findLastIndex((exchange) => exchange.turns.includes(turn.id));
    return waiting.splice(0, last + 1).flatMap(messagesIn);
  });
  return [...said, ...waiting.flatMap(messagesIn)];
}

function exchangesOf(turns: readonly Turn[], slices: readonly Slice[], unheard: number): Exchange[] {
  const standing = new Set(turns.map(({ id }) => id));
  const byPair = new Map<number, { user: string; self: string | undefined; turns: string[] }>();
  for (const { index, side, text, turn } of slices) {
    const pair = Math.floor(index / 2);
    const exchange = byPair.get(pair) ?? { user: idleMark, self: undefined, turns: [] };
    byPair.set(pair, exchange);
    const said = turn !== undefined && standing.has(turn) && !(side === 'user' && index >= unheard);
    exchange[side] = said ? text : idleMark;
    if (said) exchange.turns.push(turn);
  }
  const exchanges = [...byPair].sort(([a], [b]) => a - b).map(([, exchange]) => exchange);
  return exchanges.filter(
    ({ user, self }, at) => user !== idleMark || (self ?? idleMark) !== idleMark || isAwaited(self, at, exchanges),
  );
}

/** The last exchange has no reply yet: silence of the user's is what the persona is told. */
function isAwaited(self: string | undefined, at: number, exchanges: readonly Exchange[]): boolean {
  return self === undefined && at === exchanges.length - 1;
}

function messagesIn({ user, self }: Exchange): SpokenMessage[] {
  const heard: SpokenMessage = { role: 'user', content: user };
  return self === undefined ? [heard] : [heard, { role: 'assistant', content: self }];
}
