// Counsel in a talk: a reply refined by the rules or by choices becomes another version and the old one stays; two replies weighed in both orders.
// What fails, is stopped or cannot be told says so, and changes nothing that was said.
import { describe, expect, test } from 'vitest';
import type { ChatRequest, Reply } from '../../src/model/port.ts';
import type { RefinedNote, WeighedNote } from '../../src/play/counsel-notes.ts';
import type { PlayEvent } from '../../src/play/events.ts';
import { recordOf } from '../../src/play/recorder.ts';
import { replay } from '../../src/play/restore.ts';
import type { SessionState } from '../../src/play/session.ts';
import { understudy } from '../../src/understudy/understudy.ts';
import { weighCounsel } from '../../src/write/compare/weigh-counsel.ts';
import { refineCounsel } from '../../src/write/improve/refine-counsel.ts';
import { type ScriptStep, scriptedModel } from '../kit/scripted-model.ts';
import { bookOf, depsOf, holmes, holmesText, run } from '../play/kit.ts';
import { flaws } from './improve/kit.ts';

const random = () => 0.5;
const last = ({ messages }: ChatRequest) => messages.at(-1)?.content ?? '';
const has =
  (...parts: readonly string[]) =>
  (request: ChatRequest) =>
    parts.every((part) => last(request).includes(part));
const fit = JSON.stringify({ why: 'It is brief and says how.', fit: true });

/** A talk with `replies` to one question, the last of them on the path. */
async function talk(...replies: readonly string[]) {
  const deps = depsOf(scriptedModel(replies));
  let { state, events } = await run(holmes(), { type: 'say', text: 'How did you know?' }, deps);
  for (const _ of replies.slice(1)) {
    const again = await run(state, { type: 'retry' }, deps);
    state = again.state;
    events = [...events, ...again.events];
  }
  const ids = state.tree.filter(({ speaker }) => speaker === 'self').map(({ id }) => id);
  return { state, events, ids };
}

let nextId = 0;
const consult = (
  state: SessionState,
  model: Parameters<typeof depsOf>[0],
  counsel: ReturnType<typeof refineCounsel>,
  stopAt?: number,
) => run(state, { type: 'counsel' }, depsOf(model, { counsel, ids: () => `c${++nextId}` }), stopAt);

const noteOf = <N extends RefinedNote | WeighedNote>(events: readonly PlayEvent[]): N => {
  const event = events.at(-1);
  if (event?.type !== 'noted') throw new Error(`the last event is ${event?.type}`);
  return event.note as N;
};
const asked = (events: readonly PlayEvent[]) =>
  events.flatMap((event) => (event.type === 'asked' ? [event.request.step] : []));

