// Rows of the published methods: what they take from a talk, the values their cards give, and what they say where a talk does not hold it.
import { describe, expect, test } from 'vitest';
import { dataFormats } from '../../src/data/formats.ts';
import { rowProblemsOf } from '../../src/data/row-problems.ts';
import { idleMark, type Slice } from '../../src/play/turns/slice.ts';
import { keeper, keeperText, model, personaOf, plainTalk, project, Recording, valuesOf } from './kit.ts';

function format(id: string) {
  const found = dataFormats.find((one) => one.id === id);
  if (!found) throw new Error(`no format ${id}`);
  return found;
}

/** The rows of all parts, each held against its schema. */
async function soundRows(id: string, talk: Recording, context: Parameters<typeof project>[2] = {}) {
  const problemOf = await rowProblemsOf(format(id));
  const { rows, left } = project(format(id), talk, context);
  expect(rows.map(({ part, value }) => problemOf(part, value)).filter((one) => one !== undefined)).toEqual([]);
  return { rows, left };
}

test('every format says in words why it cannot use a talk in which nothing happened', () => {
  for (const one of dataFormats) {
    const { rows, left } = project(one, new Recording());
    expect([one.id, rows]).toEqual([one.id, []]);
    expect(left.length, one.id).toBeGreaterThan(0);
    for (const why of left) expect(why, one.id).toMatch(/^\S.*[.!]$/);
  }
});

test('either side of a transcript: masks 1 0 1 0 and 0 1 0 1, spans in characters, not code units', async () => {
  const talk = plainTalk('t', 'Lit already? 🔥');
  await soundRows('usergpt', talk);
  const [user] = valuesOf(format('usergpt'), talk, {}, 'user') as { mask: number[]; spans: unknown[] }[];
  const [assistant] = valuesOf(format('usergpt'), talk, {}, 'assistant') as { mask: number[] }[];
  expect(user?.mask).toEqual([1, 0, 1, 0]);
  expect(assistant?.mask).toEqual([0, 1, 0, 1]);
  expect(user?.spans[0]).toEqual({ item: 0, start: 0, end: 14 });
});

const asker = personaOf(
  'persona Tom Reed\n  role: fisherman\n\nabout\n  home: a boat\n\nvoice\n  - Short words.\n',
  'file:///work/tom.persona',
);

function interviewed(): Recording {
  const talk = plainTalk();
  talk.note({ kind: 'interview', run: 'r', asker: 'Tom Reed', model: 'lantern-1', mode: 'free', turns: 2, said: 2 });
  return talk;
}

test("USP pairs the user's turns with the profile of who asked; without the file it says what to do", async () => {
  const context = { asker: (name: string) => (name === 'Tom Reed' ? asker : undefined) };
  await soundRows('usp', interviewed(), context);
  expect(valuesOf(format('usp'), interviewed(), context, 'profile')).toEqual([
    {
      turns: ['When do you light the lamp?', 'And when is it put out?'],
      profile: { facts: 'fisherman home: a boat', character: 'Short words.' },
    },
  ]);
  const [conditional] = valuesOf(format('usp'), interviewed(), context, 'conditional');
  expect(conditional).toMatchObject({ mask: [1, 0, 1, 0], profile: { facts: 'fisherman home: a boat' } });
  expect(JSON.stringify(valuesOf(format('usp'), interviewed(), context, 'profile'))).not.toContain('At dusk');
  expect(project(format('usp'), interviewed()).left[0]).toContain('--asker');
});

test('Parrot: asks are learnt alone; three negatives share prompt and chosen', async () => {
  const talk = interviewed();
  const rejected = (['neglect', 'hallucination', 'misunderstanding'] as const).map((kind) => ({
    kind,
    request: 'q',
    text: `Wrong by ${kind}.`,
  }));
  const reply = talk.records.flatMap((r) => (r.type === 'reply' && r.turn.text === 'At dawn.' ? [r.turn.id] : []))[0];
  talk.note({ kind: 'negatives', query: 'x', chosen: reply ?? '', rejected });
  const { rows } = await soundRows('parrot', talk);
  const negatives = rows.filter(({ part }) => part === 'negatives').map(({ value }) => value);
  expect(negatives.map((one) => one['kind'])).toEqual(['neglect', 'hallucination', 'misunderstanding']);
  expect(new Set(negatives.map((one) => JSON.stringify([one['prompt'], one['chosen']]))).size).toBe(1);
  const ask = rows.find(({ part }) => part === 'ask')?.value as { mask: number[] };
  expect(ask.mask).toEqual([1, 0, 1, 0]);
  // The right answer had the whole talk, whatever the wrong ones were given.
  expect(JSON.stringify(negatives[0]?.['prompt'])).toContain('At dusk, every day.');
  expect(negatives[1]).toMatchObject({
    chosen: [{ content: 'At dawn.' }],
    rejected: [{ role: 'assistant', content: 'Wrong by hallucination.' }],
  });
});

