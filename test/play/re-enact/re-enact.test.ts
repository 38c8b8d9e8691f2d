// Played afresh in another language: what each request holds and must not hold, what is rejected, mended, retried and reported. The library that
// tells languages is the real one.
import { describe, expect, test } from 'vitest';
import { loadLanguage } from '../../../src/measure/language.ts';
import type { PlayCommand } from '../../../src/play/events.ts';
import { memoryTalkStore } from '../../../src/play/memory-talk-store.ts';
import { recorder } from '../../../src/play/recorder.ts';
import { newSession, type SessionState } from '../../../src/play/session.ts';
import { understudy } from '../../../src/understudy/understudy.ts';
import { type ScriptStep, scriptedModel } from '../../kit/scripted-model.ts';
import { bookOf, depsOf, linesOf, run } from '../kit.ts';
import { notesOf } from '../simulated-user/kit.ts';

const language = await loadLanguage();

const text = `persona Odile
  role: keeper of the lighthouse at Skerry Point
  language: English

knows
  - The lamp was lit first in 1811.

rules
  calm: Never shouts.
    never: say "!!"

example an old joke
  user: Does the light ever sleep?
  self: It blinks, like the rest of us.

example the locked door
  user: Somebody has locked the lower door, madam.
  self: Then somebody has the key, and it is not the cat.
  user: Might it be the priest who has it?
  self: He has a cellar of his own to lock.

scene a wet evening
  event: making plans
  common ground: The supply boat comes on Thursdays.
  setting: The kitchen below the lamp.
  user: Shall we paint the rail this week?
  self: If Thursday is dry, which it never is.
`;

const fr = {
  wording:
    '- Je garde la lampe depuis la mort de mon père.\n- Je parle peu, mais la mer répond.\n- Je connais chaque marche de cette tour.\n- Personne ne touche à mes clés.',
  dialogue:
    'user: Bonsoir, est-ce que le bateau arrive bientôt ?\nself: Il arrive jeudi, si la mer le veut bien.\nuser: Alors nous pourrions peindre la porte demain matin.\nself: Demain, il pleuvra comme toujours, mais préparez le pinceau.',
};
const sw = {
  wording:
    '- Mimi ni mlinzi wa mnara wa taa.\n- Taa yangu iliwashwa mara ya kwanza zamani sana.\n- Siongei sana, lakini bahari hunijibu.',
  dialogue:
    'user: Habari za jioni, mama?\nself: Nzuri, karibu ndani unywe chai.\nuser: Meli itafika lini wiki hii?\nself: Alhamisi, bahari ikitulia.',
};

function odile(): SessionState {
  const { persona, book } = bookOf(text, 'file:///work/odile.persona');
  return newSession('talk-1', persona, book);
}

const scene = (state: SessionState, tag: string): PlayCommand => {
  const [first] = state.persona.scenes;
  if (!first) throw new Error('the persona has a scene');
  return { type: 're-enact', language: tag, what: { kind: 'scene', scene: first } };
};
const example = (state: SessionState, tag: string, more: object = {}): PlayCommand => {
  const second = state.persona.examples[1];
  if (!second) throw new Error('the persona has two examples');
  return { type: 're-enact', language: tag, what: { kind: 'example', example: second }, ...more };
};
const deps = (model: ReturnType<typeof scriptedModel>) => depsOf(model, { measures: { language } });
const all = (messages: readonly { content: string }[] = []) => messages.map(({ content }) => content).join('\n');

