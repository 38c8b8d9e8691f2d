// Rows of plain talks: what goes into messages, prompts, pairs, and what is left and why.
import { expect, test } from 'vitest';
import { dpo } from '../../src/data/formats/dpo.ts';
import { messages } from '../../src/data/formats/messages.ts';
import { openAiMessages } from '../../src/data/formats/openai-messages.ts';
import { openAiPreference } from '../../src/data/formats/openai-preference.ts';
import { promptCompletion } from '../../src/data/formats/prompt-completion.ts';
import { shareGpt } from '../../src/data/formats/sharegpt.ts';
import { unpaired } from '../../src/data/formats/unpaired.ts';
import { compile } from '../../src/lang/compile.ts';
import { render } from '../../src/lang/render.ts';
import { keeperText, model, personaOf, plainTalk, project, Recording, system, valuesOf } from './kit.ts';

const said = [
  { role: 'user', content: 'When do you light the lamp?' },
  { role: 'assistant', content: 'At dusk, every day.' },
  { role: 'user', content: 'And when is it put out?' },
  { role: 'assistant', content: 'At dawn.' },
];

test('messages hold the prompt as it was last sent, the greeting and what was said', () => {
  expect(valuesOf(messages, plainTalk())).toEqual([
    { messages: [system, { role: 'assistant', content: 'Mind the wet step.' }, ...said] },
  ]);
});

test('a row without examples says nothing of examples; what was sent for one reply keeps both', () => {
  const persona = personaOf(`${keeperText}\nexample\n  user: Cold night?\n  self: Colder up here.\n`);
  const shots = [
    { role: 'user', content: 'Cold night?' },
    { role: 'assistant', content: 'Colder up here.' },
  ] as const;
  const sent = render(compile(persona, {}), [{ role: 'user', content: 'Well?' }]).messages;
  expect(sent[0]?.content).toContain('The first 2 messages below are examples');
  const recorded = new Recording();
  recorded.say('user', 'Well?');
  recorded.reply('Well enough.', { messages: sent });
  const unsent = new Recording();
  unsent.say('user', 'Well?');
  unsent.say('self', 'Well enough.');
  for (const talk of [recorded, unsent]) {
    for (const format of [messages, openAiMessages, shareGpt]) {
      const [row] = valuesOf(format, talk, { persona });
      expect(JSON.stringify(row)).not.toMatch(/examples of how|Colder/u);
      expect(JSON.stringify(row)).toContain('lighthouse keeper');
    }
  }
  expect(valuesOf(promptCompletion, recorded, { persona })).toEqual([
    { prompt: [sent[0], ...shots, sent[3]], completion: [{ role: 'assistant', content: 'Well enough.' }] },
  ]);
  expect(JSON.stringify(valuesOf(promptCompletion, unsent, { persona }))).not.toMatch(/examples of how|Colder/u);
});

test('a talk is taken up to a reply that breaks a rule, was cut off or found bad, and that is said', () => {
  const broken = { verdicts: [{ rule: 'plain', state: 'broken' }] as never };
  for (const [more, why] of [
    [broken, 'A reply breaks a rule.'],
    [{ finish: 'length' as const }, 'A reply was cut off.'],
  ] as const) {
    const talk = plainTalk();
    talk.say('user', 'Who are you?');
    talk.say('self', 'Ida, sir.', { model, ...more });
    talk.say('user', 'Thanks.');
    const { rows, left } = project(messages, talk);
    expect(left).toEqual([`${why} The talk is taken up to there.`]);
    expect(rows).toMatchObject([{ value: { messages: { length: 6 } } }]);
    expect((valuesOf(messages, talk, { takeUnfit: true })[0] as { messages: unknown[] }).messages.length).toBe(8);
    // Fine-tuning in OpenAI's shape keeps such a reply and gives it no weight.
    const [row] = valuesOf(openAiMessages, talk) as { messages: { role: string; weight?: number }[] }[];
    expect(row?.messages.map(({ weight }) => weight)).toEqual([undefined, undefined, 1, undefined, 1, undefined, 0]);
  }
});

test('a warning is no reason to leave a reply out; a thumb down is', () => {
  const talk = plainTalk();
  talk.say('user', 'Well?');
  const id = talk.reply('Well enough.');
  talk.note({ kind: 'thumb', turn: id, thumb: 'down' });
  expect(project(messages, talk).left).toEqual(['A reply was found bad. The talk is taken up to there.']);
});

