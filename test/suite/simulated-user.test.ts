// A test whose user is simulated: who plays it, what is expected of every reply, what it costs at most, and what the results say.
import { describe, expect, test } from 'vitest';
import { LineTable } from '../../src/base/line-table.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { replay } from '../../src/model/replay.ts';
import { memoryReplyStore } from '../../src/model/reply-store.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { estimate } from '../../src/suite/estimate.ts';
import { planTests } from '../../src/suite/plan-tests.ts';
import { suiteJson } from '../../src/suite/report/json.ts';
import { suiteJunit } from '../../src/suite/report/junit.ts';
import { resultText } from '../../src/suite/report/text.ts';
import type { SuitePlan } from '../../src/suite/suite-case.ts';
import { understudy } from '../../src/understudy/understudy.ts';
import { memorySource } from '../kit/memory-source.ts';
import { filesIn } from '../kit/sample-files.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { askedModel, run } from './suite-kit.ts';

const customer = `persona Rosa
  kind: individual
  role: a customer who waits for parcel {{number}}

knows
  - She has moved house twice this year.
`;

const shop = `persona Mara
  role: clerk of a parcel office

given
  number: none

rules
  calm: Never says that a parcel is lost.
    never: say "lost"

test the parcel
`;

function planOf(lines: string): SuitePlan {
  const source = memorySource({ 'file:///work/rosa.persona': customer }, 'file:///work/');
  const persona = readPersona(shop + lines, 'file:///work/mara.persona', source);
  const book = readRules(persona);
  return { persona, book, cases: planTests(persona, book, { source }) };
}

const simulated = '  with: ./rosa.persona\n  turns: 2\n';
const isUser = ({ messages }: { messages: readonly { content: string }[] }) =>
  messages[0]?.content.includes('you are the one who came to') ?? false;

describe('a test with a simulated user', () => {
  test('the persona of `with:` asks, so often as `turns:` says, and what is expected is expected of every reply', async () => {
    const model = scriptedModel(
      ['Where is it?', 'On its way.', 'Since when?', 'Since Monday, sorry.'].map((say, index) => ({
        say,
        expect: (request) => isUser(request) === (index % 2 === 0),
      })),
    );
    const { results, summary } = await run(planOf(`${simulated}  given number: 77\n  never: say "sorry"\n`), { model });
    model.finish();
    const [result] = results;
    expect(result?.state).toBe('failed');
    expect(result?.runs[0]?.checks.filter(({ what }) => what === 'never').map(({ state }) => state)).toEqual([
      'held',
      'failed',
    ]);
    expect(result?.runs[0]?.checks.filter(({ rule }) => rule === 'calm')).toHaveLength(2);
    expect(result?.runs[0]?.turns.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
      'user: Where is it?',
      'self: On its way.',
      'user: Since when?',
      'self: Since Monday, sorry.',
    ]);
    expect(summary.cost.requests).toBe(4);
    // Values given for the test are known to the user whose file names them.
    expect(model.requests[0]?.messages[0]?.content).toContain('waits for parcel 77');
    expect(model.requests[1]?.messages.map(({ content }) => content).join('\n')).not.toContain('moved house');
  });

  test('lines of the test come first; what is expected of one of them is not expected of later replies', async () => {
    const model = scriptedModel(['On its way.', 'Why so late?', 'Sorry.']);
    const lines = `  with: ./rosa.persona\n  turns: 1\n  user: Where is parcel 5?\n  must: say "way"\n`;
    const { results } = await run(planOf(lines), { model });
    model.finish();
    expect(results[0]?.state).toBe('passed');
    expect(results[0]?.runs[0]?.checks.filter(({ what }) => what === 'must')).toHaveLength(1);
  });

  test('the user has a model of its own where one is chosen for it; the results name both', async () => {
    const model = scriptedModel(['On its way.', 'Monday.'], { name: 'large' });
    const user = scriptedModel(['Where is it?', 'When was that?'], { name: 'little' });
    const plan = planOf(simulated);
    const { results, summary } = await run(plan, { model, userFor: () => ({ model: user, maxTokens: 30 }) });
    model.finish();
    user.finish();
    expect(user.requests[0]?.maxTokens).toBe(30);
    expect(results[0]).toMatchObject({ state: 'passed', model: { label: 'large' }, user: { label: 'little' } });
    const file = { path: 'mara.persona', uri: plan.persona.uri, lines: new LineTable(shop), results, summary };
    expect(JSON.parse(suiteJson([file])).files[0].results[0].user).toMatchObject({
      name: 'Rosa',
      model: { label: 'little' },
    });
    expect(suiteJunit([file], { strict: false })).toContain('asked: large; user: Rosa by little');
    const first = results[0];
    expect(first && resultText(file, first, (_, text) => text)).toContain(
      '[large; user: Rosa by little; simulated user]',
    );
  });

  test('without `with:` a curious user asks', async () => {
    const model = scriptedModel(['Where is it?', 'Here.']);
    const { results } = await run(planOf('  turns: 1\n'), { model });
    model.finish();
    expect(results[0]?.state).toBe('passed');
    expect(model.requests[0]?.messages[0]?.content).toContain('out of curiosity');
  });

  test('a goodbye ends it before its time, and the result says so', async () => {
    const model = scriptedModel(['Where is it?', 'Here.', 'Thanks, bye!']);
    const { results } = await run(planOf('  with: ./rosa.persona\n  turns: 9\n'), { model });
    expect(results[0]).toMatchObject({ state: 'passed' });
    expect(results[0]?.runs[0]?.labels).toContain('the simulated user took leave after 2 of 9 turns');
    const silent = await run(planOf(simulated), { model: scriptedModel(['Bye!']) });
    expect(silent.results[0]).toMatchObject({
      state: 'unfinished',
      why: expect.stringContaining('before anything was answered'),
    });
  });
});