describe('the requests', () => {
  test.each([
    ['fr', 'French', fr],
    ['sw', 'Swahili', sw],
  ] as const)(
    '%s: samples in the source’s language, the target named, event and common ground in each',
    async (tag, name, said) => {
      const model = scriptedModel([said.wording, said.dialogue]);
      const state = odile();
      const ended = await run(state, scene(state, tag), deps(model));
      model.finish();
      expect(model.requests).toHaveLength(2);
      for (const { messages } of model.requests) {
        const sent = all(messages);
        expect(messages.map(({ role }) => role)).toEqual(['system', 'user']);
        expect(sent).toContain(`${name} (${tag})`);
        expect(sent).toContain('Sample (in English)');
        expect(sent).not.toMatch(new RegExp(`Sample \\(in ${name}`));
        expect(sent).toContain('making plans');
        expect(sent).toContain('The supply boat comes on Thursdays.');
        expect(sent).toContain('The kitchen below the lamp.');
        expect(sent).not.toMatch(/translat/i);
        expect(sent).not.toContain('Answer in English');
        for (const line of ['Shall we paint the rail', 'If Thursday is dry']) expect(sent).not.toContain(line);
      }
      const [wording = '', dialogue = ''] = model.requests.map(({ messages }) => all(messages));
      expect(wording).toContain('I mend shoes in a cellar');
      expect(dialogue).toContain('user: Does the light ever sleep?');
      // What was found for the persona goes into the second request, and its sentences are in no first one.
      for (const line of said.wording.split('\n')) {
        expect(dialogue).toContain(line);
        expect(wording).not.toContain(line);
      }
      expect(linesOf(ended.state)).toEqual(said.dialogue.split('\n'));
    },
  );

  test('an example: its own lines are no sample, those of another are', async () => {
    const model = scriptedModel([fr.wording, fr.dialogue]);
    const state = odile();
    await run(
      state,
      example(state, 'French', { event: 'complaining', commonGround: 'Both live on the rock.' }),
      deps(model),
    );
    model.finish();
    for (const { messages } of model.requests) {
      const sent = all(messages);
      expect(sent).toContain('complaining');
      expect(sent).toContain('Both live on the rock.');
      for (const line of ['Somebody has locked', 'it is not the cat', 'the priest', 'a cellar of his own'])
        expect(sent).not.toContain(line);
    }
    expect(all(model.requests[1]?.messages)).toContain('self: It blinks, like the rest of us.');
  });

  test('into English: no English sample, ours come in another language', async () => {
    const persona = bookOf(
      text
        .replace('language: English', 'language: French')
        .replaceAll('Does the light ever sleep?', 'La lumière dort-elle parfois, madame ?')
        .replace('It blinks, like the rest of us.', 'Elle cligne des yeux, comme nous tous ici.'),
    );
    const state = newSession('talk-1', persona.persona, persona.book);
    const model = scriptedModel([
      '- I have kept this lamp since my father died.\n- I talk little, and the sea answers.\n- I know each step of the tower by heart.',
      'user: Will the boat come this week?\nself: On Thursday, if the sea allows it.',
    ]);
    await run(state, scene(state, 'en'), deps(model));
    model.finish();
    for (const { messages } of model.requests) {
      expect(all(messages)).toMatch(/Ich flicke Schuhe|Schaffen Sie die bis Freitag/);
      expect(all(messages)).not.toContain('I mend shoes');
      expect(all(messages)).not.toContain('Sample (in English)');
    }
  });
});

