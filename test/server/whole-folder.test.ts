// A folder over a real protocol connection in memory: what is told of files that are not open, and what is asked of all of them.
import { afterEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import { browserWorld } from '../../src/server/browser-world.ts';
import type { World } from '../../src/server/world.ts';
import { closeServers, startInMemory as start } from '../kit/memory-server.ts';
import { memoryWorld } from '../kit/memory-world.ts';

afterEach(closeServers);

/** The server over files that the editor keeps, confined as on a disk. */
function startOver(folder: string, files: Record<string, string>, opened = folder) {
  const world = browserWorld(undefined);
  world.take({ files: Object.entries(files).map(([name, text]) => ({ uri: `${folder}/${name}`, text })) });
  return start({ folder: opened, world });
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

test('whom a persona extends is shown where no folder is open, step by step', async () => {
  const texts = {
    'kid.persona': 'persona Kid\n  extends: ./mid/mother.persona, ./a.agent.md\n',
    'mid/mother.persona': 'persona Mother\n  extends: ../base.persona\n',
    'base.persona': base,
    'a.agent.md': '---\nname: Ada\n---\npersona says nothing\n',
  };
  const server = await startOver('file:///h', texts, 'file:///elsewhere');
  const uri = 'file:///h/kid.persona';
  await server.open(texts['kid.persona'], uri);
  type Item = { readonly name: string };
  const [kid] = await server.client.sendRequest<Item[]>('textDocument/prepareTypeHierarchy', {
    textDocument: { uri },
    position: { line: 0, character: 0 },
  });
  const above = (item?: Item) => server.client.sendRequest<Item[]>('typeHierarchy/supertypes', { item });
  const parents = await above(kid);
  expect([kid, ...parents].map((item) => item?.name)).toEqual(['Kid', 'Mother', 'a.agent.md']);
  const [mother, agent] = parents;
  expect((await above(mother)).map(({ name }) => name)).toEqual(['Base']);
  expect(await above(agent)).toEqual([]);
});

describe('while the folder is still being read', () => {
  const names = Array.from({ length: 40 }, (_, at) => `kid${at}`);
  const files = Object.fromEntries([['base', base], ...names.map((name) => [name, child])] as [string, string][]);
  const uris = Object.fromEntries(Object.entries(files).map(([name, text]) => [`file:///p/${name}.persona`, text]));
  const uri = 'file:///p/base.persona';
  const textDocument = { uri };
  const position = { line: 3, character: 4 };

  /** The base is open and nothing else is known before `go`. */
  async function slow() {
    const world = memoryWorld(uris);
    let go = () => {};
    const reading = new Promise<void>((resolve) => {
      go = resolve;
    });
    const personasIn: World['personasIn'] = async (...of) => {
      await reading;
      return world.personasIn(...of);
    };
    const server = await start({ files: uris, world: { personasIn } });
    await server.open(base, uri);
    const ask = <T>(method: string, params: object) => {
      const token = new CancellationTokenSource();
      return { answer: server.client.sendRequest<T>(method, params, token.token), token };
    };
    return { ...server, ask, go };
  }
  type Changes = { readonly changes: Readonly<Record<string, unknown>> };

  test('a rename, references, heirs and moved files wait until all are known', async () => {
    const { ask, go, settle } = await slow();
    const [item] = await ask<object[]>('textDocument/prepareTypeHierarchy', { textDocument, position }).answer;
    const asked = [
      ask<Changes>('textDocument/rename', { textDocument, position, newName: 'hush' }).answer,
      ask<Changes>('workspace/willRenameFiles', { files: [{ oldUri: uri, newUri: `${uri}.persona` }] }).answer,
    ];
    const context = { includeDeclaration: true };
    const found = ask<object[]>('textDocument/references', { textDocument, position, context }).answer;
    const heirs = ask<object[]>('typeHierarchy/subtypes', { item }).answer;
    await settle();
    go();
    const edited = (await Promise.all(asked)).map(({ changes }) => Object.keys(changes).length);
    expect([...edited, (await found).length, (await heirs).length]).toEqual([41, 40, 41, 40]);
  });

  test('what is called off, or asked of a text that has changed, is not answered', async () => {
    const { ask, go, client, settle } = await slow();
    const rename = { textDocument, position, newName: 'hush' };
    const { answer, token } = ask('textDocument/rename', rename);
    token.cancel();
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    const later = ask('textDocument/rename', rename);
    const old = ask('textDocument/rename', rename).answer;
    await settle();
    later.token.cancel();
    await expect(later.answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    const contentChanges = [{ text: `# new\n${base}` }];
    await client.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges });
    await settle();
    go();
    await expect(old).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
  });
});