describe('a reply is refined by the rules', () => {
  test('criticised by their names, written anew, judged; it becomes a version of its own and the old one stays', async () => {
    const { state, events, ids } = await talk('I knew it by the boots, by the hat and by the dog of your neighbour.');
    const model = scriptedModel([
      { say: flaws(['short', 'It is longer than eight words.']), expect: has('by the hat', 'short: Is brief.') },
      { say: 'By the boots.', expect: has('by the hat', 'short: It is longer') },
      { say: fit, expect: has('By the boots.') },
    ]);
    const done = await consult(state, model, refineCounsel({ turn: ids[0] ?? '', by: 'rules', random }));
    model.finish();
    expect(asked(done.events)).toEqual(['feedback', 'refine', 'judge']);
    const note = noteOf<RefinedNote>(done.events);
    expect(note).toMatchObject({ outcome: 'refined', of: ids[0], why: 'It is brief and says how.' });
    expect(note.flaws).toEqual([{ rule: 'short', what: 'It is longer than eight words.' }]);
    const fresh = done.state.turns.at(-1);
    expect(fresh).toMatchObject({ id: note.turn, text: 'By the boots.', labels: ['refined'], finish: 'done' });
    expect(fresh?.model?.label).toBe('scripted');
    expect(fresh?.verdicts?.find(({ rule }) => rule === 'short')?.state).toBe('kept');
    expect(done.state.tree.filter(({ after }) => after === fresh?.after)).toHaveLength(2);
    expect(done.state.tree.find(({ id }) => id === ids[0])?.text).toContain('by the hat');
    // It comes back with the talk.
    const records = [...events, ...done.events].flatMap((event) => recordOf(event, '2026-01-01T00:00:00.000Z') ?? []);
    const { persona, book } = bookOf(holmesText);
    const back = replay(records, persona, book).state;
    expect(back.turns).toEqual(done.state.turns);
    expect(back.notes).toEqual(done.state.notes);
  });

  test('in the middle of a talk: judged after what stood before it, and what came after stays on its branch', async () => {
    const { state, ids } = await talk('By the boots.');
    const more = await run(
      state,
      { type: 'say', text: 'And then?' },
      depsOf(scriptedModel(['Nothing.']), { ids: () => `m${++nextId}` }),
    );
    const model = scriptedModel([flaws(['', 'Dull.']), 'By your boots.', fit]);
    const done = await consult(more.state, model, refineCounsel({ turn: ids[0] ?? '', by: 'rules', random }));
    expect(done.state.turns.map(({ text }) => text)).toEqual(['How did you know?', 'By your boots.']);
    expect(done.state.tree.map(({ text }) => text)).toContain('Nothing.');
  });

  test('what breaks a rule is rejected before a judge is asked, and is in the talk nowhere', async () => {
    const { state, ids } = await talk('By the boots.');
    const model = scriptedModel([flaws(['', 'Dull.']), 'By the boots. And the dog did nothing.']);
    const done = await consult(state, model, refineCounsel({ turn: ids[0] ?? '', by: 'rules', random }));
    model.finish();
    const note = noteOf<RefinedNote>(done.events);
    expect(note).toMatchObject({ outcome: 'rejected', rejected: 'By the boots. And the dog did nothing.' });
    expect(note.why).toContain('breaks “secret”');
    expect(done.state.tree).toEqual(state.tree);
  });

  test('a failure and a stop end in a note, and the talk has not failed', async () => {
    const { state, ids } = await talk('By the boots.');
    const failing: ScriptStep = {
      say: {
        events: [{ type: 'failed', failure: { reason: 'wrong-key', message: 'No such key.', action: 'set-key' } }],
      },
    };
    const counsel = refineCounsel({ turn: ids[0] ?? '', by: 'rules', random });
    const failed = await consult(state, scriptedModel([failing]), counsel);
    expect(noteOf(failed.events)).toMatchObject({ outcome: 'failed', why: 'No such key.', action: 'set-key' });
    expect(failed.state).toMatchObject({ failure: undefined, step: undefined, turns: state.turns });
    expect(failed.events.map(({ type }) => type)).not.toContain('failed');
    const hanging = scriptedModel([{ say: 'x', hangAfter: 0 }]);
    const stopped = await consult(state, hanging, counsel, 0);
    expect(noteOf(stopped.events)).toMatchObject({ outcome: 'failed' });
    expect(stopped.state.turns).toEqual(state.turns);
  });

  test('the understudy is not asked', async () => {
    const { state, ids } = await talk('By the boots.');
    const { persona, book } = bookOf(holmesText);
    const done = await consult(
      state,
      understudy({ persona, book, measures: {} }),
      refineCounsel({ turn: ids[0] ?? '', by: 'rules', random }),
    );
    expect(asked(done.events)).toEqual([]);
    expect(noteOf(done.events)).toMatchObject({ outcome: 'failed', action: 'select-model' });
  });
});

