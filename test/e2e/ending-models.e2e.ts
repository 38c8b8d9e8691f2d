// The model of the user's own settings ends: told where they meet it, once, from the list that the doctor was given; no request beside the doctor's.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const seen: string[] = [];
let server: Server;
let workbench: Workbench;

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.url ?? '');
    response.setHeader('content-type', 'application/json');
    const list = { data: [{ id: 'porter-1', shutdown_date: day }, { id: 'porter-2' }] };
    if (request.url?.endsWith('/models')) response.end(JSON.stringify(list));
    else response.writeHead(500).end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  workbench = await openWorkbench({
    workspace: 'samples/first-look',
    settings: { 'dramatis.endpoints': [{ name: 'cloud', url, model: 'porter-1' }], 'dramatis.model': 'cloud' },
  });
  await workbench.openFile('holmes.persona');
  await workbench.page.locator('.codelens-decoration', { hasText: 'Play' }).first().waitFor();
});
afterAll(async () => {
  await workbench?.close();
  server?.close();
});

const ends = `“porter-1” ends on ${day}`;

test('a list that says so is told of once it is there', async () => {
  expect((await workbench.notifications()).filter((one) => one.includes('ends on'))).toEqual([]);
  await workbench.command('Dramatis: Doctor');
  await workbench.choose('Look, and ask for a reply');
  await workbench.page.locator('.view-line', { hasText: 'which says of it' }).first().waitFor();
  await workbench.page.locator('.tab', { hasText: 'holmes.persona' }).click();
  await expect.poll(async () => (await workbench.notifications()).filter((one) => one.includes(ends)).length).toBe(1);
});

test('the status item says it, and the list to select from; neither asks anybody', async () => {
  const { page } = workbench;
  const asked = seen.length;
  const status = page.locator('.statusbar-item', { has: page.locator('[aria-label*="Editor Language Status"]') });
  await status.first().click();
  await page
    .locator('.hover-language-status', { hasText: `ends on ${day}` })
    .first()
    .waitFor();
  await workbench.screenshot('ending-status');
  await page.keyboard.press('Escape');
  await workbench.command('Dramatis: Select Model');
  await page
    .locator('.quick-input-list .monaco-list-row', { hasText: `ends on ${day}` })
    .first()
    .waitFor();
  await workbench.screenshot('ending-select-model');
  await page.keyboard.press('Escape');
  expect(seen).toHaveLength(asked);
});

test('the doctor that only looks says it, too; the notice is not given again', async () => {
  const { page } = workbench;
  const asked = seen.length;
  await workbench.command('Dramatis: Doctor');
  await workbench.choose('Only look');
  await page.locator('.view-line', { hasText: ends }).first().waitFor();
  await workbench.screenshot('ending-doctor');
  await page.locator('.tab', { hasText: 'holmes.persona' }).click();
  expect((await workbench.notifications()).filter((one) => one.includes(ends))).toHaveLength(1);
  expect(seen).toHaveLength(asked);
});
