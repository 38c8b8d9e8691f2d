// MentalArena's hidden block and what plays with it: the hint reaches the next request of whoever asks, five extra exchanges at most, the
// best proposal is kept, and what is hidden is in no request of the interviewer.
import { describe, expect, test } from 'vitest';
import type { Similarity } from '../../../src/model/port.ts';
import { findingOf, hidden } from '../../../src/play/hidden/hidden.ts';
import { hiddenSides } from '../../../src/play/hidden/hidden-parts.ts';
import { bestAttempt, mostHiddenRequests } from '../../../src/play/hidden/hidden-state.ts';
import { stageActors } from '../../../src/play/protocol/stage.ts';
import { recordOf } from '../../../src/play/recorder.ts';
import { restore } from '../../../src/play/restore.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf } from '../kit.ts';
import { playOn, sayAs, sceneSetup, staged, stepsOf, textOf, waitsFor, whyEnded } from '../protocol/stage-kit.ts';

const patient = `persona Ada
  role: a violin teacher

knows
  history: Lost her hearing on one side as a child.
  coping: Practises at night so that nobody can judge it.
  - Likes plums.
`;
const asking = (more = '') => `persona Dr Lee
  role: an interviewer

scene first visit
  with: ./ada.persona
  turns: 2
  find out: history, coping
${more}`;
const texts = (more = '') => ({ self: asking(more), ada: patient });

/** Embeddings of a test: likeness by what the guess begins with. */
function scoring(scores: Readonly<Record<string, number>>, label = 'exact'): Similarity {
  return {
    label,
    compare: (_truth, guesses) =>
      Promise.resolve(
        guesses.map((guess) => Object.entries(scores).find(([start]) => guess.startsWith(start))?.[1] ?? 0),
      ),
  };
}

async function played(answers: readonly string[], more = '', similarity?: Similarity, seat?: string) {
  const model = scriptedModel(answers);
  const deps = depsOf(model, similarity ? { similarity } : {});
  const { state, events } = await playOn(staged(texts(more), hidden, seat), deps);
  return { state, events, model, deps };
}

const notesOf = <K extends string>(state: { notes: readonly { kind: string }[] }, kind: K) =>
  state.notes.filter((note): note is Extract<(typeof state.notes)[number], { kind: K }> => note.kind === kind);

