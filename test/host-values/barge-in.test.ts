// Whoever sends while the persona speaks takes the floor: seen from a real server, and in the talk that is kept.
import { afterEach, expect, test } from 'vitest';
import { LiveTalk } from '../../src/host/talks/live-talk.ts';
import { openAiModel } from '../../src/model/providers/openai/openai.ts';
import { systemClock } from '../../src/model/providers/system-clock.ts';
import type { PlayEvent } from '../../src/play/events.ts';
import { memoryTalkStore } from '../../src/play/memory-talk-store.ts';
import { type WatchedEndpoint, type WatchedRequest, watchedEndpoint } from '../kit/watched-endpoint.ts';
import { bookOf, holmesText, linesOf } from '../play/kit.ts';

const plainEndpoint = {
  name: 'own',
  model: 'm',
  systemRole: true,
  keyFrom: undefined,
  temperature: undefined,
  maxTokens: undefined,
  contextTokens: undefined,
};

let endpoint: WatchedEndpoint;
let talk: LiveTalk;
afterEach(async () => {
  await talk.settle();
  await endpoint.close();
});

async function begin(text = holmesText): Promise<void> {
  endpoint = await watchedEndpoint();
  const model = openAiModel({ endpoint: { ...plainEndpoint, url: endpoint.url }, key: undefined, clock: systemClock });
  let id = 0;
  talk = LiveTalk.begin(bookOf(text), {
    store: memoryTalkStore(),
    performer: async () => ({ ok: true, model }),
    measures: async () => ({}),
    clock: systemClock,
    ids: () => `i${++id}`,
    notStored: () => undefined,
    stored: () => undefined,
  });
}

/** Resolves with the event that fits, as soon as it is told. */
function told(fits: (event: PlayEvent) => boolean): Promise<PlayEvent> {
  return new Promise((resolve) => {
    const end = talk.listen({
      events(events) {
        const found = events.find(fits);
        if (!found) return;
        end();
        resolve(found);
      },
      busy: () => undefined,
    });
  });
}

const shows = (text: string) =>
  told((event) => event.type === 'text' && talk.state.reply?.text.endsWith(text) === true);
const saidIn = (request: WatchedRequest) =>
  request.body.messages
    .filter(({ role }) => role !== 'system')
    .map(({ role, content }) => `${role}: ${content}`)
    .slice(2);

test('the connection is closed before the next request; nothing is written after; the cut reply stays and is judged as it stands', async () => {
  await begin();
  const first = talk.run({ type: 'say', text: 'What is it?' });
  const one = await endpoint.request(1);
  const shown = shows('did ');
  one.write('The dog ');
  one.write('did ');
  await shown;
  // The server goes on as long as it may.
  const writing = setInterval(() => one.write('and '), 1);
  await told((event) => event.type === 'text' && event.text === 'and ');
  const received = talk.state.reply?.text ?? '';
  const second = talk.run({ type: 'say', text: 'Stop. Who lives there?' });
  await one.closed;
  const two = await endpoint.request(2);
  clearInterval(writing);
  two.write('I do.');
  two.end();
  await Promise.all([first, second]);

  const closed = endpoint.log.indexOf('close 1');
  expect(endpoint.log.indexOf('request 2')).toBeGreaterThan(closed);
  expect(endpoint.log.slice(closed).some((line) => line.startsWith('write 1'))).toBe(false);
  const cut = talk.state.turns[1];
  expect(cut?.text.startsWith('The dog did and')).toBe(true);
  expect(cut?.text).toBe(received);
  expect(cut).toMatchObject({ finish: 'stopped', labels: ['interrupted'] });
  expect(cut?.verdicts?.map(({ rule, state }) => [rule, state])).toEqual([
    ['secret', 'kept'],
    ['short', 'kept'],
  ]);
  expect(saidIn(two)).toEqual(['user: What is it?', `assistant: ${received}`, 'user: Stop. Who lives there?']);
  expect(linesOf(talk.state).slice(2)).toEqual(['user: Stop. Who lives there?', 'self: I do.']);
});

test('two lines sent at once are two lines and one request', async () => {
  await begin();
  const runs = [talk.run({ type: 'say', text: 'One.' }), talk.run({ type: 'say', text: 'Two.' })];
  const one = await endpoint.request(1);
  one.end();
  await Promise.all(runs);
  expect(saidIn(one)).toEqual(['user: One.', 'user: Two.']);
  expect(endpoint.log).toEqual(['request 1', 'end 1']);
  expect(talk.state.requests).toHaveLength(1);
});

test('two lines in a row, the first already asked for: its request is given up, the next holds both', async () => {
  await begin();
  const first = talk.run({ type: 'say', text: 'One.' });
  const one = await endpoint.request(1);
  const second = talk.run({ type: 'say', text: 'Two.' });
  await one.closed;
  const two = await endpoint.request(2);
  two.write('Both.');
  two.end();
  await Promise.all([first, second]);
  expect(endpoint.log.indexOf('close 1')).toBeLessThan(endpoint.log.indexOf('request 2'));
  expect(saidIn(two)).toEqual(['user: One.', 'user: Two.']);
  expect(linesOf(talk.state)).toEqual(['user: One.', 'user: Two.', 'self: Both.']);
  expect(talk.state.failure).toBeUndefined();
});

