// A `ChatModel` for tests that plays a fixed list. A request that is not the expected one, or one too many, ends in a failure that
// says so, and `finish()` throws; so does a step that was never asked for.
import {
  type Capabilities,
  type ChatModel,
  type ChatRequest,
  type ModelEvent,
  type ModelFailure,
  plainChat,
} from '../../src/model/port.ts';

export interface ScriptStep {
  /** Whether this is the request expected. Default: any. */
  readonly expect?: (request: ChatRequest) => boolean;
  /** A reply, its pieces, or the events themselves (the last of which must be `done` or `failed`). */
  readonly say: string | readonly string[] | { readonly events: readonly ModelEvent[] };
  /** After so many events nothing more comes until the call is cancelled. */
  readonly hangAfter?: number;
}

export interface ScriptedModel extends ChatModel {
  readonly requests: readonly ChatRequest[];
  /** Throws where a request was unexpected, extra or missing. */
  finish(): void;
}

export function scriptedModel(
  steps: readonly (string | ScriptStep)[],
  options: { readonly capabilities?: Partial<Capabilities>; readonly name?: string } = {},
): ScriptedModel {
  const requests: ChatRequest[] = [];
  const faults: string[] = [];
  const name = options.name ?? 'scripted';
  return {
    identity: { provider: 'scripted', model: name, origin: undefined, label: name },
    capabilities: { ...plainChat, ...options.capabilities },
    requests,
    async *chat(request, signal) {
      const index = requests.push(request) - 1;
      const step = steps[index];
      const given = typeof step === 'string' ? { say: step } : step;
      if (!given || (given.expect && !given.expect(request))) {
        faults.push(given ? `request ${index + 1} is not the expected one` : `request ${index + 1} is one too many`);
        return yield failed('other', faults.at(-1) ?? '');
      }
      const hangAfter = typeof step === 'object' ? step.hangAfter : undefined;
      for (const [at, event] of eventsOf(given.say).entries()) {
        if (at === hangAfter) await aborted(signal);
        if (signal.aborted) return yield failed('cancelled', 'Stopped.');
        yield event;
      }
    },
    finish() {
      if (requests.length < steps.length) faults.push(`${steps.length - requests.length} step(s) never asked for`);
      if (faults.length > 0) throw new Error(`scripted model: ${faults.join('; ')}`);
    },
  };
}

function eventsOf(say: ScriptStep['say']): readonly ModelEvent[] {
  if (typeof say !== 'string' && 'events' in say) return say.events;
  const pieces = typeof say === 'string' ? [say] : say;
  const text = pieces.join('');
  const usage = { input: 1, output: pieces.length };
  return [
    ...pieces.map((piece): ModelEvent => ({ type: 'text', choice: 0, text: piece })),
    { type: 'done', replies: [{ text, finish: 'stop' }], usage, labels: [] },
  ];
}

function failed(reason: ModelFailure['reason'], message: string): ModelEvent {
  return { type: 'failed', failure: { reason, message, action: 'none' } };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