describe('what comes back', () => {
  test('a reply in the source’s language is rejected by the library, asked for once more with the reason, then taken', async () => {
    const english = 'user: Good evening, is the boat coming soon?\nself: It comes on Thursday, if the sea allows it.';
    const model = scriptedModel([
      fr.wording,
      english,
      { say: fr.dialogue, expect: ({ messages }) => all(messages).includes('It is in English, not in French.') },
    ]);
    const state = odile();
    const ended = await run(state, scene(state, 'fr'), deps(model));
    model.finish();
    expect(linesOf(ended.state)).toEqual(fr.dialogue.split('\n'));
    expect(notesOf(ended.state, 're-enactment rejected')).toMatchObject([
      { part: 'dialogue', why: 'It is in English, not in French.' },
    ]);
    expect(notesOf(ended.state, 're-enactment').at(-1)).toMatchObject({
      state: 'done',
      language: 'fr',
      from: 'en',
      of: 'a wet evening',
      checks: { language: 'as asked', script: 'as asked', leaks: 0, duplicates: 0 },
    });
  });

  test('rejected twice: reported, and not a line is said', async () => {
    const english =
      '- I keep the lamp since my father died.\n- I speak little, but the sea answers me.\n- Nobody touches the keys that I carry.';
    const model = scriptedModel([english, english]);
    const state = odile();
    const ended = await run(state, scene(state, 'sw'), deps(model));
    model.finish();
    expect(ended.state.turns).toEqual([]);
    expect(notesOf(ended.state, 're-enactment').at(-1)).toMatchObject({
      state: 'rejected',
      why: 'It is in English, not in Swahili.',
    });
  });

  test('a language that the library does not tell is said to be unsure, on every line', async () => {
    const model = scriptedModel([sw.wording, sw.dialogue]);
    const state = odile();
    const ended = await run(state, scene(state, 'sw'), deps(model));
    expect(notesOf(ended.state, 're-enactment').at(-1)?.checks).toMatchObject({
      language: 'unsure',
      script: 'as asked',
    });
    for (const turn of ended.state.turns) expect(turn.labels).toContain('its language is unsure');
    expect(ended.state.turns.map(({ model: by }) => by?.label)).toEqual(Array(4).fill('scripted'));
    // The persona's lines are judged by its rules.
    expect(ended.state.turns[1]?.verdicts).toHaveLength(1);
  });

  test('a third language, other letters, one line left in the source’s language', async () => {
    const german =
      'user: Guten Abend, kommt das Boot bald zu uns herüber?\nself: Es kommt am Donnerstag, wenn das Meer es erlaubt.';
    const first = scriptedModel([fr.wording, german, fr.dialogue]);
    const state = odile();
    const one = await run(state, scene(state, 'fr'), deps(first));
    first.finish();
    expect(notesOf(one.state, 're-enactment rejected')[0]?.why).toBe('It is in German, not in French.');
    const letters = scriptedModel([sw.wording, sw.wording]);
    const two = await run(state, scene(state, 'am'), depsOf(letters));
    letters.finish();
    expect(notesOf(two.state, 're-enactment').at(-1)).toMatchObject({
      state: 'rejected',
      why: expect.stringContaining('letters'),
    });
    const leaking = scriptedModel([
      fr.wording,
      `${fr.dialogue}\nuser: Then I will bring the brushes and the paint tomorrow morning.`,
    ]);
    const three = await run(state, scene(state, 'fr'), deps(leaking));
    expect(three.state.turns.at(-1)?.labels).toContain('in English');
    expect(notesOf(three.state, 're-enactment').at(-1)?.checks?.leaks).toBe(1);
  });

  test.each([
    [
      'bold names and a fence',
      '```\n**user:** Bonsoir, est-ce que le bateau arrive ?\n**self**: Il arrive jeudi, si la mer le veut.\n```',
    ],
    [
      'JSON',
      JSON.stringify([
        { speaker: 'user', text: 'Bonsoir, est-ce que le bateau arrive ?' },
        { speaker: 'self', text: 'Il arrive jeudi, si la mer le veut.' },
      ]),
    ],
    [
      'numbers and full-width colons',
      '1. user： Bonsoir, est-ce que le bateau arrive ?\n2. self： Il arrive jeudi, si la mer le veut.',
    ],
  ])('%s are mended, and said to be', async (_what, dialogue) => {
    const model = scriptedModel([fr.wording, dialogue]);
    const state = odile();
    const ended = await run(state, scene(state, 'fr'), deps(model));
    model.finish();
    expect(linesOf(ended.state)).toEqual([
      'user: Bonsoir, est-ce que le bateau arrive ?',
      'self: Il arrive jeudi, si la mer le veut.',
    ]);
    expect(notesOf(ended.state, 're-enactment').at(-1)?.checks?.repaired).toBeDefined();
  });

  test.each([
    ['prose around it', `Voici la conversation.\n${fr.dialogue}`],
    ['a line that goes on', fr.dialogue.replace('bientôt ?', 'bientôt ?\nOn m’a dit jeudi.')],
    ['a third speaker', `${fr.dialogue}\nnarrateur: La mer se tait.`],
    ['one side alone', 'user: Bonsoir, est-ce que le bateau arrive ?\nuser: Vous dormez ?'],
    ['half a JSON list', `[{"speaker":"user","text":"Bonsoir, est-ce que le bateau arrive ?"},{"speaker":"self"}]`],
    ['nothing', ''],
  ])('%s is rejected whole', async (_what, dialogue) => {
    const model = scriptedModel([fr.wording, dialogue, dialogue]);
    const state = odile();
    const ended = await run(state, scene(state, 'fr'), deps(model));
    model.finish();
    expect(ended.state.turns).toEqual([]);
    expect(notesOf(ended.state, 're-enactment rejected')).toHaveLength(2);
    expect(notesOf(ended.state, 're-enactment').at(-1)?.state).toBe('rejected');
  });
});

