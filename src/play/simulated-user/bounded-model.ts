// A model that is asked only within bounds: so many requests for all that share a count, and none over its limit of tokens. The backstop of an
// interview, whatever memory or judges ask on the way. In: a model. Out: the same one, which refuses in words what goes over.
import type { ChatModel, ModelFailure } from '../../model/port.ts';

export interface Bounds {
  /** Counts a request; false where there is none left. */
  readonly spend: () => boolean;
  /** Of one request, in tokens; undefined: none. */
  readonly limit: number | undefined;
  readonly tokens: (text: string) => number;
}

/** A count that several models share. */
export function newAllowance(most: number | undefined): Bounds['spend'] {
  let left = most ?? Number.POSITIVE_INFINITY;
  return () => left-- > 0;
}

/** Refused requests are not sent: the call ends with `failed`. */
export function boundedModel(model: ChatModel, { spend, limit, tokens }: Bounds): ChatModel {
  return {
    ...model,
    async *chat(request, signal) {
      const size = limit === undefined ? 0 : request.messages.reduce((sum, { content }) => sum + tokens(content), 0);
      const failure = limit !== undefined && size > limit ? tooLong(size, limit) : spend() ? undefined : spent;
      if (failure) yield { type: 'failed', failure };
      else yield* model.chat(request, signal);
    },
  };
}

function tooLong(size: number, limit: number): ModelFailure {
  const message = `This request would take about ${size} tokens, over the limit of ${limit}.`;
  return { reason: 'context-too-long', message, action: 'raise-limit' };
}

const spent: ModelFailure = { reason: 'other', message: 'The budget of requests is spent.', action: 'none' };
