// Candidates in a real VS Code: example dialogues with a table of every verdict, a loser that the author takes all the same; a foil picked from the files of
// the workspace; tests of dialogues with no model at all.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const finch = `persona Mr Finch
  role: night porter

knows
  - The lift sticks on the third floor.

rules
  secret: Never says the number of the safe.
    never: say "4711"

example the guest
  user: Where is the lift?
  self: On the left, madam.
`;
const ida = `persona Ida Voss
  role: rover driver

knows
  - The rover landed in Jezero crater.
`;

const quality = (marks: readonly number[]) =>
  JSON.stringify({
    verdicts: marks.map((mark, at) => ({
      candidate: `c${at + 1}`,
      ...{ depth: mark, coherence: mark, consistency: mark, diversity: mark, likability: mark },
    })),
  });
const faithful = JSON.stringify({
  verdicts: [true, false, true, true].map((one, at) => ({ candidate: `c${at + 1}`, faithful: one })),
});
const harm = JSON.stringify({
  verdicts: [0.01, 0.01, 0.6, 0.02].map((toxicity, at) => ({ candidate: `c${at + 1}`, toxicity })),
});
const inside = JSON.stringify({
  questions: [{ question: 'Does the lift work?', fact: 'A1', key: 'third', because: '' }],
});
const outside = JSON.stringify({
  questions: [{ question: 'Where did the rover land?', fact: 'B1', key: '', because: 'He never leaves his desk.' }],
});

let mock: LLMock;
let workbench: Workbench;

beforeAll(async () => {
  mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  await mock.start();
  let talks = 0;
  const answers: readonly (readonly [words: string, answer: () => string])[] = [
    ['Invent somebody who could talk', () => JSON.stringify({ attributes: ['I sell umbrellas.'] })],
    ['how good they are to read', () => quality([0.8, 0.9, 0.85, 0.7])],
    ['check talks against two profiles', () => faithful],
    ['how harmful talks are', () => harm],
    ['that Mr Finch can answer by one of', () => inside],
    ['that only Ida Voss could answer', () => outside],
    ['Does the lift work?', () => 'On the third floor it sticks, madam.'],
    ['Where did the rover land?', () => 'I could not say, madam.'],
  ];
  for (const [words, answer] of answers) mock.on({ userMessage: words }, { content: answer() });
  mock.on({ userMessage: 'Write a talk of 6 to 10' }, () => ({
    content: `user: Good evening.\nMr Finch: Talk number ${++talks}, madam.`,
  }));
  workbench = await openWorkbench({
    files: { 'finch.persona': finch, 'ida.persona': ida },
    width: 1400,
    height: 900,
    ...(process.env['THEME'] ? { theme: process.env['THEME'] as 'light' } : {}),
    settings: {
      'dramatis.endpoints': [{ name: 'mine', url: `${mock.url}/v1`, model: 'gpt-4o' }],
      'dramatis.model': 'mine',
    },
  });
});
afterAll(async () => {
  await workbench?.close();
  await mock?.stop();
});

const row = (text: string) => workbench.row(text);
const patch = (title: string) => workbench.treeRow(title);
const file = () => readFile(join(workbench.folder, 'finch.persona'), 'utf8');

test('every candidate stands in a table; one that was passed over may be taken all the same', async () => {
  const { page } = workbench;
  await workbench.openFile('finch.persona');
  await workbench.command('Dramatis: Improve Persona …');
  await workbench.choose('by example dialogues');
  await page.locator('.quick-input-message', { hasText: 'Who talks with it' }).waitFor();
  await page.keyboard.press('Enter');
  await patch('Figures side by side').waitFor();
  // The last of the second iteration: changes that come meanwhile would take the editor back to the diff.
  await patch('Talk number 8').waitFor();
  await expect.poll(() => patch('Talk number 2').getAttribute('aria-label')).toContain('not faithful');
  await workbench.screenshot('candidates-review');
  await patch('Figures side by side').click();
  const shown = page.locator('.editor-instance .view-lines', { hasText: 'Iteration 1' }).first();
  await expect.poll(() => shown.innerText()).toMatch(/c2.*0\.90.*no.*not.faithful/u);
  await workbench.screenshot('candidates-figures');
  await patch('Talk number 2').click();
  await workbench.command('Dramatis: Consider Proposed Change Again');
  await expect.poll(() => patch('Talk number 2').getAttribute('aria-label')).toContain('open');
  await workbench.screenshot('candidates-again');
  await workbench.command('Dramatis: Accept Proposed Change');
  await expect.poll(() => patch('Talk number 2').getAttribute('aria-label')).toContain('accepted');
  await workbench.command('Dramatis: End the Review');
  await page.locator('.tab', { hasText: 'as proposed' }).waitFor({ state: 'hidden' });
  await workbench.screenshot('candidates-ended');
  await workbench.save('finch.persona');
  await expect.poll(file).toContain('self: Talk number 2, madam.');
  expect(await file()).not.toContain('Talk number 3');
});

test('a foil is picked among the files of the workspace', async () => {
  await workbench.command('Dramatis: Improve Persona …');
  await workbench.choose('by questions against a foil');
  await row('ida.persona').waitFor();
  await workbench.screenshot('candidates-foil');
  await workbench.choose('ida.persona');
  await patch('test outside 1').waitFor();
  await patch('unknown › He never leaves').waitFor();
  await workbench.command('Dramatis: End the Review');
});

test('dialogues become tests, and no model is asked', async () => {
  const before = mock.getRequests().length;
  await workbench.openFile('finch.persona');
  await workbench.command('Dramatis: Improve Persona …');
  await workbench.choose('by tests made of dialogues');
  await patch('test Where is the lift').waitFor();
  await workbench.page.locator('.review-widget', { hasText: 'no model' }).first().waitFor();
  await workbench.screenshot('candidates-tests');
  expect(mock.getRequests()).toHaveLength(before);
});
