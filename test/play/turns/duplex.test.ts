// Talk in slices of time: what is asked when, what stands in the talk, what stops whom. Time is moved by hand.
import { describe, expect, test } from 'vitest';
import type { ChatRequest, ModelEvent } from '../../../src/model/port.ts';
import { type ScriptStep, scriptedModel } from '../../kit/scripted-model.ts';
import { linesOf } from '../kit.ts';
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
});