test('a reply is refined like what was chosen: pairs and no rule in the request, kept only where both orders prefer it', async () => {
  const { state, ids } = await talk('By the boots.');
  const choices = ['a', 'b', 'c'].map((x) => ({ x, better: `${x}!`, worse: `${x}.`, from: 'preferred' }) as const);
  const vote = (which: string) => ({ say: `So.\nVerdict: ${which}` });
  const model = scriptedModel([
    { say: 'By the boots!', expect: ({ messages }) => messages.every(({ content }) => !content.includes('Is brief')) },
    'By the boots, sir!',
    ...[vote('second'), vote('second'), vote('first'), vote('first')],
    'By the boots!',
  ]);
  const done = await consult(state, model, refineCounsel({ turn: ids[0] ?? '', by: 'choices', choices, random }));
  model.finish();
  expect(noteOf(done.events)).toMatchObject({ outcome: 'refined', by: 'choices', flaws: [] });
  expect(done.state.turns.at(-1)?.text).toBe('By the boots!');
});

describe('two replies are weighed', () => {
  const digit = (text: string): Reply => ({
    text,
    finish: 'stop',
    logprobs: [
      {
        token: text,
        logprob: 0,
        top: [
          { token: text, logprob: Math.log(0.6) },
          { token: '4', logprob: Math.log(0.4) },
        ],
      },
    ],
  });
  const all = (...replies: readonly Reply[]): ScriptStep => ({
    say: { events: [{ type: 'done', replies, usage: { input: 1, output: 1 }, labels: [] }] },
  });
  const votes = (...which: readonly string[]) =>
    all(...which.map((one): Reply => ({ text: `Held against mine.\nVerdict: ${one}`, finish: 'stop' })));
  const able = { capabilities: { n: true, logprobs: true }, name: 'judge-1' };

  test('an answer of its own first, votes in both orders, a grade for each; nothing is picked', async () => {
    const { state, ids } = await talk('By the boots.', 'By magic.');
    const judge = scriptedModel(
      ['By the mud.', votes('first', 'first'), votes('second', 'first'), all(digit('9')), all(digit('2'))],
      able,
    );
    const turns = [ids[0] ?? '', ids[1] ?? ''] as const;
    const done = await consult(state, scriptedModel([]), weighCounsel({ turns, judge, random }));
    judge.finish();
    expect(asked(done.events)).toEqual(['own answer', 'votes AB', 'votes BA', 'grade A', 'grade B']);
    const [own, voting] = judge.requests;
    expect(own?.messages.at(-1)?.content).toBe('How did you know?');
    expect(voting?.messages.at(-2)).toEqual({ role: 'assistant', content: 'By the mud.' });
    const note = noteOf<WeighedNote>(done.events);
    expect(note).toMatchObject({ better: ids[0], judge: 'judge-1', positionBiased: false, reference: 'By the mud.' });
    expect(note.votes.map((one) => one.for)).toEqual(['A', 'A', 'A', 'B']);
    expect(note.grades?.[0].score).toBeCloseTo(7);
    expect(note.grades?.[1].score).toBeCloseTo(2.8);
    expect(done.state.preferences).toEqual([]);
    expect(done.state.turns).toEqual(state.turns);
  });

  test('a judge who always says first cannot tell; one that judges itself says so', async () => {
    const { state, ids } = await talk('By the boots.', 'By magic.');
    const itself = scriptedModel(
      ['By the mud.', votes('first', 'first'), votes('first', 'first'), all(digit('9')), all(digit('9'))],
      able,
    );
    const turns = [ids[0] ?? '', ids[1] ?? ''] as const;
    const done = await consult(state, itself, weighCounsel({ turns, judge: undefined, random }));
    const note = noteOf<WeighedNote>(done.events);
    expect(note.better).toBeUndefined();
    expect(note.positionBiased).toBe(true);
    expect(note.why).toMatch(/follow the place.*judged its own replies/);
  });

  test('two lines that are no alternatives are no pair: nobody is asked', async () => {
    const { state, ids } = await talk('By the boots.');
    const turns = [ids[0] ?? '', state.turns[0]?.id ?? ''] as const;
    const done = await consult(state, scriptedModel([]), weighCounsel({ turns, judge: undefined, random }));
    expect(done.events).toEqual([]);
  });
});
