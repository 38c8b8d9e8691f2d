// CharacterChat: the order of requests, memory in one request only, the block and stop vectors, the rating, and what cannot be read.
import { describe, expect, test } from 'vitest';
import { dyad } from '../../../src/play/dyad/dyad.ts';
import { type DyadNote, farewellLabel } from '../../../src/play/dyad/dyad-notes.ts';
import { isLifted, meanRating } from '../../../src/play/dyad/dyad-state.ts';
import { readRating, readSamples } from '../../../src/play/dyad/dyad-tasks.ts';
import { aspectsOf, statementOf } from '../../../src/play/dyad/profile.ts';
import { blockedAspects } from '../../../src/play/memory/aspects.ts';
import { recordOf } from '../../../src/play/recorder.ts';
import { restore } from '../../../src/play/restore.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf } from '../kit.ts';
import { playOn, sayAs, staged, stepsOf, textOf, waitsFor, whyEnded } from '../protocol/stage-kit.ts';

const supporter = `persona Nora
  role: a retired nurse

about
  age: 61
  hobby: Keeps bees behind the church.
  family: Has two grown sons abroad.
  worry: Her knees are failing.

voice
  - Warm, unhurried, a little dry.

scene a bad week
  with: ./sam.persona
  seeker: sam
`;
const seeker = `persona Sam
  role: a student

about
  age: 20
  worry: Fails every exam out of fear.
  social: Has three close friends.

voice
  - Short sentences.

greeting
  Hi. Is this seat free?
`;
const texts = { self: supporter, sam: seeker };

async function played(answers: readonly string[], more: Record<string, string> = {}, seat?: string) {
  const model = scriptedModel(answers);
  const deps = depsOf(model);
  const { state, events } = await playOn(staged({ ...texts, ...more }, dyad, seat), deps);
  return { state, events, model, deps };
}

const tones = ['When greeted, say: Hm.\nWhen asked, say: Dunno.', '1. When somebody cries, say: There now.'];
/** The first eight answers; the supporter remembers the bees, then nothing. */
const eight = [
  ...tones,
  'hobby',
  'Sit down. I keep bees, they like company.',
  'I fail every exam.',
  '1',
  'NONE',
  'That is hard.',
];
/** From then on: what comes to the seeker's mind, their line, their mood, what comes to the supporter's, theirs. */
const rounds = (...moods: string[]) => moods.flatMap((mood) => ['NONE', 'Maybe.', mood, 'NONE', 'I see.']);
const rating = 'Reason: It helped.\nMood: 5\nProblem: 4\nEngagement: 4';

describe('the order of requests', () => {
  test('the first eight are those of the card', async () => {
    const { state } = await played(eight);
    expect(stepsOf(state).slice(0, 8)).toEqual([
      'tone(sam)',
      'tone(self)',
      'select(self)',
      'reply(self)',
      'reply(sam)',
      'mood(sam)',
      'select(self)',
      'reply(self)',
    ]);
    expect(state.turns.slice(0, 3).map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
      'sam: Hi. Is this seat free?',
      'self: Sit down. I keep bees, they like company.',
      'sam: I fail every exam.',
    ]);
    expect(state.turns[1]?.labels).toEqual(['in mind: hobby']);
  });

  test('what comes to mind stands in exactly one request; the seeker comes out with the worry in the second line', async () => {
    const { state } = await played(eight);
    const all = state.requests.map(textOf);
    expect(all.map((text) => text.includes('behind the church'))).toEqual(all.map((_, index) => index === 3));
    expect(textOf(state.requests[4])).toContain('Now come out with what weighs on you: Fails every exam out of fear.');
    expect(all.filter((text) => text.includes('Now come out'))).toHaveLength(1);
  });

  test('no prompt holds a whole profile: aspects are left out, the worry is the seeker’s alone', async () => {
    const { state } = await played(eight);
    for (const request of state.requests) {
      const text = textOf(request);
      expect(text).not.toMatch(/two grown sons|knees are failing|three close friends/);
      if (request.actor === 'self' && request.ordinal < 5) expect(text).not.toContain('Fails every exam');
      if (request.actor === 'sam') expect(text).toContain('Fails every exam');
      if (request.actor === 'sam') expect(text).not.toContain('retired nurse');
    }
  });

  test('samples of how they talk stand in the requests for their own lines', async () => {
    const { state } = await played(eight);
    expect(textOf(state.requests[3])).toContain('When somebody cries, say: There now.');
    expect(textOf(state.requests[4])).toContain('When asked, say: Dunno.');
    expect(textOf(state.requests[4])).not.toContain('There now');
  });
});

