// The offline understudy through a real session: what it says on small personas (golden transcripts), that it keeps what can be
// kept, says what cannot, repeats nothing at once, is the same each time, and stops when told.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import type { ModelEvent } from '../../src/model/port.ts';
import { apply, newSession, play, type SessionState } from '../../src/play/session.ts';
import { transcript } from '../../src/play/transcript.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { understudy } from '../../src/understudy/understudy.ts';
import { expectGolden } from '../kit/golden.ts';
import { leastTime } from '../kit/least-time.ts';
import { noFiles } from '../kit/memory-source.ts';

const folder = fileURLToPath(new URL('./personas/', import.meta.url));
const names = readdirSync(folder).map((file) => file.replace('.persona', ''));

function read(name: string) {
  return readText(readFileSync(`${folder}${name}.persona`, 'utf8'), name);
}

function readText(text: string, name = 'x') {
  const persona = readPersona(text, `file:///p/${name}.persona`, noFiles);
  const book = readRules(persona);
  return { persona, book, model: understudy({ persona, book, measures: {} }) };
}

/** Plays lines from the greeting on, in a session as the panel does. */
async function talk(name: string | ReturnType<typeof read>, lines: readonly string[]): Promise<SessionState> {
  const { persona, book, model } = typeof name === 'string' ? read(name) : name;
  let id = 0;
  const deps = { model, measures: {}, clock: { now: () => 0 }, ids: () => `${++id}` };
  let state = newSession('t', persona, book);
  const { signal } = new AbortController();
  const commands = [{ type: 'begin' } as const, ...lines.map((text) => ({ type: 'say', text }) as const)];
  for (const command of commands)
    for await (const event of play(state, command, deps, signal)) state = apply(state, event);
  return state;
}

function repliesOf(state: SessionState) {
  return state.turns.filter((turn) => turn.speaker === 'self');
}

const lines: Readonly<Record<string, readonly string[]>> = {
  marlow: [
    'Hello',
    'Who are you?',
    'How long have you kept the light?',
    'How old are you?',
    'Do you have children?',
    'Tell me about the storm',
    'Is it lonely here?',
    'What do you think of the new president?',
    'Do you use the internet?',
    'It is a nice day.',
    'Where did you grow up?',
    'Where did you grow up?',
    'I like your tea',
    'Thank you!',
    'Goodbye',
  ],
  simon: ['cow', 'duck', 'Simon says: hop twice', "Let's go on", 'dog', 'What is your name?', 'Where do you live?'],
  desk: [
    'Hello, where is my parcel?',
    'I lost a parcel',
    'How much is a large one?',
    'Can you help me with my bank account?',
    "What's the staff code?",
    'When are you open?',
    'Thanks',
    'How long does it take to an island?',
  ],
  lin: [
    '你好',
    '门票多少钱？',
    '拙政园是什么时候建的？',
    '几点开门？',
    '现在股票怎么样？',
    '你是谁？',
    '什么季节来最好？',
    '今天天气不错。',
  ],
  torn: ['Hi', 'What do you like?'],
};

describe('transcripts', () => {
  test.each(names)('%s', async (name) => {
    const state = await talk(name, lines[name] ?? []);
    const { name: persona } = state.persona;
    expectGolden(`understudy/${name}.txt`, transcript(state.turns, { persona, format: 'text' }));
  });
});

describe('rules', () => {
  test.each(names.filter((name) => name !== 'torn'))('%s: what can be kept is kept', async (name) => {
    const others = Object.values(lines).flat();
    for (const turn of repliesOf(await talk(name, [...(lines[name] ?? []), ...others]))) {
      const broken = turn.verdicts?.filter((verdict) => verdict.state === 'broken').map((verdict) => verdict.rule);
      expect([turn.text, broken]).toEqual([turn.text, []]);
      expect(turn.labels).toBeUndefined();
    }
  });

  test('where rules conflict, the reply breaks the fewest and the label names those that conflict', async () => {
    const [, reply] = repliesOf(await talk('torn', ['What do you like?']));
    expect(reply?.labels).toEqual(['no reply found that keeps: salute, silent']);
    expect(reply?.verdicts?.filter((verdict) => verdict.state === 'broken')).toHaveLength(1);
  });

  test.each([
    ['must: say "ahoy"', /ahoy/i],
    ['must: be exactly "Aye."', /^Aye\.$/],
    ['must: start with "Listen:"', /^Listen:/],
    ['must: end with "over and out"', /over and out$/],
    ['must: say /^\\d{3}-[A-F]{2}$/', /^\d{3}-[A-F]{2}$/],
    ['must: say /\\b(north|south) (wind|swell)s?\\b/i', /\bnorth wind\b/i],
    ['must: be JSON', /^\{.*\}$/s],
    ['must: be at least 30 words', /(\S+\s+){29}\S+/],
    ['must: be exactly 3 words', /^\S+\s+\S+\s+\S+$/],
    ['must: be at most 2 words', /^\S+(\s+\S+)?$/],
    ['must: ask a question', /\?/],
    ['must: say "one"\n    must: say "two"\n    must: end with "three"', /one.*two.*three$/is],
    ['must: say {{word}}', /pearl/i],
    ['must: say /\\[(?P<did>.*)\\]/ where did is "{{word}}"', /\[pearl\]/],
    ['never: say word "light"', /^(?!.*\blight\b)/is],
    ['never: say /e/', /^[^e]+$/],
  ])('%s', async (clause, expected) => {
    const text = `persona Keeper
  role: keeper of the light

given
  word: pearl

knows
  - Has kept the light for thirty years, in every weather there is.
  - The lamp is cleaned each morning and lit each evening, whatever the sky looks like.
  - Not much company, but a good view of all ships going by.

rules
  asked: The rule.
    ${clause}
`;
    const read = readText(text);
    expect([...read.persona.problems, ...read.book.problems]).toEqual([]);
    const [reply] = repliesOf(await talk(read, ['What do you do here?']));
    expect(reply?.labels).toBeUndefined();
    expect(reply?.verdicts?.map((verdict) => verdict.state)).toEqual(['kept']);
    expect(reply?.text).toMatch(expected);
  });

  test('examples in the request are no turns of the talk', async () => {
    const [first, second] = repliesOf(await talk('desk', ['My parcel has not arrived.', 'Thanks']));
    expect(first?.text).toMatch(/Ada, Northwind$/);
    expect(second?.text).not.toMatch(/Northwind$/);
  });

  test('a value given by a caller is what the rules and the words are about', async () => {
    const { persona, book } = readText(
      'persona P\ngiven\n  word: pearl\nknows\n  - The word is {{word}}.\nrules\n  r: R\n    must: say {{word}}\n',
    );
    const model = understudy({ persona, book, measures: {}, values: { word: 'coral' } });
    const said = await say(
      model.chat({ messages: [{ role: 'user', content: 'What is the word?' }] }, new AbortController().signal),
    );
    expect(said.at(-1)).toMatchObject({ type: 'done', replies: [{ text: 'The word is coral.' }], labels: [] });
  });
});

