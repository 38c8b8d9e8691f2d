// The whole server over a real protocol connection in memory: what is published when, and what is asked of the world.
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createConnection,
  createMessageConnection,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type Config, defaultConfig } from '../../src/config/config.ts';
import { keptTalk } from '../../src/play/kept-talk.ts';
import { startServer } from '../../src/server/server.ts';
import type { World } from '../../src/server/world.ts';
import { compiledPromptMethod, overridesMethod, statusMethod, trustMethod } from '../../src/wire/server-protocol.ts';
import { memorySource } from '../kit/memory-source.ts';

const open: MessageConnection[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.dispose();
});

interface Options {
  readonly files?: Record<string, string>;
  readonly config?: Partial<Config>;
  readonly talks?: readonly { uri: string; text: string }[];
  readonly trusted?: boolean;
}

/** A client and what it was told. */
async function start({ files = {}, config = {}, talks = [], trusted = true }: Options = {}) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const world: World = {
    sourceFor: () => memorySource(files, 'file:///p'),
    configFor: () => ({ config: { ...defaultConfig, ...config }, file: undefined }),
    talksFor: () => talks.map(keptTalk),
    loadMeasures: async () => ({ tokens: (text) => text.split(/\s+/).length }),
    pageOf: (code) => `file:///pages/${code}.md`,
  };
  const server = createConnection(up, down);
  startServer(server, world);
  server.listen();
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  open.push(client);
  const published: PublishDiagnosticsParams[] = [];
  const statuses: unknown[] = [];
  client.onNotification(
    'textDocument/publishDiagnostics',
    (params: PublishDiagnosticsParams) => void published.push(params),
  );
  client.onNotification(statusMethod, (status: unknown) => void statuses.push(status));
  client.listen();
  const overrides = { severities: {}, promptBudget: undefined };
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    workspaceFolders: [{ uri: 'file:///p', name: 'p' }],
    initializationOptions: { trusted, locale: 'en', overrides },
  });
  await client.sendNotification('initialized', {});
  let version = 1;
  const uri = 'file:///p/a.persona';
  return {
    client,
    uri,
    statuses,
    all: published,
    /** Codes last told about a file. */
    codes: (of = uri) => published.findLast((params) => params.uri === of)?.diagnostics.map(({ code }) => code),
    /** Everything sent so far was handled: a request answers behind it, and deferred work has run. */
    settle: async () => {
      await client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
      await new Promise((resolve) => setTimeout(resolve, 15));
      await client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
    },
    open: (text: string, at = uri) =>
      client.sendNotification('textDocument/didOpen', {
        textDocument: { uri: at, languageId: 'persona', version, text },
      }),
    change: (text: string) =>
      client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ text }],
      }),
    save: () => client.sendNotification('textDocument/didSave', { textDocument: { uri } }),
    close: () => client.sendNotification('textDocument/didClose', { textDocument: { uri } }),
  };
}

const broken =
  'persona A\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n\ngreeting\n  The word is swordfish today.\n';

