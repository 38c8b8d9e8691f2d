// A line entered while the persona speaks, in a terminal.
import { expect, test } from 'vitest';
import { lineReader } from '../../src/cli/line-reader.ts';
import { talkInTerminal } from '../../src/cli/talk-in-terminal.ts';
import { newSession } from '../../src/play/session.ts';
import { type ScriptStep, scriptedModel } from '../kit/scripted-model.ts';
import { testTerminal } from '../kit/terminal.ts';
import { bookOf, depsOf, holmesText, linesOf } from '../play/kit.ts';

/** Talks; each line is entered when the terminal shows what stands before it. */
async function talk(steps: readonly (string | ScriptStep)[], lines: readonly [string, string][], interactive = true) {
  const model = scriptedModel(steps);
  const shown: string[] = [];
  let look = () => {};
  const waitFor = (text: string) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (shown.join('').includes(text)) resolve();
      };
      look();
    });
  async function* input() {
    for (const [after, line] of lines) {
      await waitFor(after);
      yield `${line}\n`;
    }
  }
  const terminal = {
    ...testTerminal({ interactive }),
    input: input(),
    out(text: string) {
      shown.push(text);
      look();
    },
  };
  const { persona, book } = bookOf(holmesText);
  const { state } = await talkInTerminal(newSession('t', persona, book), depsOf(model), lineReader(terminal), terminal);
  model.finish();
  return { state, shown: shown.join('') };
}

const hanging: ScriptStep = { say: ['It is ', 'the dog.'], hangAfter: 1 };

test('interrupts the reply: what was said stays, marked, and the line follows', async () => {
  const { state, shown } = await talk(
    [hanging, 'Very well.'],
    [
      ['Come in.', 'What is it?'],
      ['It is ', 'Never mind.'],
      ['Very well.', '/quit'],
    ],
  );
  expect(linesOf(state).slice(1)).toEqual([
    'user: What is it?',
    'self: It is ',
    'user: Never mind.',
    'self: Very well.',
  ]);
  expect(state.turns[2]).toMatchObject({ finish: 'stopped', labels: ['interrupted'] });
  expect(shown).toContain('stopped · interrupted');
});

test('an empty line and /sent interrupt nothing', async () => {
  const { state } = await talk(
    [{ say: ['It is ', 'the dog.'] }],
    [
      ['Come in.', 'What is it?'],
      ['It is ', ''],
      ['It is ', '/sent'],
      ['the dog.', '/quit'],
    ],
  );
  expect(linesOf(state).slice(1)).toEqual(['user: What is it?', 'self: It is the dog.']);
  expect(state.turns.at(-1)?.finish).toBe('done');
});

test('lines that are piped in wait their turn', async () => {
  const { state } = await talk(
    [{ say: ['It is ', 'the dog.'] }, 'Nothing.'],
    [
      ['', 'What is it?'],
      ['', 'And?'],
    ],
    false,
  );
  expect(linesOf(state).slice(1)).toEqual([
    'user: What is it?',
    'self: It is the dog.',
    'user: And?',
    'self: Nothing.',
  ]);
});
