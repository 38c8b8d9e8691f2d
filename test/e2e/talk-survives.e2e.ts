// A talk in one real VS Code through what goes wrong in its middle: an endpoint that falls silent, one that asks to wait, a window that is
// reloaded while a reply comes, a thread and a panel on one file, two windows on one store, a file that is deleted. Each time the talk goes on,
// says what happened, and what was sent and said is in the trace.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiError, chunk, goodReply, type OrderedEndpoint, orderedEndpoint, sse } from '../kit/ordered-endpoint.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const begun = (text: string) => ({ body: sse(chunk(text)), end: 'hang' as const });

let endpoint: OrderedEndpoint;
let workbench: Workbench;

beforeAll(async () => {
  endpoint = await orderedEndpoint([
    begun('Fifty thousand, in '),
    goodReply('Fifty thousand in June.'),
    apiError(429, 'Slow down.', 'rate_limit_exceeded', { 'retry-after': '2' }),
    goodReply('Ten thousand in January.'),
    begun('Heather honey '),
    goodReply('It has to be pressed.'),
    begun('They fill '),
    goodReply('They know my smell.'),
    goodReply('Full up, they are not cross.'),
    goodReply('Said to the second window.'),
    goodReply('Said to the first window.'),
    begun('Mind '),
    goodReply('I am still here.'),
  ]);
  workbench = await openWorkbench({
    workspace: 'samples/first-look',
    width: 1300,
    height: 860,
    settings: {
      'dramatis.endpoints': [{ name: 'wire', url: endpoint.url, model: 'test-model', patience: 4 }],
      'dramatis.model': 'wire',
    },
  });
  await workbench.openFile('beekeeper.persona');
  await workbench.page.locator('.codelens-decoration', { hasText: 'Play' }).first().waitFor();
  await workbench.command('Dramatis: Play');
  await panel().locator('.model-label', { hasText: 'test-model' }).waitFor();
});

afterAll(async () => {
  await workbench?.close();
  await endpoint?.close();
});

const frame = (page: Page) => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
const panel = () => frame(workbench.page);
const failure = () => panel().locator('.failure');
const reply = (text: string, page = workbench.page) => frame(page).locator('.entry.self', { hasText: text });

async function say(text: string, page = workbench.page): Promise<void> {
  await frame(page).locator('#composer').fill(text);
  await frame(page).locator('#composer').press('Enter');
}

/** The trace of the talk that the panel shows, as *Keep* writes it. */
async function trace(): Promise<{ type: string; turn?: { text: string }; partial?: string; messages?: unknown }[]> {
  const file = join(workbench.folder, 'beekeeper.talk.jsonl');
  await rm(file, { force: true });
  await panel().getByRole('button', { name: 'Keep this talk' }).click();
  const read = async () => (await readFile(file, 'utf8').catch(() => '')).trim();
  await expect.poll(read).not.toBe('');
  return (await read()).split('\n').map((line) => JSON.parse(line));
}

test('an endpoint that falls silent is given up after its patience; what it had said stays', async () => {
  await say('How many are in there?');
  await panel().getByText('Fifty thousand, in').waitFor();
  await failure().waitFor();
  await expect.poll(() => failure().innerText()).toMatch(/for 4 seconds/);
  expect(await panel().locator('.partial').innerText()).toContain('Fifty thousand, in');
  await workbench.screenshot('survives-silence');
  await failure().getByRole('button', { name: 'Ask again' }).click();
  await reply('Fifty thousand in June.').waitFor();
  const records = await trace();
  expect(records.find(({ type }) => type === 'failure')?.partial).toBe('Fifty thousand, in ');
  expect(records.filter(({ type }) => type === 'request')).toHaveLength(2);
});

test('429 with retry-after: it says that it waits, asks again by itself, and the talk goes on', async () => {
  await say('And in winter?');
  await panel()
    .getByText(/Trying again in 2 s/)
    .waitFor();
  await workbench.screenshot('survives-429');
  await reply('Ten thousand in January.').waitFor();
  expect(endpoint.seen).toHaveLength(4);
});