test('Ditto: labels are the kind of the question, and no knowledge stands in the system message', async () => {
  const persona = personaOf(
    `${keeperText}\nexample inside 1\n  user: When do you light the lamp?\n  self: At dusk.\n\nexample outside 1\n  user: And when is it put out?\n  self: I could not say.\n`,
  );
  const { rows } = await soundRows('ditto', plainTalk(), { persona });
  const [row] = rows;
  expect(row?.value['rejection_labels']).toEqual([0, 1]);
  expect(row?.value['messages']).toMatchObject({ 0: { content: 'You are Ida Marsh, lighthouse keeper.' } });
  const telling = personaOf(
    persona.tree.text.replace('role: lighthouse keeper', 'role: The lamp is lit at dusk and put out at dawn.'),
  );
  expect(project(format('ditto'), plainTalk(), { persona: telling }).left[0]).toContain('must not stand in a system');
});

test('LIMA-Role: the role once, before the first answer, and every answer to the letter', async () => {
  const { rows } = await soundRows('lima-role', plainTalk());
  expect(rows[0]?.value['conversations']).toEqual([
    'When do you light the lamp?',
    'lighthouse keeper\nKeeps the light at Skerry Point, alone since the spring.\n\nAt dusk, every day.',
    'And when is it put out?',
    'At dawn.',
  ]);
  const leaking = new Recording();
  leaking.say('user', 'Who are you?');
  leaking.say('self', 'One who keeps the light at Skerry Point, alone since the spring.', { model });
  expect(project(format('lima-role'), leaking).left).toEqual(['The role gives the first answer away.']);
});

test('LIMA-Role: seven words in a row are no leak, eight are; three talks are three rows in their order', () => {
  const answered = (text: string) => {
    const talk = new Recording();
    talk.say('user', 'Who are you?');
    talk.say('self', text, { model });
    return valuesOf(format('lima-role'), talk).map((row) => (row as { conversations: string[] }).conversations[1]);
  };
  const role = 'lighthouse keeper\nKeeps the light at Skerry Point, alone since the spring.';
  const seven = '  I am one who keeps the light at Skerry Point: alone!\n';
  expect(answered(seven)).toEqual([`${role}\n\n${seven}`]);
  expect(answered('I am one who keeps the light at Skerry Point: alone since then!')).toEqual([]);
  expect(['One.', 'Two.', 'Three.'].flatMap(answered)).toEqual(
    ['One.', 'Two.', 'Three.'].map((text) => `${role}\n\n${text}`),
  );
});

function scene(protocol = 'scene'): Recording {
  const talk = new Recording();
  const cast = [{ key: 'tom', name: 'Tom', uri: 'file:///work/tom.persona' }];
  talk.note({ kind: 'scene began', title: 'the pier', index: 0, cast, seed: 1, turns: 4, protocol });
  return talk;
}

const onThePier = personaOf(
  `${keeperText}\nscene the pier\n  with: ./tom.persona\n  setting: The pier, at low tide.\n  mood: calm\n  seeker: Tom\n  tom: Ahoy.\n`,
);
const both = { persona: onThePier, cast: () => asker };

