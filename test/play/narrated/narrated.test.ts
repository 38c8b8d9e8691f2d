// CharacterBox: the order of a round, its request counts, who is told what, what an unreadable answer leaves, and that it goes on from
// wherever it was left.
import { describe, expect, test } from 'vitest';
import { narrated, narratedOf } from '../../../src/play/narrated/narrated.ts';
import { requestsOfRound, requestsPerRound } from '../../../src/play/narrated/narrated-requests.ts';
import { recordOf } from '../../../src/play/recorder.ts';
import { restore } from '../../../src/play/restore.ts';
import { estimateScene } from '../../../src/play/scene/estimate-scene.ts';
import type { PlayDeps } from '../../../src/play/session.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, run } from '../kit.ts';
import { playOn, sayAs, sceneSetup, staged, stepsOf, textOf, waitsFor, whyEnded } from '../protocol/stage-kit.ts';

const holmes = `persona Sherlock Holmes
  role: consulting detective

scene a foggy evening
  with: ./watson.persona
  narrated: yes
  turns: 1
  setting: The sitting room.
  position self: in the armchair
  condition watson: wet through
`;
const watson = 'persona John Watson\n  role: doctor\n\nknows\n  wound: Was shot in the shoulder.\n';
const moran = 'persona Sebastian Moran\n  role: hunter\n';
const two = { self: holmes, watson };
const three = { self: holmes.replace('./watson.persona', './watson.persona, ./moran.persona'), watson, moran };

/** What a character answers before a round: twice. */
const beliefs = (who: string) => [
  `Belief: ${who} is awake\nDesire: ${who} wants tea\nIntention: ${who} rings`,
  `${who} looks around.`,
];
const plans = (...lines: string[]) => lines.join('\n');
/** A deed that touches nobody: 4. */
const alone = (who: string) => [
  `${who} rises.`,
  `${who} speaks.`,
  'Affected: nobody',
  `Position: ${who}'s place\nCondition: calm`,
];
/** A deed that touches somebody: 7. */
const touching = (who: string, whom: string) => [
  `${who} throws a cushion.`,
  `${who} laughs.`,
  `Affected: ${whom}\nImpact: A cushion hits ${whom}.`,
  `${whom} ducks.`,
  'It misses.',
  `Position: ${who} by the fire\nCondition: merry`,
  `Position: ${whom} on the floor\nCondition: cross`,
];
const closing = ['The fire is low.', 'A quarrel began.'];

interface Played {
  readonly answers: readonly string[];
  readonly texts?: Readonly<Record<string, string>>;
  readonly person?: string;
}

async function played({ answers, texts = two, person }: Played, more: Partial<PlayDeps> = {}) {
  const model = scriptedModel(answers);
  const deps = depsOf(model, more);
  const { state, events } = await playOn(staged(texts, narrated, person), deps);
  return { state, events, model, deps };
}

const quietRound = [
  ...beliefs('Holmes'),
  ...beliefs('Watson'),
  plans('Sherlock Holmes: smoke', 'John Watson: read'),
  ...alone('Holmes'),
  ...alone('Watson'),
  ...closing,
];
const struckRound = [
  ...beliefs('Holmes'),
  ...beliefs('Watson'),
  plans('Sherlock Holmes: tease Watson', 'John Watson: read the paper'),
  ...touching('Holmes', 'Watson'),
  ...closing,
];

