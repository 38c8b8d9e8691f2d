// The host's services as `activate` makes them, with a store and state of their own: for what no command reaches.
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { diskSource } from '../../../src/disk/disk-source.ts';
import { searchRoot } from '../../../src/disk/search-root.ts';
import { sqliteReplyStore } from '../../../src/disk/sqlite-reply-store.ts';
import { sqliteTalkStore } from '../../../src/disk/sqlite-talk-store.ts';
import { openConfigs } from '../../../src/host/configs.ts';
import type { Deps } from '../../../src/host/deps.ts';
import { openModels } from '../../../src/host/models/models.ts';
import { openPersonas } from '../../../src/host/personas.ts';
import { openReplies } from '../../../src/host/replies.ts';
import { watchSettings } from '../../../src/host/settings.ts';
import { openTalks } from '../../../src/host/talks/talks.ts';
import type { World } from '../../../src/host/world.ts';
import { loadLanguage } from '../../../src/measure/language.ts';
import { loadTokens } from '../../../src/measure/tokens.ts';

const world: World = {
  reads: ({ scheme }) => scheme === 'file',
  openSource: async (folder) => diskSource(folder.fsPath),
  openConfigSource: async (file) => diskSource(searchRoot(file.fsPath)),
  loadMeasures: async () => ({ tokens: await loadTokens(), language: await loadLanguage() }),
  connect: () => Promise.reject(new Error('no language server here')),
  openTalks: (file) => sqliteTalkStore(file),
  openReplies: (file) => sqliteReplyStore(file),
  exportRows: undefined,
  terminal: { pathSeparator: ':', node: process.execPath },
  now: () => Date.now(),
  newId: () => randomUUID(),
};

/** Without the language client, which these tests do not need. */
export function realDeps(): Deps {
  const state = new Map<string, unknown>();
  const secrets = new Map<string, string>();
  const memento = {
    keys: () => [...state.keys()],
    get: (key: string, otherwise?: unknown) => state.get(key) ?? otherwise,
    update: async (key: string, value: unknown) => void state.set(key, value),
    setKeysForSync: () => undefined,
  };
  const context = {
    subscriptions: [],
    globalState: memento,
    globalStorageUri: vscode.Uri.file(mkdtempSync(join(tmpdir(), 'dramatis-host-'))),
    secrets: {
      keys: async () => [...secrets.keys()],
      get: async (key: string) => secrets.get(key),
      store: async (key: string, value: string) => void secrets.set(key, value),
      delete: async (key: string) => void secrets.delete(key),
      onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
    },
  } as unknown as vscode.ExtensionContext;
  const log = vscode.window.createOutputChannel('Dramatis (test)', { log: true });
  const settings = watchSettings(context);
  const configs = openConfigs(context, settings, world);
  const personas = openPersonas(world, configs);
  const models = openModels(context, settings, configs, personas);
  const talks = openTalks(context, { log, world, settings, configs, personas, models });
  const replies = openReplies(context, log, world);
  return {
    log,
    world,
    settings,
    configs,
    personas,
    models,
    talks,
    replies,
    client: undefined as unknown as Deps['client'],
  };
}