test('Synthetic-Persona-Chat: two described people, user 1 spoke first; through CSV and back', async () => {
  const talk = scene();
  talk.say('tom', 'Ahoy,\n"keeper"!', { name: 'Tom' });
  talk.reply('Come up, mind the step.');
  const { rows } = await soundRows('synthetic-persona-chat', talk, both);
  expect(rows[0]?.value).toMatchObject({
    'user 1 personas': 'fisherman\nhome: a boat',
    'Best Generated Conversation': 'User 1: Ahoy, "keeper"!\nUser 2: Come up, mind the step.',
  });
  const { rowCodec } = await import('../../src/data/row-text.ts');
  const codec = await rowCodec('csv');
  const [part] = format('synthetic-persona-chat').parts;
  if (!part || !rows[0]) throw new Error('no row');
  const text = codec.head(part) + codec.row(part, rows[0].value);
  expect(text.split('\r\n')[0]).toBe('user 1 personas,user 2 personas,Best Generated Conversation');
  async function* pieces() {
    for (let at = 0; at < text.length; at += 5) yield text.slice(at, at + 5);
  }
  const back: unknown[] = [];
  for await (const value of codec.read(part, pieces())) back.push(value);
  expect(back).toEqual([rows[0].value]);
  // What takes several lines in the file is one attribute still.
  const wide = personaOf(
    'persona Tom Reed\n\nabout\n  home: a boat\n    by the pier\n\nknows\n  - Cod is\n    dear.\n',
  );
  expect(valuesOf(format('synthetic-persona-chat'), talk, { ...both, cast: () => wide })).toMatchObject([
    { 'user 1 personas': 'home: a boat by the pier\nCod is dear.' },
  ]);
  expect(project(format('synthetic-persona-chat'), plainTalk()).left).toEqual([
    'Its user is a person: nobody wrote down who they are.',
  ]);
});

test("SimsChat: lines tagged, the marker once a line, another's thoughts in none", async () => {
  const talk = scene();
  talk.say('tom', 'She looks tired.', { name: 'Tom', thought: true });
  talk.say('tom', 'Ahoy.', { name: 'Tom' });
  talk.say('self', 'Late again.', { thought: true });
  talk.reply('Come up.');
  const quarrel = 'mood: calm\n  type: debate\n  event: a quarrel\n  common ground: Both were at school here.\n';
  const persona = personaOf(onThePier.tree.text.replace('mood: calm\n', quarrel));
  const { rows } = await soundRows('simschat', talk, { ...both, persona });
  expect(rows[0]?.value['dialogue']).toEqual([
    { speaker: 'Tom', tag: 'speaking', text: 'Ahoy.' },
    { speaker: 'Ida Marsh', tag: 'thinking', text: 'Late again.' },
    { speaker: 'Ida Marsh', tag: 'speaking', text: 'Come up.' },
  ]);
  expect(rows[0]?.value['text']).toBe(
    [
      'lighthouse keeper\nKeeps the light at Skerry Point, alone since the spring.',
      'The lamp is lit at dusk and put out at dawn.\n',
      'type: debate\nlocation: The pier, at low tide.\nbackground: Both were at school here.\nmood: calm\ntopic: a quarrel\n',
      'Tom (speaking): Ahoy.<|end_of_turn|>',
      'Ida Marsh (thinking): Late again.<|end_of_turn|>',
      'Ida Marsh (speaking): Come up.<|end_of_turn|>',
    ].join('\n'),
  );
  expect(Object.keys(rows[0]?.value['scene'] ?? {})).toEqual(['type', 'location', 'background', 'mood', 'topic']);
});

test('Orca: the thought before a reply, keys in their order; a reply without one is no row', async () => {
  const talk = plainTalk();
  talk.say('user', 'Who is there?');
  talk.say('self', 'Nobody comes at this hour.', { thought: true });
  talk.reply('Only me.');
  talk.say('user', 'Still there?');
  talk.reply('Aye.');
  const { rows } = await soundRows('orca', talk);
  expect(rows.map(({ value }) => value)).toEqual([
    {
      // Nobody judged whether the reply shows profile or personality: neither is pasted in.
      instruction: 'Answer as Ida Marsh: what goes on in you, then what you say, as JSON.',
      input: 'Who is there?',
      output: '{"psychological activity":"Nobody comes at this hour.","content":"Only me.","media":""}',
    },
  ]);
  // What the other side thought is nothing that was answered.
  const secret = scene();
  secret.say('tom', 'Ahoy.', { name: 'Tom' });
  secret.say('tom', 'She looks tired.', { name: 'Tom', thought: true });
  secret.say('self', 'Late again.', { thought: true });
  secret.reply('Come up.');
  expect(valuesOf(format('orca'), secret)).toMatchObject([{ input: 'Ahoy.' }]);
});