describe('what comes to mind too often', () => {
  test('the vectors of the card', () => {
    expect([...blockedAspects(['hobby', 'social', 'emotional', 'emotional', 'emotional'])]).toEqual(['emotional']);
    expect([...blockedAspects(['emotional', 'emotional', 'emotional', 'hobby', 'hobby', 'social', 'job'])]).toEqual([]);
  });

  test('is not offered any more, to its owner alone: each speaker has a list', async () => {
    const picks = ['hobby', 'Bees.', 'I fail.', '1', 'hobby', 'Bees!', 'social', 'Friends.', '1', 'hobby', 'Bees?'];
    const { state } = await played([...tones, ...picks, 'social', 'Friends.', '1', 'family', 'Sons.']);
    const selects = state.requests.filter(({ step }) => step === 'select');
    const offered = (index: number) => textOf(selects[index]).match(/^- (hobby|family|social)$/gmu);
    expect(selects.map(({ actor }) => actor)).toEqual(['self', 'self', 'sam', 'self', 'sam', 'self', 'sam']);
    expect(offered(0)).toEqual(['- hobby', '- family']);
    expect(offered(4)).toEqual(['- social']);
    expect(offered(5)).toEqual(['- family']);
    const last = state.notes.filter((note) => note.kind === 'aspect-pick').at(-1);
    expect(last).toMatchObject({ actor: 'self', aspect: 'family', blocked: ['hobby'] });
  });
});

describe('the end', () => {
  test('the stop vectors of the card', () => {
    expect(isLifted([2, 3, 3, 4, 4])).toBe(true);
    expect(isLifted([1, 2, 2, 3, 4, 4])).toBe(true);
    expect(isLifted([4, 4, 4, 4])).toBe(false);
    expect(isLifted([3, 4, 5, 4, 3])).toBe(false);
  });

  test('five moods with the last two good: one farewell a side, then the rating, and no more', async () => {
    const moods = [...rounds('3', '3', '4').slice(0), 'NONE', 'Better.', '4'];
    const { state, model } = await played([...eight.with(5, '2'), ...moods, 'Go well.', 'Thank you.', rating]);
    model.finish();
    expect(state.turns.slice(-2).map(({ speaker, labels }) => [speaker, labels])).toEqual([
      ['self', [farewellLabel]],
      ['sam', [farewellLabel]],
    ]);
    expect(stepsOf(state).slice(-3)).toEqual(['farewell(self)', 'farewell(sam)', 'rating(narrator)']);
    const note = state.notes.find((one) => one.kind === 'support-rating');
    expect(note).toMatchObject({ lifted: 5, addressed: 4, engaged: 4, reason: 'It helped.' });
    expect(note?.mean).toBeCloseTo(4.3333, 4);
    expect(whyEnded(state)).toBe('Sam feels better, and both took leave.');
  });

  test('twenty lines at the most, without a farewell', async () => {
    // Lines 1 to 4 are the first eight; 16 more make 20.
    const { state, model } = await played([...eight, ...rounds(...Array.from({ length: 8 }, () => '1')), rating]);
    model.finish();
    expect(state.turns).toHaveLength(20);
    expect(state.turns.some(({ labels }) => labels?.includes(farewellLabel))).toBe(false);
  });
});

describe('answers that cannot be read', () => {
  test('a mood without a score is none: it does not count and does not stop', async () => {
    const answers = [
      ...eight.with(5, '5'),
      ...rounds('5', '5', '5'),
      'NONE',
      'Fine.',
      'wonderful!',
      'NONE',
      'Good.',
      'NONE',
      'Yes.',
      '5',
      'Bye.',
      'Bye.',
      rating,
    ];
    const { state, model } = await played(answers);
    model.finish();
    const moods = state.notes.filter(
      (note): note is Extract<DyadNote, { kind: 'seeker-mood' }> => note.kind === 'seeker-mood',
    );
    expect(moods.map(({ score }) => score)).toEqual([5, 5, 5, 5, undefined, 5]);
  });

  test('a rating is asked for once more, then there is none', async () => {
    const end = rounds(...Array.from({ length: 8 }, () => '1'));
    const { state, model } = await played([...eight, ...end, 'Fine, I think.', 'Mood: 5\nProblem: six']);
    model.finish();
    const notes = state.notes.filter((note) => note.kind === 'support-rating');
    expect(notes).toMatchObject([{ mean: undefined }, { lifted: 5, addressed: undefined, mean: undefined }]);
    expect(readRating('Mood: 5\nProblem: 4\nEngagement: 4').mean).toBeCloseTo(4.3333, 4);
    expect(meanRating([])).toBeUndefined();
  });

  test('samples that are none are left out; an aspect that is not offered is none', async () => {
    expect(readSamples('Sure!\n- When late, say: Sorry.\nI would say hello.')).toEqual(['When late, say: Sorry.']);
    const { state } = await played(eight.with(2, 'the garden'));
    expect(state.notes.find((note) => note.kind === 'aspect-pick')).toMatchObject({ aspect: 'none' });
    expect(textOf(state.requests[3])).not.toContain('comes to your mind');
  });
});

