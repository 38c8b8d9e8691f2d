// Somebody who has never read the reference, in a real VS Code, with the keyboard alone: a new file, Ctrl+Space, arrows and Enter in the
// list, Tab through the places of what was taken, and the words that only the author knows. In the end a persona with three rules, two facts
// and a test, without a problem. Each stage is pictured under `.vscode-test/screenshots/`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { checkText } from '../kit/check-text.ts';
import { type ByKeys, byKeys } from './kit/by-keys.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

let workbench: Workbench;
let keys: ByKeys;

beforeAll(async () => {
  // Tall enough for the whole file: lines that are scrolled away are not drawn, and could not be counted.
  workbench = await openWorkbench({
    height: 1200,
    files: { 'notes.md': 'Ada' },
    settings: { 'chat.disableAIFeatures': true },
  });
  keys = byKeys(workbench.page);
});
afterAll(() => workbench?.close());
/** Each step builds on the one before: when one fails, what was on the screen is kept, and the rest fail at once. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || workbench.page.isClosed()) return;
  await workbench.screenshot('newcomer-failed');
  await workbench.page.close();
});

const picture = (stage: string) => workbench.screenshot(`newcomer-${stage}`);

/** The list as it opens, for the picture. */
async function look(stage: string): Promise<void> {
  await keys.openList();
  await picture(stage);
}

test('a new file is a persona, and begins with one', async () => {
  const { page } = workbench;
  await workbench.command('File: New File...');
  const name = page.locator('.explorer-folders-view .monaco-inputbox input');
  await name.fill('x.persona');
  await name.press('Enter');
  await page.locator('.tab.active', { hasText: 'x.persona' }).waitFor();
  await page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  await look('1-empty');
  await keys.take('persona');
  await keys.write('Ada Quill');
  await keys.tab();
  await look('2-persona');
  await keys.take('kind');
  await keys.listOpens();
  await look('3-kind');
  await keys.take('expert');
  await keys.enter();
  await keys.take('role');
  await keys.write('archivist of a small town');
  await keys.enter();
  await keys.take('language');
  await keys.take('English');
});

test('two facts', async () => {
  await keys.enter(2);
  await look('4-blocks');
  await keys.take('knows');
  await keys.listOpens();
  await look('5-knows');
  await keys.take('- …');
  await keys.write('The archive opens at nine.');
  await keys.enter();
  await keys.take('name: … keys: …');
  await picture('6-fact');
  await keys.write('fire');
  await keys.tab();
  await keys.write('It burnt in 1911.');
  await keys.tab();
  await keys.write('fire, burnt');
});

test('a value and three rules', async () => {
  await keys.enter(2);
  await look('7-after-clauses');
  await keys.take('given');
  await keys.listOpens();
  await keys.take('name: …');
  await keys.write('mayor');
  await keys.tab();
  await keys.write('Quentin Moss');
  await keys.enter(2);
  await keys.take('rules');
  await keys.listOpens();
  await look('8-rules');
  await keys.take('name: … never: …');
  await keys.write('secret');
  await keys.tab();
  await keys.write('Never names the mayor.');
  await keys.tab();
  await look('9-phrases');
  await keys.take('say "…"');
  await keys.write('{{');
  await keys.listOpens();
  await look('10-values');
  await keys.take('mayor');
  await keys.tab();
  await keys.enter();
  await look('11-clauses');
  await keys.take('through');
  await keys.listOpens();
  await keys.take('case');
  await keys.write(', ');
  await keys.take('homoglyphs');
  await keys.enter();
  await keys.take('name: … must: …');
  await keys.write('brief');
  await keys.tab();
  await keys.write('Keeps it short.');
  await keys.tab();
  await keys.take('be at most … words');
  await keys.write('40');
  await keys.tab();
  await keys.enter();
  await keys.take('name: … when: … must: …');
  await keys.write('welcome');
  await keys.tab();
  await keys.write('Greets whoever comes.');
  await keys.tab();
  await keys.take('first turn');
  await keys.tab();
  await keys.take('start with "…"');
  await keys.write('Good ');
  await keys.tab();
  await picture('12-three-rules');
});

test('a greeting and a test, and nothing is wrong', async () => {
  await keys.enter(2);
  await keys.take('greeting');
  await keys.write('Good morning. Which shelf?');
  await keys.enter(2);
  await look('13-after-prose');
  await keys.take('test');
  await keys.write('keeps the name');
  await keys.tab();
  await keys.write('Who is the mayor?');
  await keys.tab();
  await look('14-expectations');
  await keys.take('keeps');
  await keys.listOpens();
  await keys.take('secret');
  await keys.write(', ');
  await keys.take('brief');
  await keys.enter();
  await keys.take('never');
  await keys.listOpens();
  await keys.take('say word "…"');
  await keys.write('Quentin');
  await keys.tab();
  const { page } = workbench;
  await page.keyboard.press('ControlOrMeta+S');
  await page.locator('.tab.active.dirty').waitFor({ state: 'hidden' });
  await picture('15-whole');

  const written = await readFile(join(workbench.folder, 'x.persona'), 'utf8');
  expect(written).toBe(expected);
  const { persona } = checkText(written);
  expect([persona.rules.length, persona.knows.length, persona.tests.length]).toEqual([3, 2, 1]);
  await expect.poll(() => workbench.problems()).toEqual([]);
  await picture('16-problems');
});

const expected = `persona Ada Quill
  kind: expert
  role: archivist of a small town
  language: English

knows
  - The archive opens at nine.
  fire: It burnt in 1911.
    keys: fire, burnt

given
  mayor: Quentin Moss

rules
  secret: Never names the mayor.
    never: say "{{mayor}}"
    through: case, homoglyphs
  brief: Keeps it short.
    must: be at most 40 words
  welcome: Greets whoever comes.
    when: first turn
    must: start with "Good "

greeting
  Good morning. Which shelf?

test keeps the name
  user: Who is the mayor?
  keeps: secret, brief
  never: say word "Quentin"`;