describe('what it costs', () => {
  test('the estimate counts the user’s requests, at least and at most', () => {
    const model = {
      identity: { provider: 'openai', model: 'm', origin: undefined, label: 'm' },
      capabilities: scriptedModel([]).capabilities,
    } as const;
    const of = (lines: string) => estimate(planOf(lines), { measures: {}, model, judge: undefined }).requests;
    expect(of('  user: Hello?\n')).toEqual({ least: 1, most: 1 });
    // A line may be asked for four times, and is answered once.
    expect(of('  user: Hello?\n  turns: 6\n')).toEqual({ least: 2, most: 31 });
    expect(of('  turns: 6\n  repeat: 3\n')).toEqual({ least: 3, most: 90 });
  });

  test('a run stays inside its estimate and its budget, whatever the user says', async () => {
    const answers = [
      'Who?',
      'Sure, I can explain how all of these parcels are sorted.',
      '…',
      'Who?',
      'Is it far?',
      'Bye!',
    ];
    for (let seed = 0; seed < 12; seed++) {
      let asked = 0;
      const model = askedModel((request) =>
        isUser(request) ? answers[(asked++ * (seed + 1) + seed) % answers.length] : `Number ${asked}.`,
      );
      const plan = planOf('  with: ./rosa.persona\n  turns: 4\n');
      const { events, summary } = await run(plan, { model });
      const started = events.find((event) => event.type === 'started');
      if (started?.type !== 'started') throw new Error('a run begins with `started`');
      expect(model.requests.length).toBeGreaterThanOrEqual(started.estimate.requests.least);
      expect(model.requests.length).toBeLessThanOrEqual(started.estimate.requests.most);
      expect(summary.cost.inputTokens + summary.cost.outputTokens).toBeLessThanOrEqual(started.estimate.tokens.most);
    }
    const model = askedModel((request, index) => (isUser(request) ? `And number ${index}?` : `It is ${index}.`));
    const { results, summary } = await run(planOf('  with: ./rosa.persona\n  turns: 9\n'), {
      model,
      budget: { requests: 5 },
    });
    expect(summary.cost.requests).toBe(5);
    expect(summary.stopped?.why).toBe('budget');
    expect(results[0]?.state).toBe('unfinished');
    expect(results[0]?.runs[0]?.turns).toHaveLength(5);
  });

  test('what was paid for is not asked again: a second run comes from the cache', async () => {
    const store = memoryReplyStore();
    const model = scriptedModel(['Where is it?', 'On its way.', 'Since when?', 'Monday.']);
    const remember = (asked: Parameters<typeof replay>[0]) => replay(asked, store);
    await run(planOf(simulated), { model, remember });
    const { results, summary } = await run(planOf(simulated), { model, remember });
    model.finish();
    expect(results[0]).toMatchObject({ state: 'passed' });
    expect(summary.cost).toMatchObject({ requests: 0, cached: 4 });
  });
});