describe('diagnostics', () => {
  test('opening shows everything, with a page; closing takes it back', async () => {
    const server = await start();
    await server.open(broken);
    await server.settle();
    expect(server.codes()).toEqual(['breaks-own-rule']);
    expect(server.all[0]?.diagnostics[0]?.codeDescription?.href).toBe('file:///pages/breaks-own-rule.md');
    await server.close();
    await server.settle();
    expect(server.codes()).toEqual([]);
  });

  test('typing: new findings of the full set wait for a save; those shown move along, and go once mended', async () => {
    const server = await start();
    await server.open('persona A\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n\ngreeting\n  Hello.\n');
    await server.change(broken);
    await server.settle();
    expect(server.codes()).toEqual([]);
    await server.save();
    await server.settle();
    expect(server.codes()).toEqual(['breaks-own-rule']);

    await server.change(`# a line above\n${broken}`);
    await server.settle();
    expect(server.codes()).toEqual(['breaks-own-rule']);
    expect(server.all.at(-1)?.diagnostics[0]?.range.start).toEqual({ line: 8, character: 14 });

    await server.change(`${broken.replace('swordfish today', 'a word')}\nwardrobe\n`);
    await server.settle();
    expect(server.codes()).toEqual(['unknown-block']);
  });

  test('each version is told under its number', async () => {
    const server = await start();
    await server.open('persona A\n');
    await server.change('persona A\n\nnothing\n');
    await server.settle();
    expect(server.all.at(-1)).toMatchObject({ version: 2, diagnostics: [{ code: 'unknown-block' }] });
  });

  test('kept talks are told in their own file', async () => {
    const turn = JSON.stringify({ type: 'turn', at: 'x', turn: { id: '1', speaker: 'self', text: 'swordfish' } });
    const talk = {
      uri: 'file:///p/a.talk.jsonl',
      text: `${JSON.stringify({ type: 'talk', version: 1, id: 't', at: 'x', persona: 'A', personaUri: 'a.persona', personaHash: 'h' })}\n${turn}\n`,
    };
    const server = await start({ talks: [talk] });
    await server.open(broken.replace('swordfish today', 'a word'));
    await server.settle();
    expect(server.codes()).toEqual([]);
    expect(server.codes(talk.uri)).toEqual(['breaks-own-rule']);
    expect(server.all.find(({ uri }) => uri === talk.uri)?.diagnostics[0]?.range.start.line).toBe(1);
  });

  test('a parent that is open counts as it stands in the editor, and its children are told when it is saved', async () => {
    const mother = 'persona M\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n';
    const server = await start({ files: { 'file:///p/m.persona': 'persona M\n' } });
    await server.open('persona A\n  extends: ./m.persona\n\ngreeting\n  Swordfish!\n');
    await server.settle();
    expect(server.codes()).toEqual([]);
    await server.open(mother, 'file:///p/m.persona');
    await server.client.sendNotification('textDocument/didSave', { textDocument: { uri: 'file:///p/m.persona' } });
    await server.settle();
    expect(server.codes()).toEqual(['breaks-own-rule']);
  });
});

describe('trust, settings, measures', () => {
  test('untrusted: no file is read, and it says why; trust reads them', async () => {
    const server = await start({ trusted: false, files: { 'file:///p/m.persona': 'persona M\n' } });
    await server.open('persona A\n  extends: ./m.persona\n');
    await server.settle();
    expect(server.codes()).toEqual(['unresolved-file']);
    await server.client.sendNotification(trustMethod);
    await server.settle();
    expect(server.codes()).toEqual([]);
  });

  test('the user’s own settings win', async () => {
    const server = await start();
    await server.open(broken);
    await server.client.sendNotification(overridesMethod, {
      severities: { 'breaks-own-rule': 'off' },
      promptBudget: undefined,
    });
    await server.settle();
    expect(server.codes()).toEqual([]);
  });

  test('measures come later, say that they are loading, and what needed them is told then', async () => {
    const server = await start({ config: { promptBudget: 3 } });
    await server.open('persona A\n  summary: One who says a good deal about very little.\n');
    await server.settle();
    expect(server.codes()).toEqual(['over-budget']);
    expect(server.statuses).toEqual([expect.objectContaining({ busy: true }), { busy: false, what: '' }]);
  });

  test('the compiled prompt, and null for a document that is not open', async () => {
    const server = await start();
    await server.open(broken);
    expect(await server.client.sendRequest(compiledPromptMethod, { uri: server.uri })).toMatchObject({
      version: 1,
      tokens: expect.any(Number),
      text: expect.stringContaining('Keeps it.'),
    });
    expect(await server.client.sendRequest(compiledPromptMethod, { uri: 'file:///p/none.persona' })).toBeNull();
  });
});