test('a prompt and its completion are what was sent and what came, a row a reply', () => {
  expect(valuesOf(promptCompletion, plainTalk())).toEqual([
    { prompt: [system, said[0]], completion: [said[1]] },
    { prompt: [system, ...said.slice(0, 3)], completion: [said[3]] },
  ]);
});

test('ShareGPT begins with the human; thoughts and what others said among themselves stay out', () => {
  const talk = plainTalk();
  talk.say('self', 'A curious one.', { thought: true });
  talk.say('narrator', 'The wind rises.', { heardBy: ['gull'] });
  talk.say('tom', 'Boat ahoy!', { name: 'Tom' });
  talk.reply('I see her.');
  const [row] = valuesOf(shareGpt, talk) as { conversations: { from: string; value: string }[]; system: string }[];
  expect(row?.conversations.map(({ from }) => from)).toEqual(['human', 'gpt', 'human', 'gpt', 'human', 'gpt']);
  expect(row?.conversations.at(-2)?.value).toBe('Tom: Boat ahoy!');
  expect(JSON.stringify(row)).not.toMatch(/curious|wind/);
});

function chosenTalk(): Recording {
  const talk = new Recording();
  const first = talk.say('user', 'When do you light the lamp?');
  const prompt = [system, { role: 'user', content: 'When do you light the lamp?' }] as const;
  const worse = talk.reply('Oh, whenever.', { messages: prompt });
  const better = talk.say('self', 'At dusk.', { after: first, model });
  talk.push({
    type: 'preference',
    at: '2026-01-01T00:00:00.000Z',
    preference: {
      prompt,
      chosen: 'At dusk.',
      rejected: 'Oh, whenever.',
      by: 'author',
      at: '2026-01-01T00:00:00.000Z',
      turns: [better, worse],
      models: [undefined, undefined],
    },
  });
  return talk;
}

test('a pick, an edit and thumbs give pairs; a pick that was taken back does not', () => {
  const pair = {
    prompt: [system, { role: 'user', content: 'When do you light the lamp?' }],
    chosen: [{ role: 'assistant', content: 'At dusk.' }],
    rejected: [{ role: 'assistant', content: 'Oh, whenever.' }],
  };
  expect(valuesOf(dpo, chosenTalk())).toEqual([pair]);
  expect(valuesOf(openAiPreference, chosenTalk())).toEqual([
    {
      input: { messages: pair.prompt, tools: [], parallel_tool_calls: true },
      preferred_output: pair.chosen,
      non_preferred_output: pair.rejected,
    },
  ]);
  const back = chosenTalk();
  back.push({ type: 'withdrawal', at: '', turns: ['t3', 't2'] });
  expect(project(dpo, back)).toMatchObject({ rows: [], left: [expect.stringContaining('no two replies')] });

  const edited = new Recording();
  const asked = edited.say('user', 'When do you light the lamp?');
  const old = edited.reply('Oh, whenever.', { messages: pair.prompt as never });
  edited.say('self', 'At dusk.', { after: asked, edited: old });
  expect(valuesOf(dpo, edited)).toEqual([pair]);

  const liked = new Recording();
  const line = liked.say('user', 'When do you light the lamp?');
  const bad = liked.reply('Oh, whenever.', { messages: pair.prompt as never });
  const good = liked.say('self', 'At dusk.', { after: line, model, request: 'q2' });
  liked.note({ kind: 'thumb', turn: bad, thumb: 'down' });
  liked.note({ kind: 'thumb', turn: good, thumb: 'up' });
  expect(valuesOf(dpo, liked)).toEqual([pair]);
  expect(valuesOf(unpaired, liked)).toEqual([
    { prompt: pair.prompt, completion: pair.rejected, label: false },
    { prompt: pair.prompt, completion: pair.chosen, label: true },
  ]);
});

test('where a person spoke for the persona there is nothing to learn', () => {
  const talk = plainTalk();
  talk.note({
    kind: 'scene began',
    title: 'x',
    index: 0,
    cast: [],
    seat: 'self',
    seed: 1,
    turns: 4,
    protocol: 'scene',
  });
  expect(project(messages, talk)).toEqual({ rows: [], left: ['A person spoke for the persona.'] });
});
