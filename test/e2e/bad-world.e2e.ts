// A world that does not play along, in one real VS Code: a stream that dies, a page where an API should be, no server at all, a far
// address behind a proxy, a talk that cannot be kept, a file deleted while it is open. Each time the user is told, what was said stays,
// and the talk goes on. Meanwhile a proxy writes down every attempt to reach beyond this machine: there is none of our own accord.
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chunk, goodReply, type OrderedEndpoint, orderedEndpoint, sse } from '../kit/ordered-endpoint.ts';
import { type RecordingProxy, recordingProxy } from '../kit/recording-proxy.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

let endpoint: OrderedEndpoint;
let proxy: RecordingProxy;
let workbench: Workbench;
/** Host and port that nobody listens on. */
let nobody: string;

beforeAll(async () => {
  proxy = await recordingProxy();
  endpoint = await orderedEndpoint([
    { headers: { 'content-type': 'text/event-stream' }, body: sse(chunk('Stand still, and the ')), end: 'cut' },
    { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Welcome</title><h1>It works!</h1>' },
    goodReply('They are calm today.'),
  ]);
  nobody = `127.0.0.1:${await freePort()}`;
  workbench = await openWorkbench({
    workspace: 'samples/first-look',
    width: 1000,
    height: 760,
    env: { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, http_proxy: proxy.url, https_proxy: proxy.url },
    settings: {
      'http.proxy': proxy.url,
      'dramatis.endpoints': [
        { name: 'wire', url: endpoint.url, model: 'test-model' },
        { name: 'nobody', url: `http://${nobody}/v1`, model: 'test-model' },
        { name: 'far', url: 'https://models.invalid/v1', model: 'test-model' },
      ],
    },
  });
  play('wire');
  await workbench.openFile('beekeeper.persona');
  await workbench.page.locator('.codelens-decoration', { hasText: 'Play' }).first().waitFor();
  await workbench.command('Dramatis: Play');
});
afterAll(async () => {
  await workbench?.close();
  await endpoint?.close();
  await proxy?.close();
});

const panel = () => workbench.previewFrame();
const failure = () => panel().locator('.failure');

/** Lets this folder's `dramatis.json` name the model. */
function play(model: string): void {
  writeFileSync(join(workbench.folder, 'dramatis.json'), JSON.stringify({ model }));
}

async function say(text: string): Promise<void> {
  await panel().locator('#composer').fill(text);
  await panel().locator('#composer').press('Enter');
}

async function againWith(model: string, label: string): Promise<void> {
  play(model);
  await panel().locator('.model-label', { hasText: label }).waitFor();
  await failure().getByRole('button', { name: 'Ask again' }).click();
}

test('a stream that dies keeps what was said and says what happened', async () => {
  await panel().locator('.model-label', { hasText: 'test-model' }).waitFor();
  await say('May I come closer?');
  await failure().waitFor();
  expect(await panel().locator('.partial').innerText()).toContain('Stand still, and the');
  expect(await failure().innerText()).toMatch(/connection|broke off|ended/i);
  await workbench.screenshot('bad-stream');
});

test('a page where an API should be is named as such', async () => {
  await failure().getByRole('button', { name: 'Ask again' }).click();
  await expect.poll(() => endpoint.seen.length).toBe(2);
  await failure().waitFor();
  await expect.poll(() => failure().innerText()).toContain('a web page, not as a model API');
  await workbench.screenshot('bad-page');
});

test('an address without a server is named, and the talk goes on once there is one', async () => {
  await againWith('nobody', nobody);
  await expect.poll(() => failure().innerText()).toContain(`Nothing answers at ${nobody}`);
  await workbench.screenshot('bad-address');
  await againWith('wire', new URL(endpoint.origin).host);
  await panel().getByText('They are calm today.').first().waitFor();
});

test('a talk that cannot be kept leaves nothing behind', async () => {
  // Root may write anywhere: there the way is barred by a folder of the same name.
  if (process.getuid?.() === 0) mkdirSync(join(workbench.folder, 'beekeeper.talk.jsonl', 'full'), { recursive: true });
  else chmodSync(workbench.folder, 0o555);
  await panel().getByRole('button', { name: 'Keep this talk' }).click();
  const told = async () => (await workbench.notifications()).join('\n');
  await expect.poll(told).toContain('could not be written');
  await workbench.screenshot('bad-keep');
  chmodSync(workbench.folder, 0o755);
  expect(readdirSync(workbench.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  rmSync(join(workbench.folder, 'beekeeper.talk.jsonl'), { recursive: true, force: true });
});

test('a file that is deleted while it is open is missed, and the talk goes on with what was read last', async () => {
  play('understudy');
  await panel().locator('.model-label', { hasText: 'understudy' }).waitFor();
  rmSync(join(workbench.folder, 'beekeeper.persona'));
  await panel().locator('.notice', { hasText: 'The file is gone' }).waitFor();
  await say('Do they know who you are?');
  await panel().locator('.entry.self', { hasText: 'They know my smell' }).waitFor();
  await workbench.screenshot('bad-deleted');
});

test('nothing was sent beyond this machine, and the proxy would have seen it', async () => {
  await workbench.page.waitForTimeout(500);
  expect(proxy.asked).toEqual([]);
  play('far');
  await panel().locator('.model-label', { hasText: 'models.invalid' }).waitFor();
  await say('And from afar?');
  await expect.poll(() => proxy.asked.length).toBeGreaterThan(0);
  expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT models.invalid:443']));
  // A proxy that opens no tunnel is told as such at once; asking again by itself would change nothing.
  await panel().locator('.entry.failed', { hasText: 'proxy' }).waitFor();
  await panel().getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
});

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