test('a reload in the middle of a reply loses nothing that was said before it', async () => {
  await say('Why will heather honey not run?');
  await panel().getByText('Heather honey').last().waitFor();
  const loaded = workbench.page.waitForEvent('load');
  await workbench.command('Developer: Reload Window').catch(() => undefined);
  await loaded;
  await reply('Ten thousand in January.').waitFor();
  await panel().getByText('Why will heather honey not run?').waitFor();
  await workbench.screenshot('survives-reload');
  await panel().getByRole('button', { name: 'Ask again' }).last().click();
  await reply('It has to be pressed.').waitFor();
  const records = await trace();
  expect(records.filter(({ type }) => type === 'request')).toHaveLength(5);
  expect(
    records.filter(({ type }) => type === 'reply' || type === 'failure').map(({ type, turn }) => [type, turn?.text]),
  ).toEqual(
    expect.arrayContaining([
      ['reply', 'Ten thousand in January.'],
      // What had come when the window went: it ended there.
      ['reply', 'Heather honey '],
      ['reply', 'It has to be pressed.'],
    ]),
  );
});

test('a thread between the lines and the panel talk at once, each its own talk', async () => {
  const { page } = workbench;
  await page.locator('.editor-group-container .tab', { hasText: 'beekeeper.persona' }).first().click();
  await say('What do they do before they swarm?');
  await panel().getByText('They fill').waitFor();
  // By the command and not by the lens: a click on a lens that is just being laid out is lost.
  await page.locator('.editor-group-container .tab', { hasText: 'beekeeper.persona' }).first().click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.locator('.view-line', { hasText: 'Do they know who you are' }).click();
  await workbench.command('Dramatis: Play Here');
  const thread = page.locator('.review-widget');
  await thread.locator('.comment-form').click();
  await thread.locator('.comment-form .monaco-editor.focused').waitFor();
  await workbench.type('Do they know you?');
  await page.keyboard.press('ControlOrMeta+Enter');
  await thread.locator('.comment-body', { hasText: 'They know my smell.' }).last().waitFor();
  await workbench.screenshot('survives-thread-and-panel');
  await failure().waitFor();
  await failure().getByRole('button', { name: 'Ask again' }).click();
  await reply('Full up, they are not cross.').waitFor();
  expect(await panel().locator('.log').innerText()).not.toContain('They know my smell.');
});

test('two windows on one store: both go on with one talk, and neither loses what the other said', async () => {
  const second = await workbench.anotherWindow();
  await second.command('View: Show Dramatis');
  await second.page.locator('.pane-body .monaco-list-row', { hasText: 'Owen Parry' }).last().click();
  await reply('Full up, they are not cross.', second.page).waitFor();
  await say('Is this the second window?', second.page);
  await reply('Said to the second window.', second.page).waitFor();
  await say('Is this the first window?');
  await reply('Said to the first window.').waitFor();
  await second.page.close();
  const records = await trace();
  const said = records.filter(({ type }) => type === 'reply').map(({ turn }) => turn?.text);
  expect(said).toEqual(expect.arrayContaining(['Said to the second window.', 'Said to the first window.']));
});

test('the file deleted while a reply comes: it is missed, the reply ends, and the talk goes on', async () => {
  const file = join(workbench.folder, 'beekeeper.persona');
  const text = await readFile(file, 'utf8');
  await say('Where shall I stand?');
  await panel().getByText('Mind', { exact: true }).waitFor();
  await rm(file);
  await panel().locator('.notice', { hasText: 'The file is gone' }).waitFor();
  await failure().waitFor();
  await failure().getByRole('button', { name: 'Ask again' }).click();
  await reply('I am still here.').waitFor();
  await workbench.screenshot('survives-deleted');
  await writeFile(file, text);
  await panel().locator('.notice', { hasText: 'The file is gone' }).waitFor({ state: 'detached' });
  const records = await trace();
  expect(records.filter(({ type }) => type === 'request').length).toBeGreaterThanOrEqual(9);
});