describe('requests of one round', () => {
  const rows: readonly (readonly [string, number, Played])[] = [
    ['(2,0,0)', 15, { answers: quietRound }],
    ['(2,1,0)', 14, { answers: struckRound }],
    [
      '(2,0,1)',
      18,
      {
        answers: [
          ...beliefs('Holmes'),
          ...beliefs('Watson'),
          plans('Sherlock Holmes: smoke', 'John Watson: strike'),
          ...alone('Holmes'),
          ...touching('Watson', 'Holmes'),
          ...closing,
        ],
      },
    ],
    [
      '(3,0,0)',
      21,
      {
        texts: three,
        answers: [
          ...['Holmes', 'Watson', 'Moran'].flatMap(beliefs),
          plans('Sherlock Holmes: a', 'John Watson: b', 'Sebastian Moran: c'),
          ...['Holmes', 'Watson', 'Moran'].flatMap(alone),
          ...closing,
        ],
      },
    ],
    [
      '(3,1,0)',
      20,
      {
        texts: three,
        answers: [
          ...['Holmes', 'Watson', 'Moran'].flatMap(beliefs),
          plans('Sherlock Holmes: a', 'John Watson: b', 'Sebastian Moran: c'),
          ...touching('Holmes', 'Moran'),
          ...alone('Watson'),
          ...closing,
        ],
      },
    ],
  ];
  test.each(rows)('%s takes %i', async (name, count, how) => {
    const { model } = await played(how);
    model.finish();
    expect(model.requests).toHaveLength(count);
    const [n = 0, k = 0, j = 0] = name.match(/\d/g)?.map(Number) ?? [];
    expect(requestsOfRound(n, k, j)).toBe(count);
  });

  test('the estimate before a run says how many a round takes, and how many in all', () => {
    const setup = (person?: string) => sceneSetup(staged(three, narrated, person));
    expect(narrated.words?.(setup())).toBe('20 to 27 requests a round, one round');
    expect(estimateScene(setup()).requests).toBe(27);
    expect(estimateScene(setup('watson')).requests).toBe(23);
  });

  test('the estimate spans every way a round can go; a person spares four', () => {
    expect(requestsPerRound(2, false)).toEqual({ least: 14, most: 18 });
    expect(requestsPerRound(3, false)).toEqual({ least: 20, most: 27 });
    expect(requestsPerRound(2, true)).toEqual({ least: 10, most: 14 });
  });
});

describe('a round', () => {
  test('goes beliefs, synopsis, deeds with reactions, scene, plot; who reacts before acting is asked for no action', async () => {
    const { state, model } = await played({ answers: struckRound });
    model.finish();
    expect(stepsOf(state)).toEqual([
      'self-belief(self)',
      'surroundings(self)',
      'self-belief(watson)',
      'surroundings(watson)',
      'synopsis(narrator)',
      'action(self)',
      'line(self)',
      'affected(narrator)',
      'reaction(watson)',
      'outcome(narrator)',
      'placement(narrator)',
      'placement(narrator)',
      'scene-update(narrator)',
      'plot(narrator)',
    ]);
    expect(state.turns.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
      'self: *Holmes throws a cushion.*',
      'self: Holmes laughs.',
      'narrator: A cushion hits Watson.',
      'watson: Watson ducks.',
      'narrator: It misses.',
    ]);
  });

  test('each character is sent its own beliefs, plan and facts and nobody else’s; the narrator no beliefs', async () => {
    const { state } = await played({ answers: struckRound });
    const of = (actor: string) => state.requests.filter((request) => request.actor === actor).map(textOf);
    const action = textOf(state.requests.find(({ step }) => step === 'action'));
    const reaction = textOf(state.requests.find(({ step }) => step === 'reaction'));
    expect(action).toContain('Holmes wants tea');
    expect(action).toContain('tease Watson');
    expect(reaction).toContain('Watson wants tea');
    expect(reaction).toContain('shot in the shoulder');
    expect(reaction).toContain('read the paper');
    for (const text of of('self'))
      expect(text).not.toMatch(/Watson (is awake|wants tea|rings|looks)|read the paper|shoulder/);
    for (const text of of('watson')) expect(text).not.toMatch(/Holmes (is awake|wants tea|rings|looks)|tease Watson/);
    for (const text of of('narrator')) expect(text).not.toMatch(/wants tea|looks around|shoulder/);
  });

  test('roles are flipped: the reactor hears the deed as the user’s, its own lines are the assistant’s', async () => {
    const { state } = await played({ answers: struckRound });
    const reaction = state.requests.find(({ step }) => step === 'reaction');
    expect(
      reaction?.messages.some(({ role, content }) => role === 'user' && content.includes('throws a cushion')),
    ).toBe(true);
    const line = state.requests.find(({ step }) => step === 'line');
    expect(line?.messages.filter(({ role }) => role === 'assistant').map(({ content }) => content)).toEqual([
      '*Holmes throws a cushion.*',
    ]);
  });

  test('the next round follows the order in which turns ended: the reactor comes before its actor', async () => {
    const texts = { ...two, self: holmes.replace('turns: 1', 'turns: 2') };
    const second = [
      ...beliefs('Watson'),
      ...beliefs('Holmes'),
      plans('Sherlock Holmes: first', 'John Watson: second'),
      ...alone('Watson'),
      ...alone('Holmes'),
      ...closing,
    ];
    const { state, model } = await played({ answers: [...struckRound, ...second], texts });
    model.finish();
    const inSecond = stepsOf(state).slice(14);
    expect(inSecond.filter((step) => /self-belief|action/.test(step))).toEqual([
      'self-belief(watson)',
      'self-belief(self)',
      'action(watson)',
      'action(self)',
    ]);
    const synopsis = textOf(state.requests[14 + 4]);
    expect(synopsis).toContain('They act in this order: John Watson, Sherlock Holmes.');
    expect(synopsis).toContain('A quarrel began.');
  });
});