test('slices alternate, silence is a token, times begin at 0; flattened, no word is lost', async () => {
  const talk = new Recording();
  const slice = (index: number, text: string, more: Partial<Slice> = {}) => {
    const side = index % 2 === 0 ? 'user' : 'self';
    const t0 = 5000 + Math.floor(index / 2) * 2000;
    talk.push({
      type: 'slice',
      at: '',
      slice: { index, side, t0, t1: t0 + 2000, text, idle: text === '', cut: false, ...more },
    });
  };
  slice(0, 'tell me about');
  slice(1, '');
  slice(2, 'the harbour');
  slice(3, 'It is a small', { cut: true });
  slice(4, 'stop', { interruption: 'stop' });
  slice(5, '');
  const { rows } = await soundRows('duplex', talk);
  expect(rows[0]?.value['slices']).toMatchObject([
    { side: 'user', t0: 0, t1: 2000, text: 'tell me about' },
    { side: 'self', text: idleMark },
    { text: 'the harbour' },
    { text: 'It is a small', cut: true },
    { text: 'stop', interruption: 'stop' },
    { text: idleMark },
  ]);
  const flat = (await soundRows('omniflatten', talk)).rows[0]?.value['tokens'] as string[];
  expect(flat.filter((token) => token !== '<s>').join('')).toBe('tell me aboutthe harbourIt is a smallstop');
  // By time, not by turns: ten of the user, ten of the persona, three times.
  const silent = (many: number) => Array.from({ length: many }, () => '<s>');
  expect(flat).toEqual([
    ...['tell', ' me', ' about', ...silent(7), ...silent(10)],
    ...['the', ' harbour', ...silent(8), 'It', ' is', ' a', ' small', ...silent(6)],
    ...['stop', ...silent(9), ...silent(10)],
  ]);
  expect((await soundRows('omniflatten', talk)).rows[0]?.value).toMatchObject({
    chunk: 10,
    label: 'text streams only',
  });
});

test('slices carry what each interruption was for; words that look like silence are no row', async () => {
  const spoken = (...texts: readonly [string, Slice['interruption']?][]) => {
    const talk = new Recording();
    texts.forEach(([text, interruption], index) => {
      const side = index % 2 === 0 ? 'user' : 'self';
      const more = interruption ? { interruption } : {};
      const slice = { index, side, t0: index, t1: index + 1, text, idle: false, cut: false, ...more } as const;
      talk.push({ type: 'slice', at: '', slice });
    });
    return talk;
  };
  const kinds = ['stop', 'regenerate', 'return', 'new topic'] as const;
  const talk = spoken(...kinds.flatMap((kind): [string, Slice['interruption']?][] => [['Wait.', kind], ['Aye.']]));
  const slices = (await soundRows('duplex', talk)).rows[0]?.value['slices'] as readonly Slice[];
  expect(slices.flatMap(({ interruption }) => interruption ?? [])).toEqual(kinds);
  for (const [id, mark] of [
    ['duplex', idleMark],
    ['omniflatten', '<s>'],
  ] as const) {
    const { rows, left } = project(format(id), spoken(['What is', undefined], [`It is ${mark}.`, undefined]));
    expect([rows, left]).toEqual([[], ['A slice holds the mark of silence.']]);
  }
});

test('EMMA: memories before and after a session, and nothing that another told in private', async () => {
  const talk = plainTalk();
  const fresh = { id: 'm3', about: 'Tom', from: 'Tom', session: 2, text: 'Fishes cod.' };
  talk.note({ kind: 'memory', memory: fresh, request: 'q' });
  talk.note({ kind: 'session', session: 2, partner: 'Tom', memories: 1 });
  const memories = {
    sessions: [],
    memories: [
      { id: 'm1', about: 'Ann', from: 'Ann', session: 1, text: 'Is to be married.', private: true as const },
      { id: 'm2', about: 'self', from: 'Ann', session: 1, text: 'Lost a glove.' },
      fresh,
    ],
    links: [
      { between: ['m2', 'm3'] as const, linked: true },
      { between: ['m1', 'm3'] as const, linked: true },
    ],
    problems: [],
  };
  const { rows } = await soundRows('emma', talk, { memories });
  const [row] = rows;
  expect(row?.value).toMatchObject({
    session: 2,
    partner: 'Tom',
    known: [{ id: 'm2' }],
    learnt: [{ id: 'm3' }],
    links: [{ between: ['m2', 'm3'] }],
  });
  expect(JSON.stringify(row)).not.toContain('married');
  const dialogue = row?.value['dialogue'] as readonly { readonly speaker: string }[] | undefined;
  expect(dialogue?.slice(0, 3).map(({ speaker }) => speaker)).toEqual(['Ida Marsh', 'Tom', 'Ida Marsh']);
});

