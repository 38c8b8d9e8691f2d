import { describe, expect, test } from 'vitest';
import { replay } from '../../src/model/replay.ts';
import { memoryReplyStore } from '../../src/model/reply-store.ts';
import { runSuite } from '../../src/suite/run-suite.ts';
import { understudy } from '../../src/understudy/understudy.ts';
import { handClock } from '../kit/hand-clock.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { askedModel, planOf, readAll, run } from './suite-kit.ts';

const keeper = `persona Mara
  role: keeper of a small lighthouse

given
  code: 4711

rules
  secret: Never says the code of the door.
    never: say "{{code}}"
  brief: Keeps it short.
    must: be at most 5 words
    severity: warning
  greets: Says good evening to a new visitor.
    when: first turn
    must: say "evening"
`;

const withTest = (lines: string) => `${keeper}\ntest t\n${lines}`;
const stateOf = async (lines: string, ...replies: string[]) => {
  const model = scriptedModel(replies);
  const { results } = await run(planOf(withTest(lines)), { model });
  model.finish();
  return results[0]?.state;
};

describe('a test', () => {
  test('a plan goes on inside it: each reply is asked for in the stage that the talk has come to', async () => {
    const plan = `plan
  arriving: Ask what they came for.
    until: after turn 1
  showing: Show them the lamp.
    until: user says "thank you"
  parting: Take leave.
`;
    const model = scriptedModel(['Evening. What is it?', 'Here it burns.', 'Good night.']);
    const lines = '  user: Hello.\n  user: The lamp.\n  user: Thank you.\n  must: say "night"\n';
    const { results } = await run(planOf(`${keeper}\n${plan}\ntest t\n${lines}`), { model });
    model.finish();
    expect(results[0]?.state).toBe('passed');
    const stages = ['Ask what they came for', 'Show them the lamp', 'Take leave'];
    const sent = model.requests.map(({ messages }) => messages[0]?.content ?? '');
    expect(sent.map((system) => stages.filter((stage) => system.includes(stage)))).toEqual(stages.map((one) => [one]));
  });

  test('says the user lines in turn, the model answers each, and sees what was said before', async () => {
    const model = scriptedModel([
      { say: 'Good evening.', expect: ({ messages }) => messages.length === 2 && messages[1]?.content === 'Hello.' },
      {
        say: 'No.',
        expect: ({ messages }) => messages.map(({ role }) => role).join() === 'system,user,assistant,user',
      },
    ]);
    const { results, summary } = await run(planOf(withTest('  user: Hello.\n  user: The code?\n  keeps: secret\n')), {
      model,
    });
    model.finish();
    expect(results[0]).toMatchObject({ state: 'passed', passed: 1, failed: 0, why: '' });
    expect(results[0]?.runs[0]?.turns.map(({ text }) => text)).toEqual(['Hello.', 'Good evening.', 'The code?', 'No.']);
    expect(summary.cost.requests).toBe(2);
  });

  test('a broken rule of severity error fails it, named or not; a warning does not; `breaks:` allows it', async () => {
    expect(await stateOf('  user: Hi.\n', 'Evening. It is 4711.')).toBe('failed');
    expect(await stateOf('  user: Hi.\n', 'Good evening to you, dear visitor of mine.')).toBe('passed');
    expect(await stateOf('  user: Hi.\n  breaks: secret\n', 'Evening. It is 4711.')).toBe('passed');
    expect(await stateOf('  user: Hi.\n  breaks: secret\n', 'Evening.')).toBe('failed');
    expect(await stateOf('  user: Hi.\n  keeps: brief\n', 'Good evening to you, dear visitor of mine.')).toBe('failed');
  });

  test('an expectation is about the reply before it; before the first line, about every reply', async () => {
    const said = '  user: Hi.\n  must: say "storm"\n  user: And?\n';
    expect(await stateOf(said, 'Evening, storm.', 'Calm.')).toBe('passed');
    expect(await stateOf(said, 'Evening.', 'A storm.')).toBe('failed');
    const every = '  never: say "storm"\n  user: Hi.\n  user: And?\n';
    expect(await stateOf(every, 'Evening.', 'A storm.')).toBe('failed');
  });

  test('a self line is said as written and tried without a model', async () => {
    const lines = '  user: Hi.\n  self: It is 4711.\n  breaks: secret\n';
    const alone = await run(planOf(withTest(lines)), { model: undefined });
    expect(alone.results[0]?.state).toBe('passed');
    expect(alone.summary.notes).toContain('static checks only, no model was asked');
    const wrong = await run(planOf(withTest('  user: Hi.\n  self: It is 4711.\n  keeps: secret\n')), {
      model: undefined,
    });
    expect(wrong.results[0]).toMatchObject({ state: 'failed' });
    expect(wrong.results[0]?.runs[0]?.checks[0]).toMatchObject({ what: 'keeps', state: 'failed', rule: 'secret' });
    const model = askedModel(() => 'never asked');
    expect((await run(planOf(withTest(lines)), { model })).results[0]?.state).toBe('passed');
    expect(model.requests).toHaveLength(0);
  });

  test('without a model what it would say is not asked for, and that is no pass', async () => {
    const { results } = await run(planOf(withTest('  user: Hi.\n  keeps: secret\n')), { model: undefined });
    expect(results[0]?.state).toBe('not-asked');
  });

  test('a value given for the test takes the place of the file’s', async () => {
    const lines = '  given code: swordfish\n  user: Hi.\n';
    expect(await stateOf(lines, 'Evening, 4711.')).toBe('passed');
    expect(await stateOf(lines, 'Evening, swordfish.')).toBe('failed');
  });

  test('repeat and pass: share, interval, flaky, failed', async () => {
    const lines = '  user: Hi.\n  repeat: 4\n  pass: 3\n';
    const [good, bad] = ['Evening.', 'Evening, 4711.'];
    const model = scriptedModel([good, bad, good, good]);
    const { results } = await run(planOf(withTest(lines)), { model });
    expect(results[0]).toMatchObject({ state: 'flaky', passed: 3, failed: 1, interval: { share: 0.75 } });
    expect(results[0]?.interval?.low).toBeCloseTo(0.3006, 3);
    expect(await stateOf(lines, good, good, good, good)).toBe('passed');
    expect(await stateOf(lines, good, bad, bad, good)).toBe('failed');
  });

  test('a question for a judge is unsure without one; with one its votes decide and are counted', async () => {
    const lines = '  user: Hi.\n  judge: Is it kind?\n';
    expect(await stateOf(lines, 'Evening.')).toBe('unsure');
    const judge = askedModel(() => 'Kind.\nVerdict: yes', { name: 'judge' });
    const ran = await run(planOf(withTest(lines)), { model: scriptedModel(['Evening.']), judge });
    expect(ran.results[0]?.state).toBe('passed');
    expect(ran.summary.cost).toMatchObject({ requests: 4, judge: { requests: 3, unreadable: 0 } });
    const prose = askedModel(() => 'What a lovely reply.', { name: 'judge' });
    const vague = await run(planOf(withTest(lines)), { model: scriptedModel(['Evening.']), judge: prose });
    expect(vague.results[0]?.state).toBe('unsure');
    expect(vague.summary.cost.judge).toEqual({ requests: 6, unreadable: 6 });
  });

  test('a rule that only a judge can decide is judged on every answer, and its no fails the test', async () => {
    const text = 'persona P\n\nrules\n  kind: Is kind.\n    judge: Is it kind?\n\ntest t\n  user: Hi.\n';
    const judge = askedModel(() => 'Rude.\nVerdict: no', { name: 'judge' });
    const ran = await run(planOf(text), { model: scriptedModel(['Go away.']), judge });
    expect(ran.results[0]).toMatchObject({ state: 'failed' });
    expect(ran.results[0]?.runs[0]?.turns[1]?.verdicts).toMatchObject([{ rule: 'kind', state: 'broken' }]);
  });

  test('what a program can decide is decided first, and a condition that does not hold asks no judge', async () => {
    const text = (when: string) => `persona P

given
  topic: the tide

rules
  kind: Is kind.
${when}    must: say "dear"
    judge: Does it speak of {{topic}}?

test t
  user: Hi.
`;
    const judge = askedModel(() => 'It does.\nVerdict: yes', { name: 'judge' });
    const verdictOn = async (reply: string, when = '') => {
      const { results } = await run(planOf(text(when)), { model: scriptedModel([reply]), judge });
      return results[0]?.runs[0]?.turns[1]?.verdicts?.[0]?.state;
    };
    expect(await verdictOn('Go.')).toBe('broken');
    expect(await verdictOn('Well, dear.', '    when: user says "boat"\n')).toBe('idle');
    expect(judge.requests).toHaveLength(0);
    expect(await verdictOn('Well, dear.')).toBe('kept');
    expect(judge.requests).toHaveLength(3);
    expect(judge.requests[0]?.messages[1]?.content).toContain('<question>\nDoes it speak of the tide?\n</question>');
  });

  test('a judge that is the model itself is said to be', async () => {
    const model = askedModel(({ messages }) =>
      messages[0]?.content.includes('You check') ? 'x\nVerdict: yes' : 'Evening.',
    );
    const ran = await run(planOf(withTest('  user: Hi.\n  judge: Is it kind?\n')), { model, judge: model });
    expect(ran.summary.notes).toEqual(['asked judges its own replies.']);
    expect(ran.results[0]?.runs[0]?.labels).toContain('judged by the model itself');
  });

  test('narrator and cast are heard under their names by the model, and as speakers by the rules', async () => {
    const text = `persona P\n\nrules\n  silent: Says nothing to Watson.\n    when: watson says "secret"\n    never: say "yes"\n
test t\n  with: Watson\n  narrator: A knock.\n  watson: The secret?\n  keeps: silent\n`;
    const model = askedModel(() => 'yes');
    const { results } = await run(planOf(text), { model });
    expect(model.requests[0]?.messages.at(-1)?.content).toBe('narrator: A knock.\n\nwatson: The secret?');
    expect(results[0]?.state).toBe('failed');
  });
});