describe('answers that cannot be read', () => {
  test('position and condition keep what they were, each for itself', async () => {
    const answers = quietRound.with(8, 'He is somewhere, I think.').with(12, 'Condition: asleep');
    const { state } = await played({ answers });
    const { places } = narratedOf(state);
    expect(places.self).toEqual({ position: 'in the armchair', condition: '' });
    expect(places.watson).toEqual({ position: '', condition: 'asleep' });
    const notes = state.notes.filter((note) => note.kind === 'placement');
    expect(notes.map(({ changed, kept }) => ({ changed, kept }))).toEqual([
      { changed: [], kept: ['position', 'condition'] },
      { changed: ['condition'], kept: ['position'] },
    ]);
  });

  test('a belief without its parts keeps the parts of before; nobody named is nobody affected; who is not planned acts last', async () => {
    const texts = { ...two, self: holmes.replace('turns: 1', 'turns: 2') };
    const second = [
      'Tea would be nice.',
      'Nothing new.',
      'Desire: peace',
      '',
      'They will surely do something.',
      ...alone('Watson').with(2, 'Affected: John Watson\nImpact: himself'),
      ...alone('Holmes').with(2, 'Affected: Lestrade\nImpact: none'),
      ...closing,
    ];
    const first = quietRound.with(4, 'John Watson: read');
    const { state, model } = await played({ answers: [...first, ...second], texts });
    model.finish();
    expect(stepsOf(state).filter((step) => step.startsWith('action'))).toEqual([
      'action(watson)',
      'action(self)',
      'action(watson)',
      'action(self)',
    ]);
    const { beliefs: held } = narratedOf(state);
    expect(held.watson).toEqual({
      belief: 'Watson is awake',
      desire: 'Watson wants tea',
      intention: 'Watson rings',
      surroundings: 'Nothing new.',
    });
    expect(held.self).toMatchObject({
      belief: 'Holmes is awake',
      desire: 'peace',
      surroundings: 'Holmes looks around.',
    });
    expect(state.requests).toHaveLength(30);
  });
});

describe('a person in the scene', () => {
  test('is asked for nothing by a model: the run waits for their line, which is deed and words', async () => {
    const answers = [...beliefs('Holmes'), plans('John Watson: read', 'Sherlock Holmes: smoke')];
    const { state, model, deps } = await played({ answers, person: 'watson' });
    model.finish();
    expect(waitsFor(state)).toBe('watson');
    const rest = scriptedModel([
      'Affected: nobody',
      'Position: hearth\nCondition: warm',
      ...alone('Holmes'),
      ...closing,
    ]);
    const end = await sayAs(state, '*pokes the fire* Cold, Holmes?', { ...deps, model: rest });
    rest.finish();
    expect(end.requests).toHaveLength(3 + 8);
    expect(whyEnded(end)).toBe('1 round was played.');
  });

  test('reacts by their own line where somebody’s deed touches them', async () => {
    const answers = [
      ...beliefs('Holmes'),
      plans('Sherlock Holmes: tease', 'John Watson: read'),
      ...touching('Holmes', 'Watson').slice(0, 3),
    ];
    const { state, deps } = await played({ answers, person: 'watson' });
    expect(waitsFor(state)).toBe('watson');
    const rest = scriptedModel([...touching('Holmes', 'Watson').slice(4), ...closing]);
    const end = await sayAs(state, 'I say!', { ...deps, model: rest });
    rest.finish();
    expect(narratedOf(end).places.watson?.condition).toBe('cross');
    expect(whyEnded(end)).toBe('1 round was played.');
  });
});

