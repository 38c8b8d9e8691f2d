// Training rows in a real VS Code: formats and talks are picked, what does not go out is shown before anything is written, and then files stand in the folder. A file that is there is not
// written over without a yes; of an individual nothing goes out.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keeperText, plainTalk, type Recording } from '../data/kit.ts';
import { openWorkbench, type Theme, type Workbench } from './kit/open-workbench.ts';

const textOf = (...talks: readonly Recording[]) =>
  talks.flatMap(({ records }) => records.map((record) => `${JSON.stringify(record)}\n`)).join('');

const files = {
  'ida.persona': keeperText,
  'ida.talk.jsonl': textOf(plainTalk('a')),
  'night.talks.jsonl': textOf(
    plainTalk('b', 'How tall is it?'),
    plainTalk('c', 'Call me on +44 20 7946 0018?'),
    plainTalk('d', 'Did the great storm of last winter break the lamp room glass?'),
  ),
  'tom.persona': keeperText.replace('Ida Marsh', 'Tom Reed').replace('kind: character', 'kind: individual'),
};

let workbench: Workbench;
const open = async (theme: Theme) => {
  workbench = await openWorkbench({ files, theme, settings: { 'files.simpleDialog.enable': true } });
};
beforeAll(() => open('dark'));
afterAll(async () => {
  await workbench?.close();
});

const box = () => workbench.page.locator('.quick-input-widget');
const row = (text: string | RegExp) => box().locator('.monaco-list-row', { hasText: text }).first();
const words = () => box().locator('input[type="text"]');
const agree = () => box().getByRole('button', { name: 'OK' }).click();

/** In the editor's own dialog, which asks for a folder. */
async function writeHere(): Promise<void> {
  await workbench.choose('Write into a Folder…');
  const button = box().getByRole('button', { name: 'Write Here' });
  await button.waitFor();
  await expect.poll(() => words().inputValue()).toBe(`${workbench.folder}/`);
  await button.click();
}

/** Ticks formats, takes the talks that are ticked, and ends at the report. */
async function toTheReport(...formats: readonly string[]): Promise<void> {
  await workbench.openFile('ida.persona');
  await workbench.command('Dramatis: Export Training Rows …');
  for (const format of formats) {
    await words().fill(format);
    await row(format).locator('.monaco-checkbox, .quick-input-list-checkbox').first().click();
    await words().fill('');
  }
  await agree();
  await row('night.talks.jsonl').waitFor();
  await workbench.screenshot('training-rows-talks');
  await agree();
  await row('Write into a Folder…').waitFor();
}

const written = async () => (await readdir(workbench.folder)).filter((name) => !(name in files)).sort();

test('what does not go out is shown before anything is written', async () => {
  await toTheReport('Messages (TRL)', 'Prompt and completion (TRL)');
  await row(/1 × It holds an identifier of a person: phone/).waitFor();
  await row(/1 × It gives away the test “the storm”/).waitFor();
  expect(await written()).toEqual([]);
  await workbench.screenshot('training-rows-report-dark');
  await workbench.page.keyboard.press('Escape');
  await box().waitFor({ state: 'hidden' });
  expect(await written()).toEqual([]);
});

test('rows and manifests stand in the folder, and the file passes', async () => {
  await toTheReport('Messages (TRL)', 'Prompt and completion (TRL)');
  await workbench.choose('Put a Word in Place of Identifiers');
  await row(/Identifiers replaced: \d+/).waitFor();
  await writeHere();
  const names = ['messages', 'prompt-completion'].flatMap((id) => [`ida.${id}.jsonl`, `ida.${id}.manifest.json`]);
  await expect.poll(written, { timeout: 60_000 }).toEqual(names);
  const rows = (await readFile(join(workbench.folder, 'ida.messages.jsonl'), 'utf8')).trimEnd().split('\n');
  expect(rows.length).toBe(3);
  expect(rows.join('\n')).toContain('Call me on [phone]?');
  expect(JSON.parse(await readFile(join(workbench.folder, 'ida.messages.manifest.json'), 'utf8'))).toMatchObject({
    format: 'messages',
    talks: { read: 4, used: 3 },
    gate: { identifiers: { what: 'redact' } },
  });
  await expect
    .poll(async () => (await workbench.notifications()).join('\n'))
    .toContain('Training rows written: ida.messages.jsonl, ida.prompt-completion.jsonl.');
});

test('a file that is there stays until the user says otherwise', async () => {
  const target = join(workbench.folder, 'ida.messages.jsonl');
  const before = await readFile(target, 'utf8');
  const again = async (answer: string) => {
    await toTheReport('Messages (TRL)');
    await writeHere();
    const dialog = workbench.page.locator('.monaco-dialog-box', { hasText: 'ida.messages.jsonl' });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: answer }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  await again('Cancel');
  expect(await readFile(target, 'utf8')).toBe(before);
  await again('Replace');
  // The call of a number is taken out this time, not put into another word.
  await expect.poll(async () => (await readFile(target, 'utf8')).trimEnd().split('\n').length).toBe(2);
});

test('what a terminal has begun stays until the user says otherwise', async () => {
  const journal = join(workbench.folder, 'ida.messages.manifest.json.journal');
  await writeFile(journal, '{}');
  await toTheReport('Messages (TRL)');
  await writeHere();
  const dialog = workbench.page.locator('.monaco-dialog-box', { hasText: 'can still go on in a terminal' });
  await dialog.waitFor();
  await workbench.screenshot('training-rows-begun');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await readFile(journal, 'utf8')).toBe('{}');
});

test('of an individual without consent nothing is even looked at', async () => {
  await workbench.openFile('tom.persona');
  await workbench.command('Dramatis: Export Training Rows …');
  await expect
    .poll(async () => (await workbench.notifications()).join('\n'))
    .toMatch(/does not say how they agreed: `?consent:/);
  expect(await box().isVisible()).toBe(false);
});

test('the report in a light window', async () => {
  await workbench.close();
  await open('light');
  await toTheReport('Messages (TRL)', 'Inner activity');
  await workbench.screenshot('training-rows-report-light');
});