test('a profile is parted: who they are is said always, what has a name of its own comes to mind, the worry is said to the seeker', () => {
  const nora = staged(texts, dyad).persona;
  expect(aspectsOf(nora)).toEqual([
    { id: 'hobby', text: 'Keeps bees behind the church.' },
    { id: 'family', text: 'Has two grown sons abroad.' },
  ]);
  expect(statementOf(nora, 'supporter').about.map(({ name }) => name.key)).toEqual(['age']);
  expect(statementOf(nora, 'seeker').about.map(({ name }) => name.key)).toEqual(['age', 'worry']);
});

test('a person may be the seeker: nothing is asked for their lines, and a reader says how they seem to feel', async () => {
  const first = await played([tones[1] ?? ''], {}, 'sam');
  expect(waitsFor(first.state)).toBe('sam');
  const model = scriptedModel(['hobby', 'Sit down.']);
  const one = await sayAs(first.state, 'Hello', { ...first.deps, model });
  model.finish();
  const more = scriptedModel(['2', 'NONE', 'I see.']);
  const two = await sayAs(one, 'I fail.', { ...first.deps, model: more });
  more.finish();
  expect(stepsOf(two)).toEqual([
    'tone(self)',
    'select(self)',
    'reply(self)',
    'mood(narrator)',
    'select(self)',
    'reply(self)',
  ]);
});

test('a person may be the supporter, and the file’s own persona the seeker; who has no voice and no aspects is asked for none', async () => {
  const files = {
    self: seeker
      .replace('greeting\n', 'scene a bad week\n  with: Kim\n  seeker: self\n\ngreeting\n')
      .replace(/voice\n.*\n/, ''),
  };
  const begun = await playOn(staged(files, dyad, 'kim'), depsOf(scriptedModel([])));
  expect(begun.state.turns.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual(['self: Hi. Is this seat free?']);
  expect(waitsFor(begun.state)).toBe('kim');
  const model = scriptedModel(['I fail every exam.', '1']);
  const state = await sayAs(begun.state, 'It is.', depsOf(model, { ids: () => `k${crypto.randomUUID()}` }));
  model.finish();
  expect(stepsOf(state)).toEqual(['reply(self)', 'mood(self)']);
  expect(waitsFor(state)).toBe('kim');
});

test('a seeker who is not there ends the scene at once, with the reason', async () => {
  const self = supporter.replace('seeker: sam', 'seeker: user');
  const { state } = await playOn(staged({ ...texts, self }, dyad), depsOf(scriptedModel([])));
  expect(whyEnded(state)).toBe('Nobody here is called “user”, or nobody else is here.');
});

test('the trace holds a row of the selector: history, what was offered, and exactly one right answer', async () => {
  const { events, state } = await played(eight);
  const records = events.flatMap((event) => recordOf(event, '2026-01-01T00:00:00.000Z') ?? []);
  const again = restore(records, state.persona, state.book);
  const picks = again.notes.filter(
    (note): note is Extract<DyadNote, { kind: 'aspect-pick' }> => note.kind === 'aspect-pick',
  );
  const nora = aspectsOf(state.persona);
  const rows = picks.map((pick) => ({
    history: again.requests.find(({ id }) => id === pick.request)?.messages,
    options: nora.map(({ id, text }) => ({ info: text, label: id === pick.aspect ? 1 : 0 })),
  }));
  expect(rows[0]?.options).toEqual([
    { info: 'Keeps bees behind the church.', label: 1 },
    { info: 'Has two grown sons abroad.', label: 0 },
  ]);
  expect(rows[0]?.history?.length).toBeGreaterThan(1);
});
