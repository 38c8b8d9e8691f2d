// Which older exchanges go into a request, and how: word for word, summed up, or not at all. In: their sizes, how like the newest line they
// are, what a model said of them. Out: a plan that always ends, and fits the budget or says that it cannot. No IO; the same in, the same out.
// After SCM (Wang et al., "Enhancing large language model with self-controlled memory framework"), with an end where its loop had none.

/** An exchange that may be sent. Tokens. */
export interface Candidate {
  /** Its number in the talk. */
  readonly exchange: number;
  readonly raw: number;
  /** Of its summary; undefined: there is none. A short exchange is its own summary: the same number as `raw`. */
  readonly summary: number | undefined;
  readonly similarity: number;
}

/** What a model says of an older exchange: not needed, its summary is enough, or its words are needed. */
export type Verdict = 'drop' | 'summary' | 'raw';

export interface ContextView {
  readonly budget: number;
  /** The exchanges that are always sent, as they are to be sent. Tokens. */
  readonly fixed: number;
  /** The older ones that were found, in any order. */
  readonly found: readonly Candidate[];
  /** Undefined: nobody was asked yet. One without a verdict is taken word for word. */
  readonly verdicts?: ReadonlyMap<number, Verdict>;
}

export type PlannedReason =
  /** All that was found fits. */
  | 'alike'
  /** It is most like the newest line of all. */
  | 'most-alike'
  /** The model said so. */
  | Verdict
  /** It would not fit word for word. */
  | 'squeezed'
  /** It would not fit even summed up, or has no summary. */
  | 'no-room';

export interface Planned {
  readonly exchange: number;
  readonly as: 'raw' | 'summary' | 'dropped';
  readonly tokens: number;
  readonly reason: PlannedReason;
}

export interface ContextPlan {
  /** Exchanges to ask the model about before this plan is final, the least alike first; empty: it is. */
  readonly ask: readonly number[];
  /** In the order of the talk. */
  readonly planned: readonly Planned[];
  /** With what is always sent. */
  readonly tokens: number;
  readonly fits: boolean;
}

/** Plans. Each pass goes once through the list, from the least alike up. */
export function planContext({ budget, fixed, found, verdicts }: ContextView): ContextPlan {
  // Of two as alike the older one goes first.
  const order = found.toSorted((a, b) => a.similarity - b.similarity || a.exchange - b.exchange);
  const whole = fixed + sum(order.map(({ raw }) => raw));
  if (whole <= budget) {
    return finished(
      order.map(({ exchange, raw }) => ({ exchange, as: 'raw', tokens: raw, reason: 'alike' })),
      fixed,
      budget,
    );
  }
  const best = order.at(-1)?.exchange;
  if (!verdicts) {
    const ask = order.flatMap(({ exchange }) => (exchange === best ? [] : [exchange]));
    if (ask.length > 0) return { ask, planned: [], tokens: whole, fits: false };
  }
  const planned = order.map((one) => judged(one, one.exchange === best, verdicts));
  squeeze(planned, order, fixed, budget);
  for (let index = 0; index < planned.length && total(planned, fixed) > budget; index++) {
    const one = planned[index];
    if (one && one.as !== 'dropped') planned[index] = { ...one, as: 'dropped', tokens: 0, reason: 'no-room' };
  }
  return finished(planned, fixed, budget);
}

function judged(one: Candidate, best: boolean, verdicts: ContextView['verdicts']): Planned {
  const { exchange, raw, summary } = one;
  const verdict = best ? 'raw' : (verdicts?.get(exchange) ?? 'raw');
  if (verdict === 'drop') return { exchange, as: 'dropped', tokens: 0, reason: 'drop' };
  if (verdict === 'summary' && shorter(one))
    return { exchange, as: 'summary', tokens: summary ?? raw, reason: 'summary' };
  return { exchange, as: 'raw', tokens: raw, reason: best ? 'most-alike' : 'raw' };
}

/** The second pass: what is word for word is summed up, from the least alike, until it fits. */
function squeeze(planned: Planned[], order: readonly Candidate[], fixed: number, budget: number): void {
  for (const [index, one] of order.entries()) {
    const now = planned[index];
    if (total(planned, fixed) <= budget) return;
    if (now?.as !== 'raw' || !shorter(one)) continue;
    planned[index] = { ...now, as: 'summary', tokens: one.summary ?? one.raw, reason: 'squeezed' };
  }
}

function shorter({ raw, summary }: Candidate): boolean {
  return summary !== undefined && summary < raw;
}

function finished(planned: readonly Planned[], fixed: number, budget: number): ContextPlan {
  const tokens = total(planned, fixed);
  return { ask: [], planned: planned.toSorted((a, b) => a.exchange - b.exchange), tokens, fits: tokens <= budget };
}

function total(planned: readonly Planned[], fixed: number): number {
  return fixed + sum(planned.map(({ tokens }) => tokens));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
