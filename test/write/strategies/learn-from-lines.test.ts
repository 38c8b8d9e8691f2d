// Learning as a user starts it: lines in, the library as a file beside the persona out, with what stood in it before.
import { describe, expect, test } from 'vitest';
import { readStrategies } from '../../../src/play/strategies/strategies.ts';
import { learnFromLines } from '../../../src/write/strategies/learn-from-lines.ts';
import { answeringModel, lastOf, runMade, writeInput } from '../input.ts';
import { writeDeps } from '../kit.ts';

const known = 'strategy greeting\n  scenario: hello\n  advice: Bow.\n  status: approved\n';
const files = {
  read: (path: string) =>
    path === './x.strategies'
      ? ({ ok: true, uri: path, text: known } as const)
      : ({ ok: false, uri: path, reason: 'missing' } as const),
};

describe('learn strategies', () => {
  test('two lines: the one that helps goes into the library, behind what is there', async () => {
    const student = answeringModel(({ messages }) =>
      messages.some(({ content }) => content.includes('Be kind.')) ? 'Dear madam!' : 'What?',
    );
    const judge = answeringModel((request) => {
      const last = lastOf(request);
      if (!last.includes('Reply with one digit'))
        return JSON.stringify({ scenario: last.includes('parcel') ? 'parcel lost' : 'door', strategy: 'Be kind.' });
      return last.includes('parcel') && last.includes('Dear madam!') ? '8' : '3';
    });
    const made = learnFromLines(
      writeInput('persona Clerk\n', { text: 'My parcel is lost.\n\nOpen the door.\n', files }),
    );
    const { events, told, ending } = await runMade(made, writeDeps(student, { judge }));
    const [file] = events.flatMap((event) => (event.type === 'file' ? [event] : []));
    expect(file?.name).toBe('x.strategies');
    expect(file?.text.startsWith(known)).toBe(true);
    expect(readStrategies(file?.text ?? '').strategies.map(({ name, status }) => [name, status])).toEqual([
      ['greeting', 'approved'],
      ['parcel lost', 'proposed'],
    ]);
    expect(told.join('\n')).toContain('“Open the door.”: not kept, for it does not help: 3.00 before, 3.00 after.');
    expect(ending).toEqual({ how: 'done' });
    // The student alone speaks; the judge's model alone advises.
    expect(student.requests).toHaveLength(4);
    expect(judge.requests).toHaveLength(2 + 4 * 5);
  });

  test('nothing to go by, no judge', async () => {
    expect(learnFromLines(writeInput('persona Clerk\n'))).toContain('What users say is needed');
    const model = answeringModel((request) =>
      lastOf(request).includes('one digit') ? '5' : '{"scenario":"a","strategy":"b"}',
    );
    const { told } = await runMade(learnFromLines(writeInput('persona Clerk\n', { text: 'Hello.' })), writeDeps(model));
    expect(told[0]).toBe('No judge is chosen, so the model teaches and grades itself.');
  });
});