test('EMMA: a line is tagged with the memories of its request; what was forgotten since is in no row', async () => {
  const kept = (id: string, session: number, text: string) => ({ id, about: 'Tom', from: 'Tom', session, text });
  const all = [kept('m1', 1, 'Fishes cod.'), kept('m3', 1, 'Has a sister.'), kept('m4', 2, 'Sold the boat in May.')];
  const talk = new Recording();
  talk.say('user', 'Guess what I caught.');
  const recalled = ['m1', 'm2', 'm3'].map((id) => ({ id, text: '', similarity: 0.8 }));
  talk.reply('Cod, as ever.', { context: { pieces: [], tokens: 1, recalled } });
  talk.say('user', 'So it is.');
  talk.reply('Ha.');
  // m4 was put into other words by hand; m5 is now what another session left.
  for (const [id, text] of [
    ['m4', 'Sold the boat.'],
    ['m5', 'Is ill.'],
  ] as const)
    talk.note({ kind: 'memory', memory: kept(id, 2, text), request: 'q' });
  talk.note({ kind: 'session', session: 2, partner: 'Tom', memories: 2 });
  const memories = { sessions: [], memories: [...all, kept('m5', 3, 'Is well.')], links: [], problems: [] };
  const { rows, left } = await soundRows('emma', talk, { memories });
  expect(rows[0]?.value['dialogue']).toEqual([
    { speaker: 'Tom', text: 'Guess what I caught.' },
    { speaker: 'Ida Marsh', text: 'Cod, as ever.', memories: ['m1', 'm3'] },
    { speaker: 'Tom', text: 'So it is.' },
    { speaker: 'Ida Marsh', text: 'Ha.' },
  ]);
  expect(rows[0]?.value['learnt']).toEqual([kept('m4', 2, 'Sold the boat in May.')]);
  expect(left).toEqual(['A memory was forgotten since.']);
});

test('CharacterBox: rows of characters and of the narrator by task, none for a reward model', async () => {
  const talk = scene('narrated');
  const messages = [{ role: 'user', content: 'What now?' }] as const;
  talk.asked({ id: 'a', step: 'self-belief', actor: 'tom', messages });
  talk.answered('a', 'Belief: it is late.');
  talk.reply('She climbs the stair.', { step: 'action', actor: 'self', messages });
  talk.asked({ id: 'p', step: 'plot', actor: 'narrator', messages });
  talk.answered('p', 'They met on the pier.');
  talk.asked({ id: 'z', step: 'plot', actor: 'narrator', messages });
  const { rows, left } = await soundRows('characterbox', talk, both);
  expect(rows.map(({ part, value }) => [part, value['task'], value['character']])).toEqual([
    ['character', 'self-belief', 'Tom'],
    ['character', 'action', 'Ida Marsh'],
    ['narrator', 'plot', undefined],
  ]);
  expect(left[0]).toContain('reward model');
});

