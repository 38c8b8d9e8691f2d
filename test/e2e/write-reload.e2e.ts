// A review in a real VS Code whose window is reloaded in its middle: what was proposed, decided and answered is there again, for an editor that was
// never saved, too; the rest is accepted. One that has ended leaves nothing behind; what is damaged is said; an untrusted folder can be looked at.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drafted } from '../write/drafted.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const description = 'Ada Quill, night librarian of a flooded archive. Dry, brief, kind. She never says the password.';

const extensionId = 'dramatis.dramatis';

let mock: LLMock;
let workbench: Workbench;
/** As it was stored with nothing decided. */
let undecided: string;

beforeAll(async () => {
  mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  await mock.start();
  mock.onMessage('night librarian', { content: `\`\`\`persona\n${drafted}\`\`\`\n` });
  workbench = await open();
});
afterAll(async () => {
  await workbench?.close();
  await mock?.stop();
});

function open(trust: 'all' | 'ask' = 'all'): Promise<Workbench> {
  const settings = {
    'dramatis.endpoints': [{ name: 'mine', url: `${mock.url}/v1`, model: 'gpt-4o' }],
    'dramatis.model': 'mine',
  };
  return openWorkbench({ files: { 'notes.txt': `${description}\n` }, trust, width: 1400, height: 900, settings });
}

const patch = (title: string, of: Pick<Workbench, 'treeRow'> = workbench) => of.treeRow(title);
const state = (title: string, of = workbench) => patch(title, of).getAttribute('aria-label');
const left = () => workbench.page.locator('.editor-instance .original .view-lines');

async function reload({ page, command } = workbench): Promise<void> {
  const loaded = page.waitForEvent('load');
  await command('Developer: Reload Window').catch(() => undefined);
  await loaded;
}

/** The storage of the extension for this folder. */
async function storageOf({ folder }: Workbench): Promise<string> {
  const data = join(dirname(folder), 'data');
  const all = await readdir(data, { recursive: true });
  const workspace = all.find((path) => /workspaceStorage[/\\][^/\\]+$/.test(path) && !path.includes('vscode-chat'));
  return join(data, workspace ?? '', extensionId);
}

/** Where the review is stored; empty: nowhere. */
async function stored(): Promise<string> {
  const file = join(await storageOf(workbench), 'review', 'review.json');
  return readFile(file).then(
    () => file,
    () => '',
  );
}

test('reloaded before anything was decided: all of it is there again, with the diff', async () => {
  const { page } = workbench;
  await workbench.command('Dramatis: Write a Persona from …');
  await workbench.choose('from a description');
  await workbench.choose('Type it');
  await page.locator('.quick-input-message', { hasText: 'Who is it?' }).waitFor();
  await page.locator('.quick-input-widget input[type="text"]').fill(description);
  await page.keyboard.press('Enter');
  await page.locator('.tab', { hasText: 'as proposed' }).waitFor();
  await patch('rules › secret').waitFor();
  await expect.poll(() => stored()).not.toBe('');
  await expect.poll(async () => readFile(await stored(), 'utf8')).toContain('"shown":true');
  await expect.poll(async () => readFile(await stored(), 'utf8')).toContain('"how":"done"');
  undecided = await readFile(await stored(), 'utf8');
  await reload();
  await patch('rules › secret').waitFor();
  await page.locator('.tab', { hasText: 'as proposed' }).waitFor();
  await page.locator('.review-widget').first().waitFor();
  await workbench.screenshot('reload-undecided');
  expect(await state('rules › secret')).toContain('open');
  expect(await left().innerText()).not.toContain('Ada');
});

