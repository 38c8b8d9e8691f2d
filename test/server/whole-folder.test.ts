// A folder over a real protocol connection in memory: what is told of files that are not open, and what is asked of all of them.
import { afterEach, describe, expect, test } from 'vitest';
import { browserWorld } from '../../src/server/browser-world.ts';
import { closeServers, startInMemory as start } from '../kit/memory-server.ts';

afterEach(closeServers);

/** The server over files that the editor keeps, confined as on a disk. */
function startOver(folder: string, files: Record<string, string>) {
  const world = browserWorld(undefined);
  world.take({ files: Object.entries(files).map(([name, text]) => ({ uri: `${folder}/${name}`, text })) });
  return start({ folder, world });
}

const base = 'persona Base\n\nrules\n  secret: Keeps it.\n';
const child = 'persona Kid\n  extends: ./base.persona\n\ntest t\n  user: Well?\n  keeps: secret\n';

describe('a folder that the editor writes in its own encoding', () => {
  const folder = 'file:///h/we(b)+x';
  const files = { 'base.persona': base, 'sub/kid.persona': child.replace('./base', '../base') };

  test('confines its files, opened or not', async () => {
    const server = await startOver(folder, files);
    await server.settle();
    expect(server.all).toEqual([]);
    const uri = `${folder}/sub/kid.persona`;
    await server.open(files['sub/kid.persona'], uri);
    await server.settle();
    expect(server.codes(uri)).toEqual([]);
  });

  test('goes as it came', async () => {
    const server = await startOver(folder, files);
    const event = { added: [], removed: [{ uri: folder, name: 'p' }] };
    await server.client.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await server.settle();
    expect(await server.client.sendRequest('workspace/symbol', { query: '' })).toEqual([]);
  });
});
