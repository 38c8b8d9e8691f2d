// Two personas on the same words, as a user starts it: who is preferred, what counts for nobody, grades with their label.
import { describe, expect, test } from 'vitest';
import type { ChatRequest, Reply } from '../../../src/model/port.ts';
import { comparePersonas } from '../../../src/write/compare/compare-personas.ts';
import type { ScriptStep } from '../../kit/scripted-model.ts';
import { answeringModel, lastOf, runMade, writeInput } from '../input.ts';
import { stepsOf, writeDeps } from '../kit.ts';

const files = {
  read: (path: string) =>
    path === './blunt.persona'
      ? ({ ok: true, uri: 'file:///work/blunt.persona', text: 'persona Blunt\n  role: rude porter\n' } as const)
      : ({ ok: false, uri: path, reason: 'missing' } as const),
};
const text = 'A room?\n\nThe lift?';

/** Prefers what is kind, wherever it stands; of lifts it takes whatever stands first. */
function verdict(request: ChatRequest): string {
  const last = lastOf(request);
  const first = last.indexOf('Certainly') < last.indexOf('No.');
  const lift = request.messages[0]?.content === 'The lift?';
  return `Hm.\nVerdict: ${lift || first ? 'first' : 'second'}`;
}

function judgeWith(logprobs: boolean) {
  return answeringModel(
    (request): string | ScriptStep => {
      const last = lastOf(request);
      if (last.includes('Reply with one digit')) {
        const digit = last.endsWith('nothing else.') && /ANSWER\nCertainly/u.test(last) ? '8' : '2';
        const top = [{ token: digit, logprob: 0 }];
        const reply: Reply = { text: digit, finish: 'length', logprobs: [{ token: digit, logprob: 0, top }] };
        return logprobs
          ? { say: { events: [{ type: 'done', replies: [reply], usage: undefined, labels: [] }] } }
          : digit;
      }
      if (last.includes('By this critique')) return 'first';
      return last.includes('Here are two other answers') ? verdict(request) : 'Let me see.';
    },
    { logprobs },
  );
}

describe.each([true, false])('compare personas, log probabilities: %s', (logprobs) => {
  test('one is preferred in both orders; one whose votes follow the place counts for nobody', async () => {
    const model = answeringModel(({ messages }) =>
      messages.some(({ content }) => content.includes('rude')) ? 'No.' : 'Certainly, madam.',
    );
    const judge = judgeWith(logprobs);
    const input = writeInput('persona Kind\n  role: kind porter\n', { words: 'blunt.persona', text, files });
    const { events, told, ending } = await runMade(comparePersonas(input), writeDeps(model, { judge }));
    const strength = logprobs ? [] : ['strength'];
    const each = [
      'answer A',
      'answer B',
      'own answer',
      'votes AB',
      ...strength,
      'votes BA',
      ...strength,
      'grade A',
      'grade B',
    ];
    expect(stepsOf(events)).toEqual([...each, ...each]);
    const label = logprobs ? 'first-token' : 'sampled';
    expect(told).toEqual([
      `Of 2: A (Kind) preferred 1 times, B (Blunt) 0; 0 ties and 1 whose votes follow the place count for nobody. Mean grades (${label}): A 8.00 over 2, B 2.00 over 2.`,
    ]);
    const [file] = events.flatMap((event) => (event.type === 'file' ? [event.text] : []));
    expect(file).toContain('the votes follow the place and not the answer');
    // Neither persona's prompt is before the judge, nor its name.
    const judged = judge.requests.flatMap(({ messages }) => messages.map(({ content }) => content)).join('\n');
    expect(judged).not.toMatch(/rude|kind porter|Blunt/u);
    expect(ending).toEqual({ how: 'done' });
  });
});

test('another that is not there, and nothing to say', () => {
  expect(comparePersonas(writeInput('persona A\n', { words: 'x.persona', text }))).toContain(
    'is no persona beside this one',
  );
  expect(comparePersonas(writeInput('persona A\n', { words: 'blunt.persona', files }))).toContain(
    'What users say is needed',
  );
});
