// A narrated scene in the terminal, over the wire: the estimate, what is learnt as lines of text, as many requests as a round takes, and a
// talk file that is read back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { answeringEndpoint } from '../kit/answering-endpoint.ts';
import { filesIn } from '../kit/sample-files.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

/** What each task is answered, by words of its own. */
const answers: readonly (readonly [RegExp, string])[] = [
  [/look at yourself/, 'Belief: The light failed.\nDesire: Sleep.\nIntention: Say nothing.'],
  [/look around you/, 'Somebody is on the stairs.'],
  [/Plan it: one line/, 'Ines Marrow: hides the ledger\nTobias Crane: asks for the ledger'],
  [/What do you do\?/, 'Turns to the window.'],
  [/what do you say with it/, 'It was the wind.'],
  [/Whom of the others/, 'Affected: nobody'],
  [/Where and how is Tobias Crane/, 'By the stove, I think.'],
  [/Where and how is/, 'Position: at the window\nCondition: pale'],
  [/Describe the scene/, 'The lamp is lit.'],
  [/Sum up the plot/, 'The inspector has come.'],
];

test('rounds are played and told line by line', async () => {
  const server = await answeringEndpoint();
  onTestFinished(() => server.close());
  server.answer((messages) => {
    const task = messages.at(-1)?.content ?? '';
    return answers.find(([sign]) => sign.test(task))?.[1] ?? `not expected: ${task}`;
  });
  const files = Object.fromEntries(
    Object.entries(filesIn('samples/scenes')).map(([path, text]) => [path.slice(1), text]),
  );
  const config = JSON.stringify({ endpoints: [{ name: 'local', url: server.url, model: 'small-1' }] });
  const keeper = files['keeper.persona']?.replace('turns: 2', 'turns: 1') ?? '';
  const cwd = tempFolder({ ...files, 'keeper.persona': keeper, 'dramatis.json': config });
  const terminal = testTerminal({ cwd, input: [] });
  const allow = ['--model', 'local', '--allow-origin', new URL(server.url).origin];
  const argv = ['play', 'keeper.persona', ...allow, '--scene', 'the relief boat', '--keep', 'a.talk.jsonl'];
  expect(await main(argv, terminal, '1.2.3')).toBe(0);
  expect(server.requests).toHaveLength(15);
  expect(terminal.errors()).toContain('at most 18 requests for 6 lines (14 to 18 requests a round, one round).');
  const out = terminal.output();
  expect(out).toContain('Ines Marrow believes: The light failed.; wants: Sleep.; means to: Say nothing.');
  expect(out).toContain('  Round 1\n    Ines Marrow: hides the ledger\n    Tobias Crane: asks for the ledger');
  expect(out).toContain('Ines Marrow: *Turns to the window.*');
  expect(out).toContain('Ines Marrow is now: at the window (changed); pale (changed)');
  expect(out).toContain('at the head of the stairs (kept: the answer could not be read)');
  expect(out).toContain('The plot so far: The inspector has come.');
  expect(out).toContain('The scene is over. 1 round was played.');
  // What the keeper hides is asked of nobody else.
  const hidden = server.requests.filter((messages) => JSON.stringify(messages).includes('torn the page out'));
  expect(hidden.every(([system]) => system?.content.startsWith('You are Ines Marrow'))).toBe(true);
  expect(hidden).toHaveLength(4);
  const kept = readFileSync(join(cwd, 'a.talk.jsonl'), 'utf8');
  expect(kept.match(/"kind":"placement"/g)).toHaveLength(2);
});

test('the offline understudy does not pretend: it says what is needed', async () => {
  const files = Object.fromEntries(
    Object.entries(filesIn('samples/scenes')).map(([path, text]) => [path.slice(1), text]),
  );
  const terminal = testTerminal({ cwd: tempFolder(files), input: [] });
  expect(await main(['play', 'tutor.persona', '--scene', 'fractions'], terminal, '1.2.3')).not.toBe(0);
  expect(terminal.errors()).toContain('Select a model.');
});
