// Talk in slices of time: what is asked when, what stands in the talk, what stops whom. Time is moved by hand.

import { describe, expect, test } from 'vitest';
import type { ChatRequest, ModelEvent } from '../../../src/model/port.ts';
import { newSession } from '../../../src/play/session.ts';
import { mostSlicesUnheard } from '../../../src/play/turns/duplex.ts';
import { understudy } from '../../../src/understudy/understudy.ts';
import { type ScriptStep, scriptedModel } from '../../kit/scripted-model.ts';
import { bookOf, holmesText, linesOf } from '../kit.ts';
import { settled, slicedTalk } from './kit.ts';

const said = (request: ChatRequest | undefined) =>
  (request?.messages ?? []).filter(({ role }) => role !== 'system').map(({ role, content }) => `${role}: ${content}`);

/** A slice that ends at the cap: there is more to say. */
const capped = (...pieces: string[]): ScriptStep => ({
  say: {
    events: [
      ...pieces.map((piece): ModelEvent => ({ type: 'text', choice: 0, text: piece })),
      { type: 'done', replies: [{ text: pieces.join(''), finish: 'length' }], usage: undefined, labels: [] },
    ],
  },
});

describe('time slices', () => {
  test('the whole course: silence, speech, silence of the user, stop in the middle, silence of both', async () => {
    const model = scriptedModel([
      '<idle>',
      capped('The harbour', ' lies'),
      { say: [' north of', ' the town', ' and'], hangAfter: 2 },
      'As you wish.',
      '<idle>',
    ]);
    const talk = slicedTalk(model);
    await talk.type('tell me about');
    expect(model.requests).toHaveLength(0);
    await talk.tick();
    expect(said(model.requests[0])).toEqual(['user: tell me about']);
    // Silence shows nothing.
    expect(linesOf(talk.state())).toEqual(['user: tell me about']);
    expect(talk.events.some((event) => event.type === 'text')).toBe(false);

    await talk.type(' the harbour');
    await talk.tick();
    expect(said(model.requests[1])).toEqual(['user: tell me about', 'assistant: <idle>', 'user:  the harbour']);
    expect(linesOf(talk.state())).toEqual(['user: tell me about the harbour', 'self: The harbour lies']);

    await talk.tick();
    expect(said(model.requests[2]).slice(3)).toEqual(['assistant: The harbour lies', 'user: <idle>']);
    expect(talk.state().reply?.text).toBe(' north of the town');

    await talk.tick(700);
    await talk.type('stop');
    // Within one tick: no time has passed since the word.
    const cut = talk.slices().at(-1);
    expect(cut).toMatchObject({ side: 'self', text: ' north of the town', cut: true, idle: false });
    expect(cut?.t1).toBe(talk.clock.now());
    expect(talk.state().turns.at(-1)).toMatchObject({
      text: 'The harbour lies north of the town',
      finish: 'stopped',
      labels: ['interrupted'],
    });
    expect(talk.state().turns.at(-1)?.verdicts).toMatchObject([{ rule: 'short', state: 'kept' }]);

    await talk.tick(1300);
    expect(said(model.requests[3]).slice(-3)).toEqual(['user: <idle>', 'assistant:  north of the town', 'user: stop']);
    await talk.tick();
    expect(said(model.requests[4]).slice(-2)).toEqual(['assistant: As you wish.', 'user: <idle>']);
    await settled();
    expect(talk.ended()).toBe(true);
    for (let tick = 0; tick < 5; tick++) await talk.tick();
    expect(model.requests).toHaveLength(5);
    expect(model.requests.map(({ maxTokens }) => maxTokens)).toEqual([15, 15, 15, 15, 15]);
    expect(linesOf(talk.state())).toEqual([
      'user: tell me about the harbour',
      'self: The harbour lies north of the town',
      'user: stop',
      'self: As you wish.',
    ]);
    model.finish();
  });

  test('Enter ends a slice at once; nobody is asked while a key alone is written', async () => {
    const model = scriptedModel(['Aye.', '<idle>']);
    const talk = slicedTalk(model);
    await talk.type('  ');
    await talk.tick();
    expect(talk.ended()).toBe(true);
    expect(model.requests).toHaveLength(0);
    const again = slicedTalk(model);
    await again.type('Ahoy', true);
    expect(said(model.requests[0])).toEqual(['user: Ahoy']);
    await again.tick();
    expect(again.ended()).toBe(true);
    model.finish();
  });

  test('the user who speaks on before the first word gives the request up, and is heard whole', async () => {
    const model = scriptedModel([{ say: ['The'], hangAfter: 0 }, 'Both.', '<idle>']);
    const talk = slicedTalk(model);
    await talk.type('One.', true);
    await talk.type('two', true);
    expect(said(model.requests[1])).toEqual(['user: One.', 'assistant: <idle>', 'user: two']);
    expect(linesOf(talk.state())).toEqual(['user: One. two', 'self: Both.']);
    // Nothing was being said, so nothing was interrupted.
    expect(talk.slices().some(({ interruption }) => interruption !== undefined)).toBe(false);
    await talk.tick();
    model.finish();
  });

  test('stopped by Esc: what came stays, is not called interrupted, and nobody is asked again', async () => {
    const model = scriptedModel([{ say: ['The harbour', ' lies'], hangAfter: 1 }]);
    const talk = slicedTalk(model);
    await talk.type('Go on.', true);
    await talk.stop();
    expect(talk.ended()).toBe(true);
    expect(talk.state().turns[1]).toMatchObject({ text: 'The harbour', finish: 'stopped' });
    expect(talk.state().turns[1]?.labels).toBeUndefined();
    expect(talk.slices().at(-1)).toMatchObject({ text: 'The harbour', cut: true });
    for (let tick = 0; tick < 5; tick++) await talk.tick();
    model.finish();
  });

  test('a model that fails ends it with the failure; sides alternate all the same', async () => {
    const failure = { reason: 'server', message: 'out of order', action: 'retry' } as const;
    const model = scriptedModel([capped('The harbour'), { say: { events: [{ type: 'failed', failure }] } }]);
    const talk = slicedTalk(model);
    await talk.type('Go on.', true);
    await talk.tick();
    expect(talk.ended()).toBe(true);
    expect(talk.state().failure?.failure).toEqual(failure);
    expect(talk.state().turns.map(({ text }) => text)).toEqual(['Go on.', 'The harbour']);
    expect(talk.slices().map(({ side }) => side)).toEqual(['user', 'self', 'user', 'self']);
    model.finish();
  });

  test('who never falls silent is not asked for ever', async () => {
    const steps = Array.from({ length: 41 }, () => capped(' and on'));
    const model = scriptedModel(steps);
    const talk = slicedTalk(model);
    await talk.type('Go on.', true);
    for (let tick = 0; tick < 60; tick++) await talk.tick();
    expect(talk.ended()).toBe(true);
    expect(model.requests.length).toBe(mostSlicesUnheard + 1);
    model.finish();
  });

  test('the persona may show that it listens, and both go on', async () => {
    const model = scriptedModel(['mm-hm', '<idle>', '<idle>']);
    const talk = slicedTalk(model);
    await talk.type('so there was this');
    await talk.tick();
    await talk.type(' ship', true);
    expect(linesOf(talk.state())).toEqual(['user: so there was this', 'self: mm-hm', 'user:  ship']);
    await talk.tick();
    model.finish();
  });

  test('the understudy answers words and keeps silent in silence', async () => {
    const { persona, book } = bookOf(holmesText);
    const talk = slicedTalk(understudy({ persona, book, measures: {} }), {}, newSession('t', persona, book));
    await talk.type('Where do you live?', true);
    expect(talk.state().turns.map(({ speaker }) => speaker)).toEqual(['user', 'self']);
    await talk.tick();
    expect(talk.ended()).toBe(true);
    expect(talk.state().requests).toHaveLength(1);
    expect(talk.slices().map(({ side, idle }) => [side, idle])).toEqual([
      ['user', false],
      ['self', false],
      ['user', true],
      ['self', true],
    ]);
  });
});