describe('guesses and hints', () => {
  test('a part that is not found brings a hint, and the next request of the interviewer holds it', async () => {
    const { state, model } = await played(
      [
        'Good morning.',
        'Morning.',
        'far off',
        'near coping',
        'Ask her about school.',
        'How was school?',
        'Quiet.',
        'near history',
      ],
      '',
      scoring({ near: 0.95, far: 0.2 }),
    );
    model.finish();
    expect(stepsOf(state)).toEqual([
      'question(self)',
      'answer(ada)',
      'decode(self)',
      'decode(self)',
      'hint(self)',
      'question(self)',
      'answer(ada)',
      'decode(self)',
    ]);
    expect(textOf(state.requests[5])).toContain('Ask her about school.');
    // Of that one request: neither earlier nor later ones hold it, nor any of the counterpart.
    const others = state.requests.filter((_, index) => index !== 5).map(textOf);
    expect(others.some((text) => text.includes('Ask her about school.'))).toBe(false);
    expect(textOf(state.requests[4])).toContain('history');
  });

  test('what is hidden is in the counterpart’s requests and in none of the interviewer’s, however long it goes on', async () => {
    const round = ['Ask.', 'Why?', 'Hm.', 'far a', 'far b'];
    const { state } = await played(
      ['Hello.', 'Hello.', 'far a', 'far b', ...Array.from({ length: 5 }, () => round).flat(), 'Breathe.', '9'],
      '  propose: One small thing.\n',
      scoring({ far: 0.1 }),
    );
    for (const request of state.requests) {
      const isHidden = /hearing on one side|Practises at night/.test(textOf(request));
      expect([request.step, isHidden]).toEqual([request.step, request.actor === 'ada']);
    }
  });

  test('a threshold that is never met gives exactly five extra exchanges', async () => {
    const round = ['Ask.', 'Why?', 'Hm.', 'far a', 'far b'];
    const { state, model } = await played(
      ['Hello.', 'Hello.', 'far a', 'far b', ...Array.from({ length: 5 }, () => round).flat()],
      '',
      scoring({ far: 0.1 }),
    );
    model.finish();
    expect(stepsOf(state).filter((step) => step.startsWith('question'))).toHaveLength(1 + 5);
    expect(stepsOf(state).filter((step) => step.startsWith('answer'))).toHaveLength(1 + 5);
    expect(model.requests).toHaveLength(mostHiddenRequests(2, 1, false));
  });

  test('the hint is about the part furthest from found', async () => {
    const { state } = await played(
      ['Hi.', 'Hi.', 'far', 'farther', 'Ask of evenings.', 'And evenings?', 'I play.', 'near', 'near'],
      '',
      scoring({ near: 0.95, farther: 0.1, far: 0.3 }),
    );
    expect(notesOf(state, 'hint')).toMatchObject([{ part: 'coping', text: 'Ask of evenings.' }]);
  });

  test('estimator and threshold are recorded: embeddings at 0.9, words at 0.5, or as the scene says', async () => {
    const answers = [
      'Hi.',
      'Hi.',
      'Lost her hearing as a child on one side',
      'practises at night, nobody can judge it',
    ];
    const byWords = await played(answers);
    byWords.model.finish();
    expect(notesOf(byWords.state, 'decoded')).toMatchObject([
      { part: 'history', estimator: 'lexical', threshold: 0.5, found: true },
      { part: 'coping', estimator: 'lexical', threshold: 0.5, found: true },
    ]);
    const exact = await played(['Hi.', 'Hi.', 'a', 'b'], '', scoring({ a: 0.9, b: 0.95 }));
    expect(notesOf(exact.state, 'decoded')).toMatchObject([
      { likeness: 0.9, estimator: 'exact', threshold: 0.9, found: true },
      { likeness: 0.95, found: true },
    ]);
    const own = await played(['Hi.', 'Hi.', 'a', 'b'], '  close enough: 0.4\n', scoring({ a: 0.4, b: 0.7 }));
    expect(notesOf(own.state, 'decoded')).toMatchObject([{ threshold: 0.4, found: true }, { found: true }]);
  });

  test('the interviewer’s model compares, where it has embeddings and nobody gives others', async () => {
    const model = { ...scriptedModel(['Hi.', 'Hi.', 'a', 'b']), similarity: scoring({ a: 0.93, b: 0.97 }) };
    const { state } = await playOn(staged(texts(), hidden), depsOf(model));
    model.finish();
    expect(notesOf(state, 'decoded')).toMatchObject([{ estimator: 'exact', likeness: 0.93 }, { likeness: 0.97 }]);
  });

  test('embeddings that fail give way to words, and the note says so; an empty guess is like nothing', async () => {
    const broken: Similarity = { label: 'exact', compare: () => Promise.reject(new Error('no route')) };
    const answers = [
      'Hi.',
      'Hi.',
      'Lost her hearing on one side as a child.',
      ' ',
      'Ask.',
      'So?',
      'So.',
      'Practises at night so that nobody can judge it.',
    ];
    const { state, model } = await played(answers, '', broken);
    model.finish();
    expect(notesOf(state, 'decoded')).toMatchObject([
      { part: 'history', estimator: 'lexical', found: true },
      { part: 'coping', guess: '', likeness: 0, found: false },
      { part: 'coping', estimator: 'lexical', found: true },
    ]);
  });
});

