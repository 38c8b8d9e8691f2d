// What endpoints last said of their models, told to a running server: findings in agent files and in `dramatis.json`, without a file being saved.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import type { KeptList } from '../../src/model/kept-lists.ts';
import { nodeWorld } from '../../src/server/node-world.ts';
import type { World } from '../../src/server/world.ts';
import { modelListsMethod } from '../../src/wire/server-protocol.ts';
import { closeServers, startInMemory } from '../kit/memory-server.ts';
import { tempFolder } from '../kit/temp-folder.ts';

// Loaded by the first agent file that is opened; a busy machine takes its time.
beforeAll(() => import('../../src/lint/agent-files/check-agent-file.ts'), 60_000);
afterEach(closeServers);

const patience = { timeout: 20_000 };

const place = 'https://api.example.com/v1';
const list: KeptList = {
  place,
  day: '2026-11-25',
  whole: true,
  models: [{ id: 'porter-1', ends: '2026-12-11' }, { id: 'porter-2' }],
  left: [],
};
const configUri = 'file:///p/dramatis.json';
const config = JSON.stringify({ endpoints: [{ name: 'cloud', url: place, model: 'porter-1' }] });
const agentUri = 'file:///p/review.agent.md';
const personaUri = 'file:///p/a.persona';

/** @param kept what stands where a terminal keeps it. */
async function start(modelLists?: readonly KeptList[], kept: World['modelLists'] = () => []) {
  const read = readConfig(config, 'file:///p');
  const configFor = () => ({ config: read.config, file: { uri: configUri, text: config, problems: read.problems } });
  const { client, open, last } = await startInMemory({
    world: { configFor, modelLists: kept },
    ...(modelLists && { modelLists }),
  });
  await open('persona Porter\n  summary: Guards the bridge.\n');
  await open('---\ndescription: Reviews.\nmodel: porter-1\n---\n\nBe brief.\n', agentUri, 'chatagent');
  const found = (uri: string) => last(uri)?.map(({ code, severity, range }) => [code, severity, range.start.line]);
  return { client, found };
}

test('lists that are there at the start are told of on opening', async () => {
  const { found } = await start([list]);
  await expect.poll(() => found(agentUri), patience).toEqual([['ending-model', 4, 2]]);
  await expect.poll(() => found(configUri), patience).toEqual([['ending-model', 2, 0]]);
});

test('a list that comes later is told of at once, and one in which the model stays takes it back', async () => {
  const { client, found } = await start();
  await expect.poll(() => [found(agentUri), found(configUri)], patience).toEqual([[], []]);
  await client.sendNotification(modelListsMethod, { lists: [list] });
  await expect.poll(() => found(agentUri), patience).toEqual([['ending-model', 4, 2]]);
  await expect.poll(() => found(configUri), patience).toEqual([['ending-model', 2, 0]]);
  const stays = { ...list, models: [{ id: 'porter-1' }, { id: 'porter-2' }] };
  await client.sendNotification(modelListsMethod, { lists: [stays] });
  await expect.poll(() => [found(agentUri), found(configUri)], patience).toEqual([[], []]);
});

test('an editor that keeps no lists has those of the terminal, as they are when a file is saved', async () => {
  const state = tempFolder({ 'dramatis/model-lists.json': JSON.stringify({ version: 1, lists: [list] }) });
  const { modelLists } = nodeWorld(state, { XDG_STATE_HOME: state });
  const { client, found } = await start(undefined, modelLists);
  await expect.poll(() => found(agentUri), patience).toEqual([['ending-model', 4, 2]]);
  await expect.poll(() => found(configUri), patience).toEqual([['ending-model', 2, 0]]);
  const stays = { ...list, models: [{ id: 'porter-1' }, { id: 'porter-2' }] };
  writeFileSync(join(state, 'dramatis/model-lists.json'), JSON.stringify({ version: 1, lists: [stays] }));
  for (const uri of [personaUri, agentUri])
    await client.sendNotification('textDocument/didSave', { textDocument: { uri } });
  await expect.poll(() => [found(agentUri), found(configUri)], patience).toEqual([[], []]);
});

test('an editor that keeps lists is not told of the terminal’s, even while it has none', async () => {
  const { found } = await start([], () => [list]);
  await expect.poll(() => [found(agentUri), found(configUri)], patience).toEqual([[], []]);
});
