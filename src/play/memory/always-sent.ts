// Which exchanges are sent whatever the newest line is: the last messages that `recent` asks for, else the exchange before, word for word
// while it is short. In: exchanges in order. Out: how each is sent, and from where on. Pure.
import type { Exchange } from './exchanges.ts';
import type { MemorySettings } from './memory-settings.ts';

export type Fixed =
  | { readonly exchange: Exchange; readonly as: 'raw'; readonly why: string }
  | { readonly exchange: Exchange; readonly as: 'summary'; readonly summary: string; readonly why: string };

export interface AlwaysSent {
  /** Index in `before` of the first that is sent. */
  readonly from: number;
  readonly sent: readonly Fixed[];
  /** Why the older ones are not among them. */
  readonly why: string;
}

/** An exchange is not cut in two: where `recent` reaches into one, all of it is sent. */
export function alwaysSent(
  before: readonly Exchange[],
  newest: Exchange | undefined,
  settings: MemorySettings,
  summaryOf: (exchange: Exchange) => string | undefined,
): AlwaysSent {
  const { recent, summaries, budget, flash } = settings;
  if (recent === undefined && summaries) return { ...flashOf(before, flash, summaryOf), why: '' };
  let from = before.length;
  let messages = newest?.turns.length ?? 0;
  while (from > 0 && messages < (recent ?? Infinity)) messages += before[--from]?.turns.length ?? 0;
  const why = `It is not among the last ${recent} messages.`;
  if (summaries || budget === undefined) return { from, sent: raw(before.slice(from)), why };
  let tokens = sum(before.slice(from)) + (newest?.tokens ?? 0);
  const all = from;
  // The exchange before is sent in any case.
  while (from < before.length - 1 && tokens > budget) tokens -= before[from++]?.tokens ?? 0;
  const tooMuch = `With it the talk would take more than the ${budget} tokens of memory’s budget.`;
  return { from, sent: raw(before.slice(from)), why: from > all ? tooMuch : why };
}

function flashOf(
  before: readonly Exchange[],
  flash: number,
  summaryOf: (exchange: Exchange) => string | undefined,
): Pick<AlwaysSent, 'from' | 'sent'> {
  const exchange = before.at(-1);
  if (!exchange) return { from: 0, sent: [] };
  const from = before.length - 1;
  const summary = exchange.tokens < flash ? undefined : summaryOf(exchange);
  if (summary !== undefined) {
    const why = `The turn before has ${exchange.tokens} tokens; up to ${flash} it would be sent word for word.`;
    return { from, sent: [{ exchange, as: 'summary', summary, why }] };
  }
  return { from, sent: [{ exchange, as: 'raw', why: 'It is the turn before.' }] };
}

function raw(exchanges: readonly Exchange[]): readonly Fixed[] {
  return exchanges.map((exchange) => ({ exchange, as: 'raw', why: 'It is among the last messages.' }));
}

function sum(exchanges: readonly Exchange[]): number {
  return exchanges.reduce((all, { tokens }) => all + tokens, 0);
}
