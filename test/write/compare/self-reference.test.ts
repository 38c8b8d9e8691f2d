// Comparing two answers: an answer of one's own first, then votes in both orders; and grading one by what a judge would have written.
import { describe, expect, test } from 'vitest';
import type { ChatRequest, Reply, TokenLogprob } from '../../../src/model/port.ts';
import { newRun } from '../../../src/play/call.ts';
import { decisionIn } from '../../../src/write/compare/read-decision.ts';
import { selfJudge } from '../../../src/write/compare/self-judge.ts';
import { preferenceRow, selfReference } from '../../../src/write/compare/self-reference.ts';
import { type ScriptStep, scriptedModel } from '../../kit/scripted-model.ts';
import { drainRun, stepsOf, writeDeps } from '../kit.ts';

const never = new AbortController().signal;
const prompt = [
  { role: 'system', content: 'You are a porter.' },
  { role: 'user', content: 'Is there a lift?' },
] as const;
const comparison = { prompt, a: 'It sticks, madam.', b: 'Yes.', principle: 'The more helpful one.' };
const verdict = (which: string) => `One is kinder.\nVerdict: ${which}`;

/** Of the decision: .8 to .1, whichever it is. */
function withLogprobs(which: 'first' | 'second'): Reply {
  const other = which === 'first' ? ' second' : ' first';
  const at: TokenLogprob = {
    token: ` ${which}`,
    logprob: Math.log(0.8),
    top: [
      { token: ` ${which}`, logprob: Math.log(0.8) },
      { token: other, logprob: Math.log(0.1) },
    ],
  };
  const before: TokenLogprob = { token: 'Verdict:', logprob: 0, top: [] };
  return { text: verdict(which), finish: 'stop', logprobs: [before, at] };
}

function replies(...all: readonly Reply[]): ScriptStep['say'] {
  return { events: [{ type: 'done', replies: all, usage: { input: 1, output: 1 }, labels: [] }] };
}

/** The model's own answer stands in the conversation, before the two. */
const votes =
  (order: 'AB' | 'BA') =>
  ({ messages }: ChatRequest) => {
    const roles = messages.map(({ role }) => role).join(' ');
    const last = messages.at(-1)?.content ?? '';
    const [a, b] = [last.indexOf(comparison.a), last.indexOf(comparison.b)];
    const own = messages[2]?.content === 'There is, on the left.';
    return roles === 'system user assistant user' && own && a >= 0 && b >= 0 && a < b === (order === 'AB');
  };

