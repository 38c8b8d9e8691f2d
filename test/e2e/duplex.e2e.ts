// Interruption in a real VS Code against a real endpoint: a reply cut by a line, and a talk in slices.
import type { FrameLocator } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { type WatchedEndpoint, type WatchedRequest, watchedEndpoint } from '../kit/watched-endpoint.ts';
import { openWorkbench, type Theme, type Workbench } from './kit/open-workbench.ts';

let workbench: Workbench | undefined;
let endpoint: WatchedEndpoint | undefined;
afterEach(async () => {
  await workbench?.close();
  workbench = undefined;
  await endpoint?.close();
  endpoint = undefined;
});

async function open(theme: Theme): Promise<{ bench: Workbench; panel: FrameLocator; server: WatchedEndpoint }> {
  const server = await watchedEndpoint();
  endpoint = server;
  const bench = await openWorkbench({
    workspace: 'samples/first-look',
    theme,
    width: 1400,
    height: 860,
    settings: { 'dramatis.endpoints': [{ name: 'own', url: server.url, model: 'own-1' }], 'dramatis.model': 'own' },
  });
  workbench = bench;
  await bench.openFile('holmes.persona');
  await bench.command('Dramatis: Play');
  const panel = bench.previewFrame();
  await panel.locator('#composer').waitFor();
  return { bench, panel, server };
}

/** Without the prompt, and the reminder behind the talk. */
const saidIn = (request: WatchedRequest) =>
  request.body.messages.filter(({ role }) => role !== 'system').map(({ role, content }) => `${role}: ${content}`);
const lastOf = (request: WatchedRequest) => saidIn(request).at(-1)?.replace('user: ', '') ?? '';

test('a line sent while the persona speaks cuts it: the endpoint sees the end first, the line is marked, the next request holds it', async () => {
  const { bench, panel, server } = await open('dark');
  await panel.locator('#composer').fill('What do you make of me?');
  await panel.locator('#composer').press('Enter');
  const one = await server.request(1);
  one.write('You have walked ');
  one.write('from the station');
  await panel.locator('.coming .text', { hasText: 'from the station' }).waitFor();
  await panel.locator('#composer').fill('Stop. Where is Watson?');
  await panel.getByRole('button', { name: 'Interrupt and send' }).waitFor();
  await panel.locator('#composer').press('Enter');
  await one.closed;
  const two = await server.request(2);
  two.write('At his club.');
  two.end();
  const cut = panel.locator('.entry', { hasText: 'interrupted here' });
  await cut.waitFor();
  expect(await cut.locator('.text').innerText()).toBe('You have walked from the station');
  await panel.locator('.entry', { hasText: 'At his club.' }).waitFor();
  expect(server.log.indexOf('close 1')).toBeLessThan(server.log.indexOf('request 2'));
  expect(saidIn(two).slice(-2)).toEqual([
    'assistant: You have walked from the station',
    'user: Stop. Where is Watson?',
  ]);
  await bench.screenshot('barge-in');
});

test('in slices: heard without Enter, answered a few tokens at a time, stopped by a word, silent when both are', async () => {
  const { bench, panel, server } = await open('light');
  await panel.getByRole('button', { name: 'Talk in slices of time' }).click();
  await panel.locator('.duplex-strip', { hasText: 'Text stands in for speech' }).waitFor();
  await panel.locator('#composer').pressSequentially('Tell me about bees');
  const one = await server.request(1);
  // Keys may be slower than a slice: what one slice did not hear, the next does.
  const heard = lastOf(one);
  expect('Tell me about bees'.startsWith(heard) && heard !== '').toBe(true);
  expect(one.body.max_tokens ?? one.body.max_completion_tokens).toBe(15);
  let number = 1;
  let request = one;
  while ((await panel.locator('#composer').inputValue()) !== '') {
    request.write('<idle>');
    request.end();
    request = await server.request(++number);
  }
  request.write('Bees are ');
  request.write('the last');
  const line = panel.locator('.entry.self', { hasText: 'Bees are the last' });
  await line.waitFor();
  await panel.locator('#composer').pressSequentially('stop');
  await request.closed;
  const closed = server.log.indexOf(`close ${number}`);
  const next = await server.request(++number);
  expect(closed).toBeLessThan(server.log.indexOf(`request ${number}`));
  expect(saidIn(next).at(-2)).toBe('assistant: Bees are the last');
  next.write('As you wish.');
  next.end();
  await panel.locator('.entry', { hasText: 'interrupted here' }).waitFor();
  await panel.locator('.entry.self', { hasText: 'As you wish.' }).waitFor();
  await panel.locator('.slice.cut').waitFor();
  await panel.locator('.slice.interrupts').first().waitFor();
  await bench.screenshot('duplex');
  // The user is silent, then both are, and nobody is asked any more.
  let silent = await server.request(++number);
  while (lastOf(silent) !== '<idle>') {
    silent.write('<idle>');
    silent.end();
    silent = await server.request(++number);
  }
  silent.write('<idle>');
  silent.end();
  await panel.locator('.growing').first().waitFor({ state: 'detached' });
  await bench.page.waitForTimeout(5000);
  expect(server.log.filter((entry) => entry.startsWith('request'))).toHaveLength(number);
});