test('CharacterChat: exactly one positive for each pick, statements, the mean of the rating', async () => {
  const persona = personaOf(
    `${onThePier.tree.text}\nabout\n  hobby: knots\n  family: two sisters\n  social: few friends\n`,
  );
  const talk = scene('dyad');
  const first = talk.say('tom', 'Hello.', { name: 'Tom' });
  const pick = { kind: 'aspect-pick', actor: 'self', request: 'q', after: first } as const;
  talk.note({ ...pick, aspect: 'hobby', blocked: ['social'] });
  talk.reply('Sit down.', { actor: 'self' }, { labels: ['in mind: hobby'] });
  talk.note({ ...pick, aspect: 'none', blocked: [] });
  talk.note({
    kind: 'support-rating',
    request: 'q',
    after: first,
    lifted: 5,
    addressed: 4,
    engaged: 4,
    mean: 13 / 3,
    reason: 'Well.',
  });
  const { rows } = await soundRows('characterchat', talk, { persona, cast: () => asker });
  const of = (part: string) => rows.filter((row) => row.part === part).map(({ value }) => value);
  expect(of('match')[0]?.['rating']).toBeCloseTo(4.3333, 4);
  const memory = of('memory');
  // Two aspects open and NONE; then three and NONE.
  expect(memory.map(({ label }) => label)).toEqual([1, 0, 0, 0, 0, 0, 1]);
  expect(memory[0]?.['info']).toBe('hobby: knots');
  expect(of('reply')[0]).toMatchObject({ history: ['Tom: Hello.'], info: 'hobby: knots', utterance: 'Sit down.' });
  expect(String(of('reply')[0]?.['system'])).not.toContain('knots');
});

test('CharacterChat: replies of both roles under how each talks; the worry is in no statement of a supporter', async () => {
  const about = '\nabout\n  hobby: knots\n  worry: the light may be put out for good\n';
  const worried = (text: string) => personaOf(`${text}${about}`);
  const tom = worried('persona Tom\n  role: fisherman\n');
  const talk = scene('dyad');
  talk.note({
    kind: 'tone-samples',
    request: 'q',
    after: undefined,
    actor: 'tom',
    samples: ['When it rains, say: Wet.'],
  });
  talk.say('tom', 'Hello.', { name: 'Tom' });
  talk.reply('Sit down.', { actor: 'self' });
  talk.say('tom', 'I cannot sleep.', { name: 'Tom', request: 'q9', model });
  talk.note({ kind: 'aspect-pick', actor: 'self', request: 'q', after: 't1', aspect: 'cooking', blocked: [] });
  talk.reply('I cook.', { actor: 'self' }, { labels: ['in mind: cooking'] });
  const rating = { lifted: 5, addressed: 4, engaged: 4, mean: 13 / 3, reason: 'Well.' };
  talk.note({ kind: 'support-rating', request: 'q', after: 't1', ...rating });
  const { rows, left } = await soundRows('characterchat', talk, {
    persona: worried(onThePier.tree.text),
    cast: () => tom,
  });
  const worry = 'the light may be put out for good';
  const [match, ...replies] = rows.map(({ value }) => value);
  expect(String(match?.['seeker_statement'])).toContain(worry);
  expect(String(match?.['supporter_statement'])).not.toContain(worry);
  expect(replies).toMatchObject([
    { utterance: 'Sit down.', info: '' },
    { utterance: 'I cannot sleep.', history: ['Tom: Hello.', 'Sit down.'] },
  ]);
  expect(String(replies[1]?.['system'])).toMatch(/\n\nHow you talk:\n- When it rains, say: Wet\.$/u);
  expect(replies[0]?.['system']).toBe(match?.['supporter_statement']);
  // The file has no such aspect: nobody can say that nothing came to mind.
  expect(left).toEqual(Array.from({ length: 2 }, () => 'What came to mind is not in the file any more.'));
});