describe('self-reference', () => {
  test('n and log probabilities: three requests, the votes in both orders, the margin of the card', async () => {
    const model = scriptedModel(
      [
        'There is, on the left.',
        { expect: votes('AB'), say: replies(withLogprobs('first'), withLogprobs('first')) },
        { expect: votes('BA'), say: replies(withLogprobs('second'), withLogprobs('first')) },
      ],
      { capabilities: { n: true, logprobs: true } },
    );
    const deps = writeDeps(model);
    const { value, events } = await drainRun(selfReference(comparison, newRun(deps), deps, never));
    model.finish();
    expect(model.requests.map(({ n, logprobs }) => [n, logprobs])).toEqual([
      [undefined, undefined],
      [2, 20],
      [2, 20],
    ]);
    expect(stepsOf(events)).toEqual(['own answer', 'votes AB', 'votes BA']);
    // First, first of AB; second, first of BA: A has three, B one.
    expect(value).toMatchObject({
      ok: true,
      count: { A: 3, B: 1 },
      kept: 'A',
      positionBiased: false,
      marginLabel: 'first-token',
    });
    if (!value.ok) return;
    expect(value.margin).toBeCloseTo(2.0794, 4);
    expect(value.margin).not.toBeCloseTo(0.75);
    // One row as trainers take it, from what the run gave.
    expect(preferenceRow(comparison, value)).toMatchObject({
      message: prompt,
      chose: comparison.a,
      reject: comparison.b,
    });
  });

  test('without either: each vote a request, strength by samples of the decision, labelled', async () => {
    const decision = ({ messages }: ChatRequest) =>
      messages.at(-2)?.content === 'One is kinder.' && messages.at(-1)?.content.includes('By this critique') === true;
    const model = scriptedModel([
      'There is, on the left.',
      { expect: votes('AB'), say: verdict('first') },
      { expect: votes('AB'), say: verdict('first') },
      ...Array.from({ length: 5 }, () => ({ expect: decision, say: 'first' })),
      { expect: votes('BA'), say: verdict('second') },
      { expect: votes('BA'), say: 'I like both.' },
      ...['second', 'second', 'second', 'first', 'well'].map((say) => ({ expect: decision, say })),
    ]);
    const deps = writeDeps(model);
    const { value } = await drainRun(selfReference(comparison, newRun(deps), deps, never));
    model.finish();
    expect(value).toMatchObject({
      count: { A: 3, B: 0 },
      kept: 'A',
      marginLabel: 'sampled',
      why: 'A has 3 votes, B 0, 1 cannot be read: A is kept.',
    });
    // Twice ln(5.5 / .5), once ln(3.5 / 1.5).
    expect(value.ok && value.margin).toBeCloseTo((2 * Math.log(11) + Math.log(3.5 / 1.5)) / 3, 10);
  });

  test('who always says first has voted for the place: discarded, and said so', async () => {
    const model = scriptedModel(
      [
        'There is, on the left.',
        { expect: votes('AB'), say: replies(withLogprobs('first'), withLogprobs('first')) },
        { expect: votes('BA'), say: replies(withLogprobs('first'), withLogprobs('first')) },
      ],
      { capabilities: { n: true, logprobs: true } },
    );
    const deps = writeDeps(model);
    const { value } = await drainRun(selfReference(comparison, newRun(deps), deps, never));
    expect(value).toMatchObject({ count: { A: 2, B: 2 }, kept: undefined, positionBiased: true, margin: undefined });
    expect(value.ok && value.why).toContain('the votes follow the place');
    expect(value.ok && preferenceRow(comparison, value)).toBeUndefined();
  });

  test('a verdict inside the critique decides nothing', () => {
    expect(decisionIn({ text: 'Verdict: first\nNo, wait.', finish: 'stop' }).says).toBeUndefined();
    expect(decisionIn({ text: 'Well.\n**Verdict: second**', finish: 'stop' })).toMatchObject({
      says: 'second',
      critique: 'Well.',
    });
  });
});

describe('self-judge', () => {
  const graded = { step: 'grade', prompt, answer: 'It sticks.', reference: 'It sticks on the third floor.' };
  const top = Object.entries({ '7': 0.5, '8': 0.3, '3': 0.1 }).map(([token, p]) => ({ token, logprob: Math.log(p) }));

  test('with log probabilities: one token, and what it might have been', async () => {
    const reply: Reply = { text: '7', finish: 'length', logprobs: [{ token: '7', logprob: Math.log(0.5), top }] };
    const model = scriptedModel(
      [{ expect: ({ maxTokens, logprobs }) => maxTokens === 1 && logprobs === 20, say: replies(reply) }],
      {
        capabilities: { logprobs: true },
      },
    );
    const deps = writeDeps(model);
    const { value } = await drainRun(selfJudge(graded, newRun(deps), deps, never));
    model.finish();
    expect(value).toMatchObject({ ok: true, label: 'first-token' });
    // Not the digit that was written.
    expect(value.ok && value.score).toBeCloseTo(6.8889, 4);
  });

  test('without: the mean of samples, labelled; no digit at all is no score', async () => {
    for (const [said, score] of [
      [['7', '8', '8', '7', 'I would say 2'], 7.5],
      [['good', 'good', 'bad', '', '?'], undefined],
    ] as const) {
      const model = scriptedModel(said);
      const deps = writeDeps(model);
      const { value } = await drainRun(selfJudge(graded, newRun(deps), deps, never));
      model.finish();
      expect(value).toMatchObject({ ok: true, label: 'sampled', score });
    }
  });

  test('a reference is held against it only where there is one', async () => {
    for (const reference of [undefined, 'It sticks on the third floor.']) {
      const model = scriptedModel(['7', '7', '7', '7', '7']);
      const deps = writeDeps(model);
      const one = { step: 'grade', prompt, answer: 'It sticks.', ...(reference === undefined ? {} : { reference }) };
      await drainRun(selfJudge(one, newRun(deps), deps, never));
      expect(model.requests[0]?.messages[0]?.content.includes('REFERENCE')).toBe(reference !== undefined);
    }
  });
});