test('reloaded in the middle: what was accepted is in the unsaved editor, what was rejected stays rejected, the rest is open', async () => {
  const { page } = workbench;
  await workbench.decide('about › age', 'Delete', 'rejected');
  await workbench.decide('persona', 'ControlOrMeta+Enter', 'persona, accepted');
  await expect.poll(() => left().innerText()).toMatch(/persona.Ada.Quill/);
  await patch('knows › cellar').click();
  await page.keyboard.press('F2');
  await page.locator('.review-widget .monaco-editor.focused').first().waitFor();
  await page.keyboard.press('ControlOrMeta+A');
  await workbench.type('cellar: The cellar floods every spring.');
  await page.locator('.review-widget').getByRole('button', { name: 'Take My Words' }).click();
  await expect.poll(() => state('knows › cellar')).toContain('edited by you');
  await expect.poll(async () => readFile(await stored(), 'utf8')).toContain('every spring');
  await reload();
  await expect.poll(() => state('knows › cellar')).toContain('edited by you');
  await expect.poll(() => state('about › age')).toContain('rejected');
  await expect.poll(() => state('persona')).toContain('accepted');
  // An editor that was never saved is called by its first line.
  await page.locator('.tab', { hasText: 'persona Ada Quill' }).waitFor();
  await workbench.screenshot('reload-middle');
});

test('what the model answered can still be read, and what a change rests on be shown', async () => {
  const { page } = workbench;
  await workbench.command('Dramatis: Show What the Model Answered');
  const shown = page.locator('.editor-instance .view-lines', { hasText: 'What the model answered' }).first();
  await shown.waitFor();
  await patch('voice › Dry').click();
  await workbench.command('Dramatis: Show What It Rests On');
  await page.locator('.tab.active', { hasText: 'source.txt' }).waitFor();
  const source = page.locator('.editor-instance .view-lines', { hasText: 'night librarian of a flooded' }).first();
  await source.waitFor();
});

test('the rest is accepted, and asked for again is nothing', async () => {
  const { page } = workbench;
  const asked = mock.getRequests().length;
  await workbench.command('Dramatis: Accept All Proposed Changes');
  await page.locator('.tab', { hasText: 'as proposed' }).waitFor({ state: 'hidden' });
  const text = page.locator('.editor-instance .view-lines', { hasText: 'persona' }).first();
  await expect.poll(() => text.innerText()).toMatch(/cellar.floods.every.spring/);
  await expect.poll(() => text.innerText()).not.toContain('52');
  expect(mock.getRequests().length).toBe(asked);
});

test('a review that has ended leaves nothing behind', async () => {
  await workbench.command('Dramatis: End the Review');
  await expect.poll(() => stored()).toBe('');
  await reload();
  await workbench.command('View: Show Dramatis');
  await workbench.page.locator('.welcome-view-content', { hasText: 'No talks yet' }).waitFor();
  // The workbench draws the panes it had before it knows which of them hold something.
  await expect.poll(() => workbench.page.locator('.pane-header', { hasText: 'Review' }).count()).toBe(0);
  expect(await stored()).toBe('');
});

test('an untrusted folder: what was proposed is shown and can be decided, no model is asked', async () => {
  const asked = mock.getRequests().length;
  const other = await open('ask');
  try {
    await other.command('View: Show Dramatis');
    await other.page.locator('.welcome-view-content', { hasText: 'No talks yet' }).waitFor();
    const folder = join(await storageOf(other), 'review');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'review.json'), undecided);
    await reload(other);
    await other.command('View: Show Dramatis');
    await patch('about › age', other).waitFor();
    await patch('about › age', other).click();
    await other.page.locator('.review-widget', { hasText: 'about › age' }).first().waitFor();
    await other.screenshot('reload-untrusted');
    await other.page.keyboard.press('ControlOrMeta+Enter');
    await expect.poll(() => state('about › age', other)).toContain('accepted');
    await other.command('Dramatis: Accept All Proposed Changes');
    await expect.poll(() => state('persona', other)).toContain('accepted');
    await other.command('Dramatis: End the Review');
    await expect.poll(() => readdir(folder)).toEqual([]);
    await writeFile(join(folder, 'review.json'), undecided.slice(0, 200));
    await reload(other);
    await other.command('View: Show Dramatis');
    await expect.poll(() => other.notifications()).toContainEqual(expect.stringContaining('they are damaged'));
    expect(await readFile(join(folder, 'unreadable.json'), 'utf8')).toBe(undecided.slice(0, 200));
  } finally {
    await other.close();
  }
  expect(mock.getRequests().length).toBe(asked);
});
