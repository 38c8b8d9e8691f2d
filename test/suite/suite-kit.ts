// What tests of runs share: a persona from text, a model that answers by what it is asked, a run gathered into one value.
import { readPersona } from '../../src/lang/read-persona.ts';
import { type ChatModel, type ChatRequest, type ModelEvent, plainChat } from '../../src/model/port.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import type { CaseResult, SuiteEvent, SuiteSummary } from '../../src/suite/events.ts';
import { planTests } from '../../src/suite/plan-tests.ts';
import { runSuite, type SuiteDeps } from '../../src/suite/run-suite.ts';
import type { SuitePlan } from '../../src/suite/suite-case.ts';
import { handClock } from '../kit/hand-clock.ts';
import { noFiles } from '../kit/memory-source.ts';

export function readAll(text: string) {
  const persona = readPersona(text, '/p/test.persona', noFiles);
  return { persona, book: readRules(persona) };
}

export function planOf(text: string): SuitePlan {
  const { persona, book } = readAll(text);
  return { persona, book, cases: planTests(persona, book) };
}

export interface AskedModel extends ChatModel {
  readonly requests: ChatRequest[];
}

/** Answers each request by a function of it and of how many came before; `undefined` fails as an endpoint does. */
export function askedModel(
  answer: (request: ChatRequest, index: number) => string | undefined,
  options: { readonly name?: string; readonly n?: boolean } = {},
): AskedModel {
  const requests: ChatRequest[] = [];
  const name = options.name ?? 'asked';
  return {
    identity: { provider: 'scripted', model: name, origin: 'http://127.0.0.1:1', label: name },
    capabilities: { ...plainChat, n: options.n ?? false },
    requests,
    async *chat(request): AsyncGenerator<ModelEvent> {
      const index = requests.push(request) - 1;
      const texts = Array.from({ length: request.n ?? 1 }, () => answer(request, index));
      const replies = texts.flatMap((text) => (text === undefined ? [] : [{ text, finish: 'stop' as const }]));
      if (replies.length === 0) {
        yield { type: 'failed', failure: { reason: 'server', message: 'Out of order.', action: 'retry' } };
        return;
      }
      for (const [choice, { text }] of replies.entries()) yield { type: 'text', choice, text };
      yield { type: 'done', replies, usage: { input: 10, output: 5 }, labels: [] };
    },
  };
}

export interface Ran {
  readonly events: readonly SuiteEvent[];
  readonly results: readonly CaseResult[];
  readonly summary: SuiteSummary;
}

/** Runs to the end; `stopAt` aborts at the first event of that type. */
export async function run(
  plan: SuitePlan,
  deps: Partial<Omit<SuiteDeps, 'modelFor'>> & { readonly model?: ChatModel | undefined },
  stopAt?: (event: SuiteEvent) => boolean,
): Promise<Ran> {
  const { model, ...rest } = deps;
  const controller = new AbortController();
  const events: SuiteEvent[] = [];
  const all: SuiteDeps = {
    modelFor: model && (() => model),
    judge: undefined,
    clock: handClock(),
    measures: {},
    ...rest,
  };
  for await (const event of runSuite(plan, all, controller.signal)) {
    events.push(event);
    if (stopAt?.(event)) controller.abort();
  }
  const last = events.at(-1);
  if (last?.type !== 'finished') throw new Error('a run ends with `finished`');
  const results = events.flatMap((event) => (event.type === 'result' ? [event.result] : []));
  return { events, results, summary: last.summary };
}