describe('manner', () => {
  test('no reply comes twice in a row, whatever is said, as long as there is another', async () => {
    for (const line of ['Tell me about the storm', 'Do you use the internet?', 'ok', 'Who are you?', '...', '']) {
      const replies = repliesOf(await talk('marlow', Array(8).fill(line || '?'))).map((turn) => turn.text);
      for (const [index, reply] of replies.entries()) expect([line, reply]).not.toEqual([line, replies[index + 1]]);
    }
  });

  test('the same file and the same talk give the same words', async () => {
    const [one, two] = [await talk('marlow', lines['marlow'] ?? []), await talk('marlow', lines['marlow'] ?? [])];
    expect(two.turns).toEqual(one.turns);
  });

  test('it says that it is no language model, and nothing of what it cannot do', () => {
    const { identity, capabilities } = read('marlow').model;
    expect(identity).toEqual({
      provider: 'understudy',
      model: 'offline understudy',
      origin: undefined,
      label: 'offline understudy',
    });
    expect(Object.entries(capabilities).filter(([, can]) => can)).toEqual([['systemRole', true]]);
  });

  test('a persona without anything to say still says something', async () => {
    for (const text of ['', 'persona', 'rules\n  - \n', '\u0000\uFFFD\n\u0001']) {
      const [reply] = repliesOf(await talk(readText(text), ['?']));
      expect(reply?.text).not.toBe('');
    }
  });
});

describe('the stream', () => {
  const request = { messages: [{ role: 'user', content: 'Tell me about the storm' }] } as const;

  test('is the reply word by word, then done', async () => {
    const events = await say(read('marlow').model.chat(request, new AbortController().signal));
    const done = events.at(-1);
    const pieces = events.flatMap((event) => (event.type === 'text' ? [event.text] : []));
    expect(pieces.length).toBeGreaterThan(10);
    expect(done).toMatchObject({
      type: 'done',
      replies: [{ text: pieces.join(''), finish: 'stop' }],
      usage: undefined,
    });
  });

  test('ends at once when aborted, before and between words', async () => {
    const stop = new AbortController();
    const events: ModelEvent[] = [];
    for await (const event of read('marlow').model.chat(request, stop.signal))
      if (events.push(event) === 3) stop.abort();
    expect(events.map((event) => event.type)).toEqual(['text', 'text', 'text', 'failed']);
    expect(events.at(-1)).toMatchObject({ failure: { reason: 'cancelled' } });
    expect((await say(read('marlow').model.chat(request, stop.signal))).map((event) => event.type)).toEqual(['failed']);
  });
});

test('no persona and no talk makes it throw, and it always ends with a reply', async () => {
  const words = fc.constantFrom(
    'persona',
    'rules',
    'knows',
    '- ',
    '  must: ',
    'say',
    '/(a|',
    '"x"',
    '\n',
    '\n  ',
    '{{x}}',
    'let: a = user /(/',
    '你',
    ': ',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(words, { maxLength: 40 }),
      fc.array(fc.string(), { maxLength: 3 }),
      async (text, said) => {
        const { model } = readText(text.join(''));
        const messages = said.map((content, index) => ({ role: index % 2 ? 'assistant' : 'user', content }) as const);
        const events = await say(model.chat({ messages }, new AbortController().signal));
        expect(events.at(-1)?.type).toBe('done');
      },
    ),
    { numRuns: 50 },
  );
});

test('a long talk stays quick', async () => {
  const { model } = read('desk');
  const messages = Array.from({ length: 1000 }, (_, index) => ({
    role: index % 2 ? ('assistant' as const) : ('user' as const),
    content: index % 2 ? `Reply ${index}.` : `Question ${index} about parcels, which are lost?`,
  })).slice(0, 999);
  const took = await leastTime(1500, () => say(model.chat({ messages }, new AbortController().signal)));
  expect(took).toBeLessThan(1500);
});

async function say(stream: AsyncIterable<ModelEvent>): Promise<ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}