test('the offline understudy is asked for nothing: it says what is needed', async () => {
  const model = scriptedModel([]);
  const deps = depsOf({ ...model, identity: { ...model.identity, provider: 'understudy' } });
  const { state } = await playOn(staged(two, narrated), deps);
  model.finish();
  expect(state.failure?.failure).toMatchObject({ action: 'select-model' });
});

describe('the trace', () => {
  test('a scene stopped anywhere and read back from its records goes on to the same end', async () => {
    const whole = await played({ answers: struckRound });
    expect(whyEnded(whole.state)).toBe('1 round was played.');
    for (let stopAt = 2; stopAt < whole.events.length - 1; stopAt += 4) {
      const model = scriptedModel(struckRound);
      const deps = depsOf(model);
      const fresh = staged(two, narrated);
      const first = await playOn(fresh, deps, stopAt);
      const records = first.events.flatMap((event) => recordOf(event, '2026-01-01T00:00:00.000Z') ?? []);
      const scene = fresh.scene ? { scene: fresh.scene } : {};
      const again = restore(records, fresh.persona, fresh.book, scene);
      // A request that was cut is asked again: the rest of the script begins with it.
      const answered = again.requests.length - (again.failure ? 1 : 0);
      const rest = scriptedModel(struckRound.slice(answered));
      const end = await playOn(again, { ...deps, model: rest });
      rest.finish();
      expect(end.state.turns.map(({ text }) => text)).toEqual(whole.state.turns.map(({ text }) => text));
      expect(whyEnded(end.state)).toBe('1 round was played.');
    }
  });

  test('a line written over by hand keeps its place in the round', async () => {
    const { state, deps } = await played({ answers: struckRound });
    for (const [at, left] of [
      [2, struckRound.slice(8)],
      [3, struckRound.slice(9)],
      [4, struckRound.slice(10)],
    ] as const) {
      const turn = state.turns[at]?.id ?? '';
      const edited = await run(
        state,
        { type: 'edit', turn, text: 'Something else.' },
        { ...deps, model: scriptedModel([]) },
      );
      const rest = scriptedModel(left);
      const end = await playOn(edited.state, { ...deps, model: rest });
      rest.finish();
      expect(end.state.turns).toHaveLength(5);
      expect(end.state.turns[at]?.text).toBe('Something else.');
    }
  });

  test('a scene begun anew is asked for everything again', async () => {
    const { state, deps } = await played({ answers: struckRound });
    const begun = await run(state, { type: 'begin' }, deps);
    const again = scriptedModel(struckRound);
    const end = await playOn(begun.state, { ...deps, model: again });
    again.finish();
    expect(end.state.turns).toHaveLength(5);
  });

  test('holds a row of a character’s own: what it was sent, and what it did', async () => {
    const { events, state } = await played({ answers: struckRound });
    const records = events.flatMap((event) => recordOf(event, '2026-01-01T00:00:00.000Z') ?? []);
    const replies = records.filter((record) => record.type === 'reply');
    const reply = replies.find(({ turn }) => turn.speaker === 'watson' && turn.labels?.includes('reaction'));
    const request = restore(records, state.persona, state.book).requests.find(({ id }) => id === reply?.turn.request);
    if (!request) throw new Error('no request');
    const row = { character: request.actor, task: request.step, messages: request.messages, answer: reply?.turn.text };
    expect(row).toMatchObject({ character: 'watson', task: 'reaction', answer: 'Watson ducks.' });
    expect(row.messages[0]?.content).toContain('You are John Watson');
    const narratorRows = records.filter((record) => record.type === 'request' && record.actor === 'narrator');
    expect(narratorRows).toHaveLength(7);
  });
});