describe('the cache', () => {
  const lines = '  user: Hi.\n  user: And?\n  repeat: 2\n';
  const setting = () => {
    const store = memoryReplyStore();
    const model = askedModel(() => 'Evening.');
    return { model, remember: (asked: Parameters<typeof replay>[0]) => replay(asked, store) };
  };

  test('a run started again asks nothing; an edit of checks, tests or comments costs nothing and is judged anew', async () => {
    const { model, remember } = setting();
    await run(planOf(withTest(lines)), { model, remember });
    expect(model.requests).toHaveLength(4);
    const again = await run(planOf(withTest(lines)), { model, remember });
    expect(model.requests).toHaveLength(4);
    expect(again.summary.cost).toMatchObject({ requests: 0, cached: 4, inputTokens: 0, outputTokens: 0 });
    expect(again.results[0]?.runs[0]?.labels).toContain('from cache');
    const edited = withTest(`# a comment\n${lines}  must: say "never said"\n`).replace(
      'say "{{code}}"',
      'say "evening"',
    );
    const judged = await run(planOf(edited), { model, remember });
    expect(model.requests).toHaveLength(4);
    expect(judged.results[0]?.state).toBe('failed');
  });

  test('each repeat is a sample of its own; one repeat more asks for that alone', async () => {
    const { model, remember } = setting();
    await run(planOf(withTest(lines)), { model, remember });
    await run(planOf(withTest(lines.replace('2', '3'))), { model, remember });
    expect(model.requests).toHaveLength(6);
  });

  test('an edit of the prompt asks again', async () => {
    const { model, remember } = setting();
    await run(planOf(withTest(lines)), { model, remember });
    await run(planOf(withTest(lines).replace('small', 'tall')), { model, remember });
    expect(model.requests).toHaveLength(8);
  });

  test('cancelled and started again, it asks only the rest', async () => {
    const { model, remember } = setting();
    const stopped = await run(planOf(withTest(lines)), { model, remember }, (event) => event.type === 'run');
    expect(stopped.summary.stopped).toEqual({ why: 'cancelled', message: 'Stopped.' });
    expect(stopped.results[0]).toMatchObject({ state: 'unfinished', passed: 1 });
    expect(model.requests).toHaveLength(2);
    const rest = await run(planOf(withTest(lines)), { model, remember });
    expect(model.requests).toHaveLength(4);
    expect(rest.results[0]?.state).toBe('passed');
  });
});

