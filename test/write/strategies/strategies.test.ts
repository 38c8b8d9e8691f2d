// Strategies learnt from a teacher: kept only where a judge sees a gain, with both scores, as proposed.
import { describe, expect, test } from 'vitest';
import type { ChatRequest, Reply } from '../../../src/model/port.ts';
import { newRun } from '../../../src/play/call.ts';
import { addStrategy, gainHolds, readStrategies, type Strategy } from '../../../src/play/strategies/strategies.ts';
import { learnStrategies } from '../../../src/write/strategies/learn-strategies.ts';
import { type ScriptStep, scriptedModel } from '../../kit/scripted-model.ts';
import { library, query } from '../../kit/strategy-library.ts';
import { writeInput } from '../input.ts';
import { drainRun, stepsOf, writeDeps } from '../kit.ts';

const { signal } = new AbortController();
const { persona } = writeInput('persona Help Desk\n  role: clerk of a shop\n');

const advice = JSON.stringify({
  scenario: 'late delivery, refund wanted',
  strategy: 'Apologise, then offer the refund.',
});
const has = (text: string) => (request: ChatRequest) => request.messages.some(({ content }) => content.includes(text));

function grade(digit: string, logprobs: boolean): ScriptStep[] {
  if (!logprobs) return Array.from({ length: 5 }, () => ({ say: digit }));
  const token = { token: digit, logprob: 0, top: [{ token: digit, logprob: 0 }] };
  const reply: Reply = { text: digit, finish: 'length', logprobs: [token] };
  return [{ say: { events: [{ type: 'done', replies: [reply], usage: undefined, labels: [] }] } }];
}

async function learn(before: string, after: string, logprobs: boolean) {
  const student = scriptedModel(
    ['What is your order number?', { expect: has('Apologise, then offer'), say: 'I am sorry. Here is your refund.' }],
    { name: 'small' },
  );
  const teacher = scriptedModel([{ expect: has('What is your order number?'), say: advice }], {
    name: 'large',
    capabilities: { jsonSchema: logprobs },
  });
  const judge = scriptedModel([...grade(before, logprobs), ...grade(after, logprobs)], {
    name: 'judge',
    capabilities: { logprobs },
  });
  const deps = writeDeps(student);
  const learning = { persona, scenarios: [query], teacher, judge, library: [] };
  const run = await drainRun(learnStrategies(learning, newRun(deps), deps, signal));
  for (const model of [student, teacher, judge]) model.finish();
  return { ...run, student, teacher, judge };
}

describe.each([true, false])('learning, log probabilities: %s', (logprobs) => {
  test('student, teacher, student again, judged before and after; kept with both scores, proposed', async () => {
    const { value, events, judge } = await learn('4', '7', logprobs);
    expect(stepsOf(events)).toEqual(['student', 'teacher', 'student retry', 'judge before', 'judge after']);
    const label = logprobs ? 'first-token, judge' : 'sampled, judge';
    expect(value.strategies).toMatchObject([{ status: 'proposed', gain: { before: 4, after: 7, label } }]);
    // Each is graded by itself, and the judge is told neither which is which nor the advice.
    expect(judge.requests.some(has('Apologise, then'))).toBe(false);
    expect(judge.requests[0]?.messages[0]?.content).toContain('What is your order number?');
    expect(judge.requests[0]?.messages[0]?.content).not.toContain('I am sorry.');
    // The student said what is kept; the teacher wrote no reply.
    expect(value.strategies[0]?.evidence).toContain('self, with it: I am sorry. Here is your refund.');
  });

  test('no better, or no score: not kept, and said so', async () => {
    for (const [before, after] of [
      ['7', '7'],
      ['7', '4'],
      ['7', 'x'],
    ] as const) {
      const { value, events } = await learn(before, after, logprobs);
      expect(value).toEqual({ ok: true, strategies: [] });
      expect(events.some((event) => event.type === 'told' && event.message.includes('not kept'))).toBe(true);
    }
  });

  test('editing it makes its gain hold no more', async () => {
    const { value } = await learn('4', '7', logprobs);
    const text = addStrategy(library, value.strategies[0] as Strategy);
    expect(text.startsWith(library.trimEnd())).toBe(true);
    const last = readStrategies(text);
    expect(last.problems).toEqual([]);
    expect(last.strategies.map(gainHolds)).toEqual([false, false, false, false, true]);
    const edited = readStrategies(text.replace('Apologise, then offer', 'Never offer'));
    expect(gainHolds(edited.strategies[4] as Strategy)).toBe(false);
    expect(edited.problems[0]?.message).toContain('its gain holds no more');
    // Approving is no edit of what was measured.
    const approved = readStrategies(
      text.replace(/status: proposed\n {2}evidence: user/u, 'status: approved\n  evidence: user'),
    );
    expect(approved.strategies[4]).toMatchObject({ status: 'approved' });
    expect(gainHolds(approved.strategies[4] as Strategy)).toBe(true);
  });
});