test('a reply that breaks a rule is learnt from no format, be a row a talk, a scene, a line or a pair', () => {
  const broken = { rule: 'plain', state: 'broken', why: 'so', clause: undefined, span: undefined, through: undefined };
  const verdicts = [broken] as never;
  const slices = (talk: Recording) => {
    for (const [index, text] of ['Well?', 'Aye, sir.'].entries()) {
      const side = index === 0 ? 'user' : 'self';
      talk.push({ type: 'slice', at: '', slice: { index, side, t0: 0, t1: 2000, text, idle: false, cut: false } });
    }
    return talk;
  };
  const said = (talk: Recording, more: object) => {
    talk.say('tom', 'Well?', { name: 'Tom' });
    talk.reply('Aye, sir.', { actor: 'self', step: 'line' }, more);
    return talk;
  };
  const session = (talk: Recording) => {
    talk.note({ kind: 'session', session: 1, partner: 'Tom', memories: 0 });
    return talk;
  };
  const writtenOver = (more: object) => {
    const talk = new Recording();
    const line = talk.say('user', 'Well?');
    const old = talk.reply('Maybe.');
    talk.say('self', 'Aye, sir.', { after: line, edited: old, ...more });
    return talk;
  };
  const makers: Readonly<Record<string, (more: object) => Recording>> = {
    duplex: (more) => slices(said(new Recording(), more)),
    omniflatten: (more) => slices(said(new Recording(), more)),
    emma: (more) => session(said(new Recording(), more)),
    characterbox: (more) => said(scene('narrated'), more),
    characterchat: (more) => said(scene('dyad'), more),
    simschat: (more) => said(scene('order'), more),
    'synthetic-persona-chat': (more) => said(scene('order'), more),
    orca(more) {
      const talk = new Recording();
      talk.say('user', 'Well?');
      talk.say('self', 'One of those.', { thought: true });
      talk.reply('Aye, sir.', {}, more);
      return talk;
    },
    self(more) {
      const talk = new Recording();
      const line = talk.say('user', 'Well?');
      const of = talk.reply('No.');
      const turn = talk.say('self', 'Aye, sir.', { after: line, model, ...more });
      const flaws = [{ rule: 'plain', what: 'is curt' }];
      talk.note({ kind: 'refined', by: 'rules', of, outcome: 'refined', turn, flaws, why: 'It mends it.' });
      return talk;
    },
    parrot(more) {
      const talk = new Recording();
      talk.say('user', 'Well?');
      const chosen = talk.reply('Aye, sir.', {}, more);
      const rejected = [{ kind: 'neglect', request: 'q', text: 'No.' }] as const;
      talk.note({ kind: 'negatives', query: 'Well?', chosen, rejected });
      return talk;
    },
    spin: writtenOver,
    pit: writtenOver,
    dpo: writtenOver,
    'openai-preference': writtenOver,
    unpaired(more) {
      const talk = new Recording();
      talk.say('user', 'Well?');
      const turn = talk.reply('Aye, sir.', {}, more);
      talk.note({ kind: 'thumb', turn, thumb: 'up' });
      return talk;
    },
  };
  const context = { ...both, persona: personaOf(onThePier.tree.text) };
  for (const [id, make] of Object.entries(makers)) {
    const rows = (more: object, takeUnfit = false) =>
      JSON.stringify(project(format(id), make(more), { ...context, takeUnfit }).rows);
    expect(rows({}), id).toContain('sir');
    expect(rows({ verdicts }), id).not.toContain('sir');
    expect(rows({ verdicts }, true), id).toContain('sir');
    expect(project(format(id), make({ verdicts }), context).left.join(' '), id).toContain('A reply breaks a rule.');
  }
  // Being interrupted is what a duplex model learns.
  const cut = project(format('duplex'), makers['duplex']?.({ finish: 'stopped' }) ?? plainTalk(), context);
  expect(JSON.stringify(cut.rows)).toContain('sir');
});

test('SELF: four fields and two; what was rejected is told and is in neither', async () => {
  const talk = plainTalk();
  const ids = talk.records.flatMap((r) => (r.type === 'reply' ? [r.turn.id] : []));
  const flaws = [{ rule: 'plain', what: 'is curt' }];
  talk.say('self', 'At dusk, by the bell.', { id: 'better', after: 't2', model });
  const base = { kind: 'refined', by: 'rules', why: 'It mends it.' } as const;
  talk.note({ ...base, of: ids[0] ?? '', outcome: 'refined', turn: 'better', flaws });
  talk.note({ ...base, of: ids[1] ?? '', outcome: 'kept', flaws: [] });
  talk.note({ ...base, of: ids[1] ?? '', outcome: 'rejected', flaws, rejected: 'Sir.', why: 'It breaks plain.' });
  const { rows, left } = await soundRows('self', talk);
  expect(rows.filter(({ part }) => part === 'meta').map(({ value }) => value)).toEqual([
    {
      prompt: 'When do you light the lamp?',
      response: 'At dusk, every day.',
      feedback: 'plain: is curt',
      refinement: 'At dusk, by the bell.',
    },
    { prompt: 'And when is it put out?', response: 'At dawn.', feedback: 'No flaws.', refinement: 'At dawn.' },
  ]);
  expect(rows.filter(({ part }) => part === 'self').length).toBe(2);
  expect(left).toEqual(['A refinement was rejected: It breaks plain.']);
});

