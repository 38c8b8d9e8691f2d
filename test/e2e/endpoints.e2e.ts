// An endpoint from nothing to a talk in a real VS Code: added from the list, its models listed and searched, played, its request copied for
// a shell, looked over by the doctor, taken away again.
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

let mock: LLMock;
let workbench: Workbench;

beforeAll(async () => {
  mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  await mock.start();
  mock.onMessage('violin', { content: 'I have a Stradivarius, and you are here about it.' });
  mock.onMessage('hello', { content: 'Hello.' });
  workbench = await openWorkbench({ workspace: 'samples/first-look' });
  await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await workbench.openFile('holmes.persona');
  await workbench.page.locator('.codelens-decoration', { hasText: 'Play' }).first().waitFor();
});
afterAll(async () => {
  await workbench?.close();
  await mock?.stop();
});

test('an endpoint is added in four questions, its model picked from its own list', async () => {
  const { page } = workbench;
  await workbench.command('Dramatis: Select Model');
  await workbench.choose('Add an endpoint');
  await workbench.screenshot('endpoints-where');
  await workbench.choose('Another address');
  await page.locator('.quick-input-title', { hasText: 'Address of the endpoint' }).waitFor();
  await input().fill('http://10.0.0.7/v1');
  await page.locator('.quick-input-message', { hasText: 'An https address' }).waitFor();
  await input().fill(`${mock.url}/v1`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-title', { hasText: 'Which model of' }).waitFor();
  await row('Type the name of a model').waitFor();
  await expect.poll(() => page.locator('.quick-input-list .monaco-list-row').count()).toBeGreaterThan(1);
  await workbench.screenshot('endpoints-listed');
  await page.locator('.quick-input-list .monaco-list-row').first().click();
  await page.locator('.quick-input-title', { hasText: 'What do you call it?' }).waitFor();
  await input().fill('mine');
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  expect(mock.getRequests().filter(({ path }) => path.includes('chat'))).toEqual([]);
});

test('it plays, and what was sent is copied as a command line for a shell', async () => {
  const { page } = workbench;
  const panel = workbench.previewFrame();
  await workbench.command('Dramatis: Play');
  await panel.locator('#composer').fill('Do you play the violin?');
  await panel.locator('#composer').press('Enter');
  await panel.getByText('I have a Stradivarius').first().waitFor();
  await panel.locator('.entry.self').last().hover();
  await panel.getByRole('button', { name: 'What was sent' }).last().click();
  await panel.getByRole('button', { name: 'Copy as curl' }).click();
  await workbench.screenshot('endpoints-curl');
  const copied = () =>
    page.evaluate(() => (navigator as unknown as { clipboard: { readText(): Promise<string> } }).clipboard.readText());
  await expect.poll(copied).toContain(`curl --no-buffer '${mock.url}/v1/chat/completions'`);
  expect(await copied()).toContain('Do you play the violin?');
});

test('the doctor finds it well, in a document that says each line in words', async () => {
  const { page } = workbench;
  await page.locator('.tab', { hasText: 'holmes.persona' }).click();
  await workbench.command('Dramatis: Doctor');
  await workbench.choose('find out what it can do');
  const lines = page.locator('.editor-instance .view-lines', { hasText: 'What the doctor found' });
  const read = async () => (await lines.innerText()).replace(/[\u00a0\n]+/g, ' ');
  await expect.poll(read).toMatch(/\d+ fine\..*Streaming.*Can do/);
  const text = await read();
  expect(text).toMatch(/✓ ok +\*\*Trust\*\*: This workspace is trusted/);
  expect(text).toMatch(/✓ ok +\*\*Reached\*\*/);
  expect(text).toMatch(/tools no \(asked\)/);
  await workbench.screenshot('endpoints-doctor');
});

test('it is taken away again, after a question', async () => {
  const { page } = workbench;
  await workbench.command('Dramatis: Select Model');
  await row('mine').hover();
  await row('mine').locator('[aria-label="Remove from Your Settings"]').click();
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await row('Offline understudy').waitFor();
  await expect.poll(() => page.locator('.quick-input-list .monaco-list-row', { hasText: 'mine' }).count()).toBe(0);
});

const row = (text: string) => workbench.row(text);
const input = () => workbench.page.locator('.quick-input-widget input[type="text"]');
