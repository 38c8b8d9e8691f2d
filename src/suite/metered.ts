// A model whose calls are counted, bounded and ended in time. In: a model, a meter. Out: a model that refuses what the budget has
// not, and whose every call ends: by itself, at the deadline, or at once when stopped.
import type { Clock } from '../base/clock.ts';
import type {
  ChatModel,
  ChatRequest,
  FailureReason,
  ModelEvent,
  ModelFailure,
  Similarity,
  Usage,
} from '../model/port.ts';
import { untilAborted } from '../play/until-aborted.ts';
import type { Cost, SuiteSummary } from './events.ts';

/** What one run may cost. Replies from the cache cost nothing. */
export interface Budget {
  readonly requests?: number;
  /** In and out together. A request that could go over it is not sent: its own tokens and `maxTokens` are reckoned before. */
  readonly tokens?: number;
}

export interface MeterOptions {
  readonly clock: Clock;
  readonly budget: Budget;
  /** Milliseconds that a whole reply may take. */
  readonly replyMs: number;
  readonly tokens: (text: string) => number;
}

/** What was spent, and whether that ends the run. Changed by the models made with it, and by nobody else. */
export interface Meter {
  readonly cost: () => Cost;
  readonly stopped: () => SuiteSummary['stopped'];
  /** The same model, metered, with its embeddings. Calls by a `judge` are counted apart, too. */
  meter(model: ChatModel, as: 'model' | 'judge'): ChatModel;
  tookFromCache(replies: number): void;
  tookUnreadable(votes: number): void;
}

/** Failures that asking again does not mend: the run ends at the first. */
const fatal: readonly FailureReason[] = [
  'no-key',
  'wrong-key',
  'no-such-model',
  'no-route',
  'refused-consent',
  'origin-not-confirmed',
  'insecure-origin',
  'untrusted',
];

/** So many failures of any sort, one after the other, end the run, too. */
export const failuresInARow = 3;

export function newMeter(options: MeterOptions): Meter {
  const { clock, budget, replyMs, tokens } = options;
  const spent = { requests: 0, cached: 0, input: 0, output: 0, estimated: false, judge: 0, unreadable: 0 };
  let stopped: SuiteSummary['stopped'];
  let inARow = 0;

  /** Why this request may not be sent. */
  function refusal(request: ChatRequest, input: number): string | undefined {
    const { requests, tokens: most } = budget;
    if (requests !== undefined && spent.requests >= requests)
      return `The budget of ${many(requests, 'request')} is spent.`;
    const bound = input + (request.maxTokens ?? 0) * (request.n ?? 1);
    if (most !== undefined && spent.input + spent.output + bound > most) {
      return `The next request could go over the budget of ${most} tokens: ${spent.input + spent.output} are spent.`;
    }
    return undefined;
  }

  function count(usage: Usage | undefined, input: number, said: string): void {
    spent.input += usage?.input ?? input;
    spent.output += usage?.output ?? tokens(said);
    spent.estimated ||= usage === undefined;
  }

  function failed(failure: ModelFailure): ModelEvent {
    if (failure.reason !== 'cancelled') {
      inARow++;
      if (fatal.includes(failure.reason) || inARow >= failuresInARow) {
        stopped ??= { why: 'endpoint', message: failure.message };
      }
    }
    return { type: 'failed', failure };
  }

  async function* chat(
    model: ChatModel,
    as: 'model' | 'judge',
    request: ChatRequest,
    signal: AbortSignal,
  ): AsyncIterable<ModelEvent> {
    if (stopped)
      return yield {
        type: 'failed',
        failure: {
          reason: stopped.why === 'budget' ? 'over-budget' : 'other',
          message: stopped.message,
          action: 'none',
        },
      };
    if (signal.aborted) return yield { type: 'failed', failure: cancelled };
    const input = request.messages.reduce((sum, { content }) => sum + tokens(content), 0);
    const refused = refusal(request, input);
    if (refused !== undefined) {
      stopped = { why: 'budget', message: refused };
      return yield { type: 'failed', failure: { reason: 'over-budget', message: refused, action: 'none' } };
    }
    spent.requests++;
    if (as === 'judge') spent.judge++;
    const late = new AbortController();
    const takeBack = clock.after(replyMs, () => late.abort());
    const either = AbortSignal.any([signal, late.signal]);
    let said = '';
    let ended = false;
    try {
      for await (const event of untilAborted(model.chat(request, either), either)) {
        if (event.type === 'text') said += event.text;
        if (event.type === 'retry') spent.requests++;
        if (event.type === 'done') {
          inARow = 0;
          ended = true;
          count(event.usage, input, said);
        }
        if (event.type === 'failed') {
          ended = true;
          count(undefined, input, said);
          // A model that heeds the deadline tells it as a stop of ours, which nobody asked for.
          const meant = late.signal.aborted && !signal.aborted ? timeout(replyMs) : event.failure;
          return yield failed(meant);
        }
        yield event;
        if (ended) return;
      }
      const why = signal.aborted ? cancelled : late.signal.aborted ? timeout(replyMs) : brokenOff;
      ended = true;
      count(undefined, input, said);
      yield failed(why);
    } finally {
      takeBack();
      // Whoever stops listening has still paid for what was said.
      if (!ended) count(undefined, input, said);
    }
  }

  /** Likeness that the budget has no room for rejects, and so gives way to words in common; it does not end the run. */
  function counted(similarity: Similarity): Similarity {
    return {
      ...similarity,
      async compare(a, others, signal) {
        const { requests, texts } = similarity.sends?.(a, others) ?? { requests: 0, texts: [] };
        if (requests > 0) {
          const input = texts.reduce((sum, text) => sum + tokens(text), 0);
          if (stopped) throw new Error(stopped.message);
          if (spent.requests + requests > (budget.requests ?? Number.POSITIVE_INFINITY)) {
            throw new Error(`The budget of ${many(budget.requests ?? 0, 'request')} has no room for embeddings.`);
          }
          if (spent.input + spent.output + input > (budget.tokens ?? Number.POSITIVE_INFINITY)) {
            throw new Error(`The budget of ${budget.tokens} tokens has no room for embeddings.`);
          }
          spent.requests += requests;
          count({ input, output: 0 }, 0, '');
          spent.estimated = true;
        }
        return similarity.compare(a, others, signal);
      },
    };
  }

  return {
    cost: () => ({
      requests: spent.requests,
      cached: spent.cached,
      inputTokens: spent.input,
      outputTokens: spent.output,
      estimated: spent.estimated,
      judge: { requests: spent.judge, unreadable: spent.unreadable },
    }),
    stopped: () => stopped,
    meter: (model, as) => ({
      ...model,
      ...(model.similarity ? { similarity: counted(model.similarity) } : {}),
      chat: (request, signal) => chat(model, as, request, signal),
    }),
    tookFromCache(replies) {
      spent.cached += replies;
    },
    tookUnreadable(votes) {
      spent.unreadable += votes;
    },
  };
}

function timeout(ms: number): ModelFailure {
  const message = `No whole reply came within ${many(Math.round(ms / 1000), 'second')}.`;
  return { reason: 'timeout', message, action: 'retry' };
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

const cancelled: ModelFailure = { reason: 'cancelled', message: 'Stopped.', action: 'retry' };
const brokenOff: ModelFailure = {
  reason: 'broken-stream',
  message: 'The answer broke off before its end.',
  action: 'retry',
};
