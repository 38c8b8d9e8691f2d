// How far a judge agrees with its author: every pick is put to it in both orders and graded, and the report says what a threshold would cover. With the
// numbers of the card of self-judging: coverage and accuracy by threshold.
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/model/port.ts';
import type { TraceRecord } from '../../../src/play/trace.ts';
import { calibrateJudge } from '../../../src/write/compare/calibrate-judge.ts';
import { type ScriptStep, scriptedModel } from '../../kit/scripted-model.ts';
import { runMade, writeInput } from '../input.ts';
import { writeDeps } from '../kit.ts';

const at = '2026-01-01T00:00:00.000Z';
const pick = (n: number, by = 'author'): TraceRecord => ({
  type: 'preference',
  at,
  preference: {
    prompt: [
      { role: 'system', content: 'Is a porter.' },
      { role: 'user', content: `Question ${n}?` },
    ],
    chosen: `Good ${n}.`,
    rejected: `Bad ${n}.`,
    by,
    at,
    turns: [`a${n}`, `b${n}`],
    models: [undefined, undefined],
  },
});
const all = (...replies: readonly Reply[]): ScriptStep['say'] => ({
  events: [{ type: 'done', replies, usage: { input: 1, output: 1 }, labels: [] }],
});
const digit = (text: string): ScriptStep => ({
  say: all({ text, finish: 'stop', logprobs: [{ token: text, logprob: 0, top: [{ token: text, logprob: 0 }] }] }),
});
/** Two votes, sure by the factor that is given. */
const votes = (which: 'first' | 'second', factor: number): ScriptStep => {
  const other = which === 'first' ? 'second' : 'first';
  const top = [
    { token: ` ${which}`, logprob: Math.log(factor / (factor + 1)) },
    { token: ` ${other}`, logprob: Math.log(1 / (factor + 1)) },
  ];
  const reply: Reply = {
    text: `So.\nVerdict: ${which}`,
    finish: 'stop',
    logprobs: [{ token: ` ${which}`, logprob: top[0]?.logprob ?? 0, top }],
  };
  return { say: all(reply, reply) };
};
const own = 'My own.';
const able = { capabilities: { n: true, logprobs: true }, name: 'judge-1' };

describe('a judge beside an author', () => {
  test('agrees, disagrees, cannot tell; margins and grades by threshold', async () => {
    const judge = scriptedModel(
      [
        ...[own, votes('first', 9), votes('second', 9), digit('8'), digit('3')],
        ...[own, votes('second', 2), votes('first', 2), digit('5'), digit('7')],
        ...[own, votes('first', 4), votes('first', 4), digit('6'), digit('2')],
      ],
      able,
    );
    const talk = [
      pick(1),
      pick(2),
      pick(3),
      pick(4),
      { type: 'withdrawal', at, turns: ['b4', 'a4'] } as TraceRecord,
      pick(5, 'judge-1'),
    ];
    const input = writeInput('persona Finch\n', { talk });
    const made = calibrateJudge(input);
    const { events, told, ending } = await runMade(made, writeDeps(scriptedModel([]), { judge }));
    judge.finish();
    expect(ending).toEqual({ how: 'done' });
    expect(told).toEqual([
      'judge-1 agrees with 1 of your 3 picks, disagrees with 1, and cannot tell 1 (1 of them because the votes follow the place).',
    ]);
    const [file] = events.flatMap((event) => (event.type === 'file' ? [event] : []));
    // ln 9 and ln 2: the surer one is right, so from there on it agrees always.
    expect(file?.text).toContain('at least 0.69: covers 100 % of 2, agrees in 50 %');
    expect(file?.text).toContain('at least 2.20: covers 50 % of 2, agrees in 100 %');
    expect(file?.text).toContain('90 % are reached from 2.20 on, which covers 50 %.');
    // Grades 8 5 6 chosen, 3 7 2 not.
    expect(file?.text).toContain('at least 5.00: covers 67 % of 6, is your choice in 75 %');
    expect(file?.text).toContain('at least 8.00: covers 17 % of 6, is your choice in 100 %');
    expect(file?.text).toMatch(/correlate with r = 0\.55 over 6 replies/);
    expect(file?.text).toContain('3. cannot tell.');
    // What both answer was sent, and a grade never sees the prompt.
    expect(judge.requests[0]?.messages[0]).toEqual({ role: 'system', content: 'Is a porter.' });
    expect(judge.requests[3]?.messages[0]?.content).not.toContain('Is a porter.');
  });

  test('without a pick it says what is missing', () => {
    expect(calibrateJudge(writeInput('persona Finch\n', { talk: [pick(1, 'judge-1')] }))).toContain('picked no reply');
  });
});