test('where a person spoke for the persona no scene is a row', () => {
  for (const id of ['simschat', 'synthetic-persona-chat', 'emma']) {
    const talk = scene();
    talk.say('tom', 'Ahoy.', { name: 'Tom' });
    talk.reply('Come up.');
    talk.note({ kind: 'session', session: 1, partner: 'Tom', memories: 0 });
    expect(project(format(id), talk, both).rows.length, id).toBe(1);
    const seated = new Recording();
    for (const record of talk.records.slice(1))
      seated.push(
        record.type === 'note' && record.note.kind === 'scene began'
          ? { ...record, note: { ...record.note, seat: 'self' } }
          : record,
      );
    expect(project(format(id), seated, both), id).toEqual({ rows: [], left: ['A person spoke for the persona.'] });
  }
});

test('what a reply answers is what the persona heard: no whisper to others, nobody’s thought', () => {
  const talk = new Recording();
  const line = talk.say('tom', 'Ahoy.', { name: 'Tom' });
  const whisper = talk.say('narrator', 'Tom hides a letter.', { heardBy: ['tom'], after: line });
  const thought = talk.say('tom', 'She must not see it.', { name: 'Tom', thought: true, after: whisper });
  const of = talk.reply('Maybe.');
  const turn = talk.say('self', 'Come up.', { after: thought, edited: of });
  talk.note({ kind: 'refined', by: 'rules', of, outcome: 'refined', turn, flaws: [], why: 'It mends it.' });
  const xs = valuesOf(format('pit'), talk, {}, 'rl').map((row) => (row as { x: string }).x);
  const prompts = valuesOf(format('self'), talk, {}, 'self').map((row) => (row as { prompt: string }).prompt);
  expect([xs, prompts]).toEqual([['Ahoy.', 'Ahoy.'], ['Ahoy.']]);
});

describe('SPIN and PIT', () => {
  function edited(): Recording {
    const talk = new Recording();
    const line = talk.say('user', 'When do you light the lamp?');
    const old = talk.reply('  Oh, whenever.');
    talk.say('self', '  At dusk. ', { after: line, edited: old });
    return talk;
  }

  test("real is the author's to the byte, generated is the model's without the space before it", async () => {
    const { rows } = await soundRows('spin', edited());
    expect(rows[0]?.value).toEqual({
      real: [
        { role: 'user', content: 'When do you light the lamp?' },
        { role: 'assistant', content: '  At dusk. ' },
      ],
      generated: [
        { role: 'user', content: 'When do you light the lamp?' },
        { role: 'assistant', content: 'Oh, whenever.' },
      ],
    });
    const persona = personaOf(
      `${keeperText}\nexample lamp\n  user: When do you light the lamp?\n  self: At dusk, of course.\n`,
    );
    const [row] = valuesOf(format('spin'), plainTalk(), { persona }) as { real: { content: string }[] }[];
    expect(row?.real[1]?.content).toBe('At dusk, of course.');
  });

  test('three files: the better from the worse, four pairings, two steps of a curriculum', async () => {
    const { rows } = await soundRows('pit', edited());
    expect(rows.map(({ part, value }) => [part, value['pairing'] ?? value['curriculum']])).toEqual([
      ['sft', undefined],
      ['rm', 'wl'],
      ['rm', 'ww'],
      ['rm', 'll'],
      ['rm', 'lw'],
      ['rl', 1],
      ['rl', 2],
    ]);
    const [x, w, l] = ['When do you light the lamp?', '  At dusk. ', '  Oh, whenever.'];
    expect(rows.map(({ value: { pairing: _pairing, curriculum: _curriculum, ...value } }) => value)).toEqual([
      { x, y_ref: l, y: w },
      { x, y: w, y_ref: l },
      { x, y: w, y_ref: w },
      { x, y: l, y_ref: l },
      { x, y: l, y_ref: w },
      { x, y_ref: l },
      { x, y_ref: w },
    ]);
    expect(JSON.stringify(rows)).not.toContain(keeper.rules[0]?.sentence.value);
  });
});
