// Several replies from a model that gives one at a time: n calls, one after another, their streams joined into one.
// Label: `n calls`. In: any `ChatModel`. Out: one that answers `n`. Never asks more often than replies are missing.
import type { ChatModel, ChatRequest, ModelEvent, Reply, Usage } from '../port.ts';

export const nCallsLabel = 'n calls';

/**
 * The same model, with `n`. One that can `n` itself is asked once; where it gives too few replies, the rest is asked for.
 * A `seed` goes up by one with each call, so that replies can differ. Usage is the sum; undefined as soon as one call has none.
 */
export function withReplies(model: ChatModel): ChatModel {
  return {
    identity: model.identity,
    capabilities: { ...model.capabilities, n: true },
    chat: (request, signal) => askUntilEnough(model, request, signal),
  };
}

async function* askUntilEnough(model: ChatModel, request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
  const wanted = request.n ?? 1;
  const replies: Reply[] = [];
  const labels = new Set<string>();
  let usage: Usage | undefined = { input: 0, output: 0 };
  for (let call = 0; replies.length < wanted; call++) {
    const first = replies.length;
    for await (const event of model.chat(nextRequest(model, request, wanted - first, call), signal)) {
      if (event.type === 'failed') return yield event;
      if (event.type === 'text') yield { ...event, choice: first + event.choice };
      if (event.type === 'retry') {
        yield event;
        // A retry voids all text so far; that of the calls before stands, and is said again.
        yield* replies.map(({ text }, choice): ModelEvent => ({ type: 'text', choice, text }));
      }
      if (event.type !== 'done') continue;
      replies.push(...event.replies.slice(0, wanted - first));
      usage = sum(usage, event.usage);
      for (const label of event.labels) labels.add(label);
    }
    if (replies.length === first) return yield nothingMore;
    if (call > 0) labels.add(nCallsLabel);
  }
  yield { type: 'done', replies, usage, labels: [...labels] };
}

const nothingMore: ModelEvent = {
  type: 'failed',
  failure: { reason: 'bad-answer', message: 'The model answered without a reply.', action: 'retry' },
};

function nextRequest(model: ChatModel, request: ChatRequest, missing: number, call: number): ChatRequest {
  const { n: _, ...one } = request;
  return {
    ...one,
    ...(model.capabilities.n && call === 0 && missing > 1 ? { n: missing } : {}),
    ...(request.seed !== undefined ? { seed: request.seed + call } : {}),
  };
}

function sum(a: Usage | undefined, b: Usage | undefined): Usage | undefined {
  return a && b ? { input: a.input + b.input, output: a.output + b.output } : undefined;
}