describe('budgets and models that misbehave', () => {
  const two = `${keeper}\ntest one\n  user: Hi.\n\ntest two\n  user: Hello.\n`;

  test('a budget of requests is hard, and what came before it stands', async () => {
    const model = askedModel(() => 'Evening.');
    const { results, summary } = await run(planOf(two), { model, budget: { requests: 1 } });
    expect(model.requests).toHaveLength(1);
    expect(results.map(({ state }) => state)).toEqual(['passed', 'unfinished']);
    expect(summary.stopped).toEqual({ why: 'budget', message: 'The budget of 1 request is spent.' });
    expect(results[1]?.why).toBe('The budget of 1 request is spent.');
  });

  test('a spent budget or a dead endpoint loses nothing that the cache holds', async () => {
    const store = memoryReplyStore();
    const remember = (asked: Parameters<typeof replay>[0]) => replay(asked, store);
    await run(planOf(two), { model: askedModel(() => 'Evening.'), remember });
    const three = planOf(two.replace('test one', 'test new\n  user: New.\n\ntest one'));
    const broke = await run(three, { model: askedModel(() => 'x'), remember, budget: { requests: 0 } });
    expect(broke.results.map(({ state }) => state)).toEqual(['unfinished', 'passed', 'passed']);
    expect(broke.summary.stopped?.why).toBe('budget');
  });

  test('a request that could go over the budget of tokens is not sent', async () => {
    const model = askedModel(() => 'Evening.');
    // Two messages of 25 tokens and a reply of 450 at most; the endpoint tells 15 a request.
    const measures = { tokens: () => 25 };
    const asked = { model, measures, maxTokens: 450 };
    expect((await run(planOf(two), { ...asked, budget: { tokens: 499 } })).summary.stopped?.why).toBe('budget');
    expect(model.requests).toHaveLength(0);
    const { summary } = await run(planOf(two), { ...asked, budget: { tokens: 505 } });
    expect(model.requests).toHaveLength(1);
    expect(summary.stopped?.message).toContain('505 tokens: 15 are spent');
    expect((await run(planOf(two), { ...asked, budget: { tokens: 515 } })).summary.stopped).toBeUndefined();
  });

  test('a model that hangs ends at the deadline, and three times in a row ends the run', async () => {
    const model = scriptedModel(Array.from({ length: 3 }, () => ({ say: 'Never', hangAfter: 0 })));
    const clock = handClock(undefined, 1000);
    const plan = planOf(`${two}\ntest three\n  user: A.\n\ntest four\n  user: B.\n`);
    const { results, summary } = await run(plan, { model, clock, replyMs: 1000 });
    model.finish();
    expect(results.map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => 'unfinished'));
    expect(results[0]?.why).toBe('No whole reply came within 1 second.');
    expect(summary.stopped).toMatchObject({ why: 'endpoint' });
  });

  test('a key that is missing ends it at once', async () => {
    const failure = { reason: 'no-key', message: 'No key is set.', action: 'set-key' } as const;
    const model = scriptedModel([{ say: { events: [{ type: 'failed', failure }] } }]);
    const { results, summary } = await run(planOf(two), { model });
    model.finish();
    expect(results.map(({ why }) => why)).toEqual(['No key is set.', 'No key is set.']);
    expect(summary.stopped?.why).toBe('endpoint');
  });

  test('one failure costs its own test alone', async () => {
    const model = askedModel((_, index) => (index === 0 ? undefined : 'Evening.'));
    const { results } = await run(planOf(two), { model });
    expect(results.map(({ state }) => state)).toEqual(['unfinished', 'passed']);
  });

  test('a stop in the midst of a reply that hangs ends at once', async () => {
    const model = scriptedModel([{ say: ['Eve', 'ning'], hangAfter: 1 }]);
    const { results } = await run(
      planOf(two),
      { model },
      (event) => event.type === 'talk' && event.event.type === 'text',
    );
    expect(results.map(({ state }) => state)).toEqual(['unfinished', 'unfinished']);
    expect(model.requests).toHaveLength(1);
  });

  test('who stops listening ends the call that is under way', async () => {
    let ended = false;
    const model = askedModel(() => '');
    const hung = {
      ...model,
      async *chat() {
        try {
          yield { type: 'text' as const, choice: 0, text: 'Eve' };
          yield { type: 'text' as const, choice: 0, text: 'ning' };
        } finally {
          ended = true;
        }
      },
    };
    const deps = { modelFor: () => hung, judge: undefined, clock: handClock(), measures: {} };
    for await (const event of runSuite(planOf(two), deps, new AbortController().signal)) {
      if (event.type === 'talk' && event.event.type === 'text') break;
    }
    expect(ended).toBe(true);
  });

  test('the stream keeps its order, and no word of a hung judge loses the reply', async () => {
    const judge = scriptedModel([{ say: 'x', hangAfter: 0 }], { name: 'judge' });
    const clock = handClock(undefined, 1000);
    const plan = planOf(withTest('  user: Hi.\n  judge: Is it kind?\n'));
    const { events, results } = await run(plan, { model: askedModel(() => 'Evening.'), judge, clock, replyMs: 1000 });
    expect(results[0]).toMatchObject({ state: 'unfinished' });
    expect(results[0]?.runs[0]?.turns.at(-1)?.text).toBe('Evening.');
    const types = events.map(({ type }) => type).filter((type) => type !== 'talk');
    expect(types).toEqual(['started', 'case', 'run', 'cost', 'result', 'finished']);
  });
});

describe('the offline understudy', () => {
  test('shows that a rule can be kept and is never said to keep it; it is neither metered nor cached', async () => {
    const { persona, book } = readAll(withTest('  user: Hi.\n'));
    const plan = planOf(withTest('  user: Hi.\n'));
    const store = memoryReplyStore();
    const model = understudy({ persona, book, measures: {} });
    const { results, summary } = await run(plan, { model, remember: (asked) => replay(asked, store), judge: model });
    expect(results[0]).toMatchObject({ state: 'satisfiable' });
    expect(store.size).toBe(0);
    expect(summary.cost.requests).toBe(0);
    expect(summary.notes).toHaveLength(2);
  });

  test('what it cannot keep is no reply found, not a failure', async () => {
    const text = 'persona P\n\nrules\n  torn: x\n    must: say "a"\n    never: say "a"\n\ntest t\n  user: Hi.\n';
    const { persona, book } = readAll(text);
    const { results } = await run(planOf(text), { model: understudy({ persona, book, measures: {} }) });
    expect(results[0]?.state).toBe('no-reply-found');
  });
});
