// A run of writing: always begun and ended, resumed without asking twice, honest about the understudy, a budget and a stop.
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import type { ChatModel } from '../../src/model/port.ts';
import { replay } from '../../src/model/replay.ts';
import { memoryReplyStore } from '../../src/model/reply-store.ts';
import { resumable } from '../../src/model/resumable.ts';
import { newMeter } from '../../src/suite/metered.ts';
import { askText } from '../../src/write/ask-json.ts';
import type { WriteEvent } from '../../src/write/events.ts';
import { patchesOfText } from '../../src/write/patches-of.ts';
import { type Recipe, runRecipe } from '../../src/write/run-recipe.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { stepsOf, writeDeps } from './kit.ts';

const never = new AbortController().signal;
const message = { role: 'user', content: 'Say a name.' } as const;

/** Asks the same three times; each answer is a patch. */
const thrice: Recipe = {
  what: 'Three names',
  requests: { least: 3, most: 3 },
  async *steps(place, deps, signal) {
    for (let number = 1; number <= 3; number++) {
      yield { type: 'step', name: 'name', number, of: 3 };
      const answer = yield* askText({ step: `name ${number}`, messages: [message] }, place, deps, signal);
      if (!answer.ok) return answer;
      const { patches } = patchesOfText(parse('', 'file:///x.persona'), `knows\n  - ${answer.reply.text}\n`, {
        reason: '',
        evidence: [],
      });
      yield { type: 'patches', patches };
    }
    return { ok: true };
  },
};

async function eventsOf(model: ChatModel, stopAt?: (event: WriteEvent) => boolean): Promise<WriteEvent[]> {
  const stop = new AbortController();
  const events: WriteEvent[] = [];
  for await (const event of runRecipe(thrice, writeDeps(model), stopAt ? stop.signal : never)) {
    events.push(event);
    if (stopAt?.(event)) stop.abort();
  }
  return events;
}

describe('a run', () => {
  test('begins, tells its steps, ends', async () => {
    const events = await eventsOf(scriptedModel(['Ann', 'Bo', 'Cy']));
    expect(events[0]).toMatchObject({ type: 'started', what: 'Three names', requests: { least: 3, most: 3 } });
    expect(events.at(-1)).toEqual({ type: 'finished', ending: { how: 'done' } });
    expect(stepsOf(events)).toEqual(['name 1', 'name 2', 'name 3']);
  });

  test('stopped half-way ends at once; begun again it asks only for what is missing', async () => {
    const store = memoryReplyStore();
    const first = scriptedModel(['Ann', 'Bo']);
    const stopped = await eventsOf(
      resumable(replay(first, store)),
      (event) => event.type === 'step' && event.number === 3,
    );
    expect(stopped.at(-1)).toEqual({ type: 'finished', ending: { how: 'cancelled' } });
    first.finish();
    const second = scriptedModel(['Cy']);
    const again = await eventsOf(resumable(replay(second, store)));
    second.finish();
    const said = again.flatMap((event) => (event.type === 'patches' ? event.patches.map(({ after }) => after) : []));
    expect(said).toEqual(['- Ann', '- Bo', '- Cy']);
  });

  test('what could not be used is forgotten: begun again, that question is asked anew, and no other', async () => {
    const store = memoryReplyStore();
    const first = scriptedModel(['Ann', 'Bo', 'Cy']);
    const through = resumable(replay(first, store));
    await eventsOf(through);
    await through.forgetLast();
    const second = scriptedModel(['Dan', 'Eve']);
    const again = await eventsOf(resumable(replay(second, store)));
    second.finish();
    const said = again.flatMap((event) => (event.type === 'patches' ? event.patches.map(({ after }) => after) : []));
    expect(said).toEqual(['- Ann', '- Dan', '- Eve']);
  });

  test('a spent budget ends it, and says so', async () => {
    const model = scriptedModel(['Ann', 'Bo']);
    const clock = { now: () => 0, after: () => () => undefined };
    const meter = newMeter({ clock, budget: { requests: 2 }, replyMs: 1000, tokens: (text) => text.length });
    const events = await eventsOf(meter.meter(model, 'model'));
    expect(events.at(-1)).toMatchObject({
      type: 'finished',
      ending: { how: 'budget', failure: { reason: 'over-budget' } },
    });
    model.finish();
  });

  test('the understudy writes nothing and says what does', async () => {
    const model = scriptedModel([]);
    const understudy: ChatModel = { ...model, identity: { ...model.identity, provider: 'understudy' } };
    const events = await eventsOf(understudy);
    expect(events.map(({ type }) => type)).toEqual(['started', 'finished']);
    expect(events.at(-1)).toMatchObject({ ending: { how: 'failed', failure: { action: 'select-model' } } });
    model.finish();
  });
});
