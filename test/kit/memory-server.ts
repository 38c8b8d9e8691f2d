// The whole server over a real protocol connection in memory, and a client of it that remembers what it was told. Closed by `closeServers`.
import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  createConnection,
  createMessageConnection,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Config } from '../../src/config/config.ts';
import type { KeptList } from '../../src/model/kept-lists.ts';
import { keptTalk } from '../../src/play/kept-talk.ts';
import { startServer } from '../../src/server/server.ts';
import type { World } from '../../src/server/world.ts';
import { type DocumentFilter, statusMethod } from '../../src/wire/server-protocol.ts';
import { memoryWorld } from './memory-world.ts';

const open: MessageConnection[] = [];

/** Behind each test. */
export function closeServers(): void {
  for (const connection of open.splice(0)) connection.dispose();
}

export interface ServerToStart {
  readonly files?: Record<string, string>;
  /** Uri of the one folder that is open. */
  readonly folder?: string;
  readonly config?: Partial<Config>;
  readonly talks?: readonly { uri: string; text: string }[];
  readonly trusted?: boolean;
  /** Which of the editor's documents are agent files. */
  readonly agentFiles?: readonly DocumentFilter[];
  /** What endpoints said before it was started. */
  readonly modelLists?: readonly KeptList[];
  /** In the place of what the world has from the above. */
  readonly world?: Partial<World>;
  /** What the editor says that it can do. */
  readonly capabilities?: ClientCapabilities;
  /** Hears what the server asks the editor to tell of. */
  readonly registering?: (params: RegistrationParams) => void;
}

/** A client and what it was told. */
export async function startInMemory({
  files = {},
  folder = 'file:///p',
  config = {},
  talks = [],
  trusted = true,
  agentFiles,
  modelLists,
  world: own,
  registering,
  capabilities = {},
}: ServerToStart = {}) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const world: World = {
    ...memoryWorld(files, { config }),
    talksFor: () => talks.map(keptTalk),
    loadMeasures: async () => ({ tokens: (text) => text.split(/\s+/).length }),
    pageOf: (code) => `file:///pages/${code}.md`,
    ...own,
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
  client.onRequest('client/registerCapability', (params: RegistrationParams) => registering?.(params) ?? null);
  client.listen();
  const overrides = { severities: {}, promptBudget: undefined };
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { workspace: { workspaceFolders: true }, ...capabilities },
    workspaceFolders: [{ uri: folder, name: 'p' }],
    initializationOptions: {
      trusted,
      locale: 'en',
      overrides,
      ...(agentFiles && { agentFiles }),
      ...(modelLists && { modelLists }),
    },
  });
  await client.sendNotification('initialized', {});
  let version = 1;
  const uri = 'file:///p/a.persona';
  const last = (of: string) => published.findLast((params) => params.uri === of)?.diagnostics;
  return {
    client,
    uri,
    statuses,
    all: published,
    /** What was last told about a file. */
    last,
    /** Codes last told about a file. */
    codes: (of = uri) => last(of)?.map(({ code }) => code),
    /** Everything sent so far was handled: a request answers behind it, and deferred work has run. */
    settle: async () => {
      await client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
      await new Promise((resolve) => setTimeout(resolve, 15));
      await client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
    },
    open: (text: string, at = uri, languageId = 'persona') =>
      client.sendNotification('textDocument/didOpen', { textDocument: { uri: at, languageId, version, text } }),
    change: (text: string) =>
      client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ text }],
      }),
    save: () => client.sendNotification('textDocument/didSave', { textDocument: { uri } }),
    close: () => client.sendNotification('textDocument/didClose', { textDocument: { uri } }),
  };
}
