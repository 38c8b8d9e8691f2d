// An endpoint that stands still: whoever waits is told how long, it is given up on at its limit with what came, and asking again works.
import { afterEach, expect, it } from 'vitest';
import type { ModelEvent } from '../../src/model/port.ts';
import { openAiModel } from '../../src/model/providers/openai/openai.ts';
import { call, newRun } from '../../src/play/call.ts';
import { newSession, play } from '../../src/play/session.ts';
import { apply, type SessionState } from '../../src/play/session-state.ts';
import { type HandClock, handClock } from '../kit/hand-clock.ts';
import { chunk, goodReply, type OrderedEndpoint, orderedEndpoint, type Step, sse } from '../kit/ordered-endpoint.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { bookOf, depsOf, holmesText } from '../play/kit.ts';

const open: OrderedEndpoint[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function modelAt(clock: HandClock, ...steps: readonly Step[]) {
  const server = await orderedEndpoint(steps);
  open.push(server);
  const none = { keyFrom: undefined, temperature: undefined, maxTokens: undefined, contextTokens: undefined };
  const endpoint = { name: 'slow', url: server.url, model: 'tiny', systemRole: true, ...none };
  return { server, model: openAiModel({ endpoint, key: undefined, clock }) };
}

/** Moves the clock on by `ms` in steps of a second, and lets the wire breathe between them. */
async function pass(clock: HandClock, ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 1000) {
    clock.advance(1000);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

it('60 seconds of silence in mid-reply: three words while waiting, a clear failure, what came is kept', async () => {
  const clock = handClock();
  const { model } = await modelAt(clock, { body: sse(chunk('The third ')), end: 'hang' });
  const events: ModelEvent[] = [];
  const asked = (async () => {
    for await (const event of model.chat({ messages: [{ role: 'user', content: '?' }] }, new AbortController().signal))
      events.push(event);
  })();
  await until(() => events.length === 1);
  await pass(clock, 59_000);
  const waits = events.flatMap((event) => (event.type === 'waiting' ? [event] : []));
  expect(waits.map(({ ms }) => ms)).toEqual([15_000, 30_000, 45_000]);
  expect(waits[0]?.why).toMatch(/has said nothing more for 15 seconds\. It is given up on after 60/);
  expect(events.at(-1)?.type).toBe('waiting');
  await pass(clock, 2000);
  await asked;
  expect(events.at(-1)).toMatchObject({ type: 'failed', failure: { reason: 'timeout', action: 'retry' } });
});

it('an endpoint may be given more or less patience than others', async () => {
  const clock = handClock();
  const server = await orderedEndpoint([{ body: sse(chunk('The third ')), end: 'hang' }]);
  open.push(server);
  const none = { keyFrom: undefined, temperature: undefined, maxTokens: undefined, contextTokens: undefined };
  const endpoint = { name: 'slow', url: server.url, model: 'tiny', systemRole: true, patience: 5, ...none };
  const events: ModelEvent[] = [];
  const asked = (async () => {
    const request = { messages: [{ role: 'user', content: '?' } as const] };
    const model = openAiModel({ endpoint, key: undefined, clock });
    for await (const event of model.chat(request, new AbortController().signal)) events.push(event);
  })();
  await until(() => events.length === 1);
  await pass(clock, 6000);
  await asked;
  expect(events.map(({ type }) => type)).toEqual(['text', 'failed']);
  expect(events.at(-1)).toMatchObject({
    failure: { reason: 'timeout', message: expect.stringContaining('5 seconds') },
  });
});

it('before any answer the words say so; one that then comes is an answer like any other', async () => {
  const clock = handClock();
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { server, model } = await modelAt(clock, goodReply('At last.'));
  const fetch: typeof globalThis.fetch = async (input, init) => {
    await answered;
    return globalThis.fetch(input, init);
  };
  const none = { keyFrom: undefined, temperature: undefined, maxTokens: undefined, contextTokens: undefined };
  const endpoint = { name: 'slow', url: server.url, model: 'tiny', systemRole: true, ...none };
  const slow = openAiModel({ endpoint, key: undefined, clock, fetch });
  expect(slow.identity).toEqual(model.identity);
  const types: string[] = [];
  const asked = (async () => {
    for await (const event of slow.chat({ messages: [{ role: 'user', content: '?' }] }, new AbortController().signal))
      types.push(event.type === 'waiting' ? event.why.replace(/^\S+ /, '') : event.type);
  })();
  await pass(clock, 31_000);
  answer();
  await asked;
  expect(types).toEqual([
    'has not answered for 15 seconds. It is given up on after 120.',
    'has not answered for 30 seconds. It is given up on after 120.',
    'text',
    'text',
    'done',
  ]);
});

it('in a talk: the waiting is shown, leaves no trace once words come, and a retry asks again after the failure', async () => {
  const { persona, book } = bookOf(holmesText);
  const waiting: ModelEvent = { type: 'waiting', ms: 15_000, why: 'It has not answered for 15 seconds.' };
  const failed: ModelEvent = {
    type: 'failed',
    failure: { reason: 'timeout', message: 'It fell silent.', action: 'retry' },
  };
  const text: ModelEvent = { type: 'text', choice: 0, text: 'Well, ' };
  const model = scriptedModel([{ say: { events: [waiting, text, waiting, failed] } }, 'Good evening.']);
  const deps = depsOf(model);
  let state: SessionState = newSession('t', persona, book);
  const shown: (string | undefined)[] = [];
  const perform = async (command: Parameters<typeof play>[1]) => {
    for await (const event of play(state, command, deps, new AbortController().signal)) {
      state = apply(state, event);
      if (event.type === 'waiting' || event.type === 'text') shown.push(state.reply?.waiting);
    }
  };
  await perform({ type: 'say', text: 'Good evening' });
  expect(shown).toEqual([waiting.why, undefined, waiting.why]);
  expect(state.failure).toMatchObject({ failure: { reason: 'timeout' }, partial: 'Well, ' });
  await perform({ type: 'retry' });
  expect(state.turns.at(-1)?.text).toBe('Good evening.');
  model.finish();
});

it('a prompt with a system message is folded once where the model knows no such role, and every result says so', async () => {
  const model = scriptedModel(['Yes.', 'No.'], { capabilities: { systemRole: false } });
  const messages = [
    { role: 'system' as const, content: 'You judge.' },
    { role: 'user' as const, content: 'Is it so?' },
  ];
  const deps = depsOf(model);
  const run = call(newRun(deps), { step: 'judge', messages }, deps, new AbortController().signal);
  const events = [];
  for await (const event of run) events.push(event);
  expect(model.requests[0]?.messages).toEqual([{ role: 'user', content: 'You judge.\n\nIs it so?' }]);
  expect(events.at(0)).toMatchObject({ request: { folded: true, messages: model.requests[0]?.messages } });
  expect(events.at(-1)).toMatchObject({ type: 'answered', labels: ['system folded into user'] });

  // A prompt of a persona is folded by the renderer: nothing is folded twice.
  const { persona, book } = bookOf(holmesText);
  const state = newSession('t', persona, book);
  const talk = [];
  for await (const event of play(state, { type: 'say', text: 'Well?' }, deps, new AbortController().signal))
    talk.push(event);
  const sent = model.requests[1]?.messages ?? [];
  expect(sent.filter(({ role }) => role === 'system')).toEqual([]);
  expect(sent.filter(({ content }) => content.includes('consulting detective'))).toHaveLength(1);
  expect(talk.at(-1)).toMatchObject({ type: 'replied', turn: { labels: ['system folded into user'] } });
  model.finish();
});