test.each(['text', 'replied'] as const)(
  'a line sent in the tick of the reply’s end (%s) leaves one whole reply',
  async (last) => {
    await begin();
    const first = talk.run({ type: 'say', text: 'What is it?' });
    const one = await endpoint.request(1);
    let second: Promise<void> | undefined;
    const end = talk.listen({
      events(events) {
        if (second || events[0]?.type !== last) return;
        second = talk.run({ type: 'say', text: 'And?' });
      },
      busy: () => undefined,
    });
    one.write('The dog.');
    one.end();
    const two = await endpoint.request(2);
    two.write('Nothing.');
    two.end();
    await Promise.all([first, second]);
    end();
    expect(linesOf(talk.state)).toEqual(['user: What is it?', 'self: The dog.', 'user: And?', 'self: Nothing.']);
    expect(talk.state.turns[1]?.finish).toBe(last === 'replied' ? 'done' : 'stopped');
    expect(endpoint.log.filter((line) => line.startsWith('request'))).toHaveLength(2);
  },
);

test('a line sent while a retry is waited for takes its place at once', async () => {
  await begin();
  const first = talk.run({ type: 'say', text: 'What is it?' });
  const waits = told((event) => event.type === 'retry');
  (await endpoint.request(1)).refuse(429, { 'retry-after': '20' });
  expect(await waits).toMatchObject({ afterMs: 20_000 });
  const start = performance.now();
  const second = talk.run({ type: 'say', text: 'Never mind.' });
  const two = await endpoint.request(2);
  // Far below the twenty seconds of the wait, on a busy machine, too.
  expect(performance.now() - start).toBeLessThan(10_000);
  two.write('Very well.');
  two.end();
  await Promise.all([first, second]);
  expect(saidIn(two)).toEqual(['user: What is it?', 'user: Never mind.']);
  expect(linesOf(talk.state)).toEqual(['user: What is it?', 'user: Never mind.', 'self: Very well.']);
  expect(endpoint.log.filter((line) => line.startsWith('request'))).toHaveLength(2);
});

test('Esc stops and does not interrupt: the line is only stopped', async () => {
  await begin();
  const first = talk.run({ type: 'say', text: 'What is it?' });
  const one = await endpoint.request(1);
  const shown = shows('The dog');
  one.write('The dog');
  await shown;
  talk.stop();
  await one.closed;
  await first;
  expect(talk.state.turns[1]).toMatchObject({ text: 'The dog', finish: 'stopped' });
  expect(talk.state.turns[1]?.labels).toBeUndefined();
});

test('in slices: the word that stops it closes the connection before the next slice; the slice kept is what came', async () => {
  await begin(holmesText.replace('knows\n', 'turns\n  slice: 1\n\nknows\n'));
  const done = talk.hear('Tell me.', 0, true);
  const one = await endpoint.request(1);
  expect(one.body.max_tokens ?? one.body.max_completion_tokens).toBe(15);
  const shown = shows('well');
  one.write('I know ');
  one.write('it well');
  await shown;
  const writing = setInterval(() => one.write(' and'), 1);
  await told((event) => event.type === 'text' && event.text === ' and');
  const received = talk.state.reply?.text ?? '';
  void talk.hear('stop', 1);
  await one.closed;
  expect(endpoint.log).not.toContain('request 2');
  const two = await endpoint.request(2);
  clearInterval(writing);
  two.write('<idle>');
  two.end();
  const three = await endpoint.request(3);
  three.write('<idle>');
  three.end();
  await done;

  const closed = endpoint.log.indexOf('close 1');
  expect(endpoint.log.slice(closed).some((line) => line.startsWith('write 1'))).toBe(false);
  expect(endpoint.log.indexOf('request 2')).toBeGreaterThan(closed);
  const cut = talk.state.slices[1];
  expect(cut).toMatchObject({ side: 'self', cut: true, text: received });
  expect(talk.state.slices[2]).toMatchObject({ text: 'stop', interruption: 'stop' });
  expect(saidIn(two).slice(-3)).toEqual(['user: Tell me.', `assistant: ${received}`, 'user: stop']);
  expect(talk.state.turns[1]).toMatchObject({ text: received, finish: 'stopped', labels: ['interrupted'] });
  // Both are silent: nobody is asked any more.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(endpoint.log.filter((line) => line.startsWith('request'))).toHaveLength(3);
});

test('in slices: what is written as both fall silent is heard', async () => {
  await begin();
  const done = talk.hear('Ahoy', 0, true);
  const end = talk.listen({
    events(events) {
      const [event] = events;
      if (event?.type === 'sliced' && event.slice.index === 3) void talk.hear('And?', 1, true);
    },
    busy: () => undefined,
  });
  for (const number of [1, 2, 3, 4]) {
    const request = await endpoint.request(number);
    request.write(number % 2 === 1 ? 'Aye.' : '<idle>');
    request.end();
  }
  await done;
  end();
  expect(linesOf(talk.state)).toEqual(['user: Ahoy', 'self: Aye.', 'user: And?', 'self: Aye.']);
});