describe('proposals', () => {
  const upTo = ['Hi.', 'Hi.', 'near a', 'near b'];
  const propose = '  propose: One small thing.\n';
  const tried = async (...scores: string[]) => {
    const tries = scores.flatMap((score, index) => [`Try ${index + 1}.`, score]);
    const { state, model } = await played([...upTo, ...tries], propose, scoring({ near: 0.99 }));
    model.finish();
    const attempts = findingOf(state, sceneSetup(state))?.now.attempts ?? [];
    return { count: attempts.length, best: bestAttempt(attempts), state };
  };

  test('6, 9: two tries, the second is best', async () => {
    expect(await tried('6', '9')).toMatchObject({ count: 2, best: 2 });
  });

  test('3, 4, 5, 5, 6, 6, 7: seven tries, the seventh is best', async () => {
    expect(await tried('3', '4', '5', '5', '6', '6', '7')).toMatchObject({ count: 7, best: 7 });
  });

  test('of equals the first is kept; an answer without a score counts as a try and is never best', async () => {
    expect(await tried('5', '7', '7', 'it depends', '2', '1', '7/10')).toMatchObject({ count: 7, best: 2 });
    expect(await tried('no', 'no', 'no', 'no', 'no', 'no', 'no')).toMatchObject({ count: 7, best: undefined });
  });

  test('a later proposal is made knowing the earlier ones and their scores', async () => {
    const { state } = await tried('6', '9');
    const second = state.requests.filter(({ step }) => step === 'propose')[1];
    expect(textOf(second)).toContain('1. (6 of 10) Try 1.');
    expect(state.requests.filter(({ step }) => step === 'score').map(({ actor }) => actor)).toEqual(['ada', 'ada']);
  });
});

describe('who hides and who asks', () => {
  test('a fact that the other is let see is not hidden; nothing hidden is a reason in words', () => {
    const told = patient.replaceAll(/(history|coping): (.*)\n/g, '$1: $2\n    visible to: self\n');
    const seen = staged({ self: asking(), ada: told }, hidden);
    expect(hiddenSides(stageActors(seen), sceneSetup(seen).scene.findOut)).toMatchObject({
      ok: false,
      why: expect.stringContaining('nothing is hidden'),
    });
    const none = staged({ self: asking().replace('history, coping', 'age'), ada: patient }, hidden);
    expect(hiddenSides(stageActors(none), sceneSetup(none).scene.findOut)).toMatchObject({ ok: false });
  });

  test('a scene in which nothing is hidden ends at once and says why', async () => {
    const none = staged({ self: asking().replace('history, coping', 'age'), ada: patient }, hidden);
    const { state } = await playOn(none, depsOf(scriptedModel([])));
    expect(whyEnded(state)).toBe('Nobody in this scene has a fact called “age”.');
  });

  test('a name that is no hidden fact is told with the end, and the others are found out', async () => {
    const files = { self: asking().replace('history, coping', 'history, copping'), ada: patient };
    const model = scriptedModel(['Hi.', 'Hi.', 'near']);
    const { state } = await playOn(staged(files, hidden), depsOf(model, { similarity: scoring({ near: 0.95 }) }));
    model.finish();
    expect(whyEnded(state)).toBe('Found out: history. No hidden fact here: copping.');
  });

  test('a person may ask: the run waits for them, and what they could have found out is guessed from what they heard', async () => {
    const first = await played([], '', scoring({ near: 0.95 }), 'self');
    expect(waitsFor(first.state)).toBe('self');
    const model = scriptedModel(['Morning.', 'near a', 'near b']);
    const state = await sayAs(first.state, 'Good morning.', { ...first.deps, model });
    model.finish();
    expect(whyEnded(state)).toBe('Found out: history, coping.');
  });
});

test('a talk read back from its records goes on where it was, and holds a row of what was inferred', async () => {
  const answers = ['Hi.', 'Hi.', 'far a', 'near b', 'Ask.', 'Why?', 'Hm.', 'near a'];
  const by = scoring({ near: 0.95, far: 0.2 });
  const whole = await played(answers, '', by);
  const half = whole.events.slice(0, 16);
  const records = half.flatMap((event) => recordOf(event, '2026-01-01T00:00:00.000Z') ?? []);
  const again = restore(records, whole.state.persona, whole.state.book, { scene: sceneSetup(whole.state) });
  // An answer that was not written down is asked for again.
  const answered = again.notes.filter(({ kind }) => kind !== 'scene began').length + again.turns.length;
  const { state } = await playOn(again, { ...whole.deps, model: scriptedModel(answers.slice(answered)) });
  expect(state.turns.map(({ text }) => text)).toEqual(whole.state.turns.map(({ text }) => text));
  const decoded = notesOf(state, 'decoded').at(-1) as unknown as { request: string; guess: string; part: string };
  const row = { messages: state.requests.find(({ id }) => id === decoded.request)?.messages, answer: decoded.guess };
  expect(row.answer).toBe('near a');
  expect(row.messages?.at(-1)?.content).toContain(decoded.part);
});
