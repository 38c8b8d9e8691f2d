// A canary key in a real VS Code: it goes to the origin it was stored for and to no other, through good and bad answers, and is
// afterwards in no log, no store, no file of the folder and nowhere on the screen.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiError, goodReply, type OrderedEndpoint, orderedEndpoint } from '../kit/ordered-endpoint.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const canary = 'sk-canary-7f3a9c21e8b64d05';
const bearer = `Bearer ${canary}`;

let elsewhere: OrderedEndpoint;
let endpoint: OrderedEndpoint;
let workbench: Workbench;

beforeAll(async () => {
  // Nothing is due here: any request at all fails the run.
  elsewhere = await orderedEndpoint([]);
  endpoint = await orderedEndpoint([
    apiError(401, `Incorrect API key provided: ${canary}`, 'invalid_api_key'),
    { status: 307, headers: { location: `${elsewhere.url}/chat/completions` } },
    goodReply('The third shelf, on the left.'),
  ]);
  const one = { name: 'wire', url: endpoint.url, model: 'test-model' };
  workbench = await openWorkbench({
    workspace: 'samples/first-look',
    settings: { 'dramatis.endpoints': [one], 'dramatis.model': 'wire' },
  });
  await workbench.openFile('reference-librarian.persona');
  await workbench.page.locator('.codelens-decoration', { hasText: 'Play' }).first().waitFor();
});
afterAll(async () => {
  await workbench?.close();
  await endpoint?.close();
  await elsewhere?.close();
});

test('a key is asked for by its origin, in a masked box', async () => {
  const { page } = workbench;
  await workbench.command('Dramatis: Set API Key');
  await workbench.choose(endpoint.origin);
  await page.locator('.quick-input-title', { hasText: endpoint.origin }).waitFor();
  await page.locator('.quick-input-widget input[type="password"]').fill(canary);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
});

test('a refused key is said without showing it', async () => {
  await workbench.command('Dramatis: Play');
  await say('Good morning');
  await expect.poll(() => endpoint.seen.length).toBe(1);
  expect(endpoint.seen[0]?.headers.authorization).toBe(bearer);
  const shown = workbench.previewFrame().locator('body');
  await workbench.previewFrame().getByRole('button', { name: 'Set API key' }).waitFor();
  expect(await shown.innerText()).not.toContain(canary);
});

test('a redirect to another origin does not take the key along', async () => {
  await say('Which shelf?');
  await expect.poll(() => endpoint.seen.length).toBe(2);
  await expect.poll(() => workbench.previewFrame().locator('body').innerText()).toContain('The key is not sent there');
  expect(elsewhere.seen).toEqual([]);
});

test('a good answer arrives', async () => {
  await say('Which shelf, please?');
  await workbench.previewFrame().getByText('The third shelf, on the left.').first().waitFor();
  expect(endpoint.seen[2]?.headers.authorization).toBe(bearer);
  await workbench.screenshot('keys-good-answer');
});

test('the key is in no log, store, setting or file, and not on the screen', async () => {
  await workbench.command('Dramatis: Show Log');
  expect(await workbench.page.locator('body').innerText()).not.toContain(canary);
  const home = dirname(workbench.folder);
  const files = (await readdir(home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const holding: string[] = [];
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    if ((await readFile(path)).includes(canary)) holding.push(path.slice(home.length));
  }
  expect(files.length).toBeGreaterThan(10);
  expect(holding).toEqual([]);
});

async function say(text: string): Promise<void> {
  const box = workbench.previewFrame().getByRole('textbox').first();
  await box.fill(text);
  await box.press('Enter');
}