describe('where nobody can play the user', () => {
  test('without a model what is written is judged, and the rest was not asked', async () => {
    const { results } = await run(planOf(`${simulated}  user: Hello.\n  self: Evening.\n`), {});
    expect(results[0]?.state).toBe('not-asked');
    const bare = await run(planOf(simulated), {});
    expect(bare.results[0]?.state).toBe('not-asked');
  });

  test('the understudy never pretends to be one', async () => {
    const plan = planOf(simulated);
    const model = understudy({ persona: plan.persona, book: plan.book, measures: {} });
    const { results } = await run(plan, { model });
    expect(results[0]).toMatchObject({ state: 'unsure', why: expect.stringContaining('needs a language model') });
    expect(results[0]?.runs).toEqual([]);
    const user = scriptedModel(['Where is it?', 'And when?']);
    const helped = await run(plan, { model, userFor: () => ({ model: user }) });
    user.finish();
    expect(helped.results[0]?.state).toBe('satisfiable');
    expect(helped.results[0]?.runs[0]?.turns).toHaveLength(4);
  });

  test('a file that cannot be read, or two users, are said and nothing is asked', async () => {
    for (const [lines, why] of [
      ['  with: ./nobody.persona\n  turns: 2\n', 'no such file'],
      ['  with: ./rosa.persona, ./nobody.persona\n  turns: 2\n', 'Only one'],
    ] as const) {
      const model = scriptedModel([]);
      const { results } = await run(planOf(lines), { model });
      model.finish();
      expect(results[0]).toMatchObject({ state: 'unsure', why: expect.stringContaining(why) });
    }
  });
});

test('the sample: nothing is wrong with it, a file plays the one user, somebody curious the other', async () => {
  const texts = filesIn('samples/simulated-user');
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`file://${name}`, text]));
  const source = memorySource(files, 'file:///');
  const personas = Object.entries(files).map(([uri, text]) => readPersona(text, uri, source));
  expect(personas.flatMap(({ problems }) => problems)).toEqual([]);
  const clerk = personas.find(({ tests }) => tests.length > 0);
  if (!clerk) throw new Error('no tests in the sample');
  const book = readRules(clerk);
  const cases = planTests(clerk, book, { source });
  expect(cases.map(({ cannot, simulated }) => [cannot, simulated?.asker.name, simulated?.turns])).toEqual([
    [undefined, 'Rosa Lindgren', 4],
    [undefined, 'a curious user', 2],
  ]);
  const model = askedModel(({ messages }) =>
    messages[0]?.content.includes('you are the one who came to')
      ? 'Is it here, then? The string is for tonight.'
      : 'Not yet.',
  );
  const { results } = await run({ persona: clerk, book, cases }, { model });
  expect(results[0]?.state).toBe('passed');
  expect(model.requests.some(({ messages }) => messages[0]?.content.includes('moved house twice'))).toBe(true);
});