describe('how it ends', () => {
  test('trouble is the last event; a stop leaves what was found', async () => {
    const failing: ScriptStep = {
      say: { events: [{ type: 'failed', failure: { reason: 'server', message: 'Out of order.', action: 'retry' } }] },
    };
    const state = odile();
    const failed = await run(state, scene(state, 'fr'), deps(scriptedModel([fr.wording, failing])));
    expect(failed.events.at(-1)).toMatchObject({ type: 'failed' });
    expect(notesOf(failed.state, 'wording')).toHaveLength(1);
    const hanging: ScriptStep = { say: fr.wording, hangAfter: 0 };
    const stopped = await run(state, scene(state, 'fr'), deps(scriptedModel([hanging])), 1);
    expect(stopped.events.at(-1)).toMatchObject({ type: 'failed', failure: { reason: 'cancelled' } });
  });

  test('the understudy, the same language and what is no language are said, and nothing is asked', async () => {
    const state = odile();
    const offline = await run(
      state,
      scene(state, 'fr'),
      depsOf(understudy({ persona: state.persona, book: state.book, measures: {} })),
    );
    expect(offline.events).toMatchObject([{ type: 'failed', failure: { action: 'select-model' } }]);
    const model = scriptedModel([]);
    const same = await run(state, scene(state, 'en-GB'), deps(model));
    expect(notesOf(same.state, 're-enactment').at(-1)).toMatchObject({
      state: 'rejected',
      why: expect.stringContaining('already'),
    });
    const none = await run(state, scene(state, 'no such tongue'), deps(model));
    expect(none.events.at(-1)).toMatchObject({ type: 'failed' });
    model.finish();
  });

  test('the trace is found by its tag: an export row is a projection of it', async () => {
    const store = memoryTalkStore();
    for (const [tag, said] of [
      ['fr', fr],
      ['sw', sw],
    ] as const) {
      const state = { ...odile(), id: tag };
      const trace = recorder(
        { id: tag, persona: 'Odile', personaUri: state.persona.uri, personaHash: state.hash },
        { store, clock: { now: () => 0 } },
      );
      await run(state, scene(state, tag), { ...deps(scriptedModel([said.wording, said.dialogue])), recorder: trace });
      await trace.flush();
    }
    const summaries = await store.list();
    expect(summaries.map((talk) => talk.language).sort()).toEqual(['fr', 'sw']);
    const rows: Record<string, unknown> = {};
    for (const { id, language: tag = '' } of summaries) {
      const records = await store.read(id);
      const wording = records.flatMap((record) =>
        record.type === 'note' && record.note.kind === 'wording' ? record.note.lines : [],
      );
      const turns = records.flatMap((record) =>
        record.type === 'turn' ? [`${record.turn.speaker}: ${record.turn.text}`] : [],
      );
      rows[tag] = { wording, turns };
    }
    expect(rows).toEqual({
      fr: { wording: fr.wording.split('\n').map((line) => line.slice(2)), turns: fr.dialogue.split('\n') },
      sw: { wording: sw.wording.split('\n').map((line) => line.slice(2)), turns: sw.dialogue.split('\n') },
    });
  });
});
