// The entry in a Node extension host: the real files, store, clock. Everything heavy is imported when it is first used.
import { delimiter } from 'node:path';
import { execPath } from 'node:process';
import type * as vscode from 'vscode';
import { start } from './extension.ts';
import type { World } from './world.ts';

const world: World = {
  reads: ({ scheme }) => scheme === 'file',
  openSource: async (folder) => (await import('../disk/disk-source.ts')).diskSource(folder.fsPath),
  openConfigSource: async (file) => {
    const [{ diskSource }, { searchRoot }] = await Promise.all([
      import('../disk/disk-source.ts'),
      import('../disk/search-root.ts'),
    ]);
    return diskSource(searchRoot(file.fsPath));
  },
  loadMeasures,
  connect: async (options) => (await import('./client/in-node.ts')).connectInNode(options),
  openTalks: async (file) => (await import('../disk/sqlite-talk-store.ts')).sqliteTalkStore(file),
  openReplies: async (file) => (await import('../disk/sqlite-reply-store.ts')).sqliteReplyStore(file),
  exportRows: async (wish, deps) => {
    const [{ exportRows }, { exportFiles }, { readPieces }] = await Promise.all([
      import('./formats/export-rows.ts'),
      import('../disk/export-files.ts'),
      import('../disk/read-pieces.ts'),
    ]);
    await exportRows(wish, deps, {
      open: (folder, names, options) => exportFiles(folder.fsPath, names, options),
      read: (file) => readPieces(file.fsPath),
    });
  },
  terminal: { pathSeparator: delimiter, node: execPath },
  now: () => Date.now(),
  // Of the global: loading `node:crypto` at the start was a fifth of what activation costs.
  newId: () => crypto.randomUUID(),
};

async function loadMeasures() {
  const [{ loadTokens }, { loadLanguage }] = await Promise.all([
    import('../measure/tokens.ts'),
    import('../measure/language.ts'),
  ]);
  const [tokens, language] = await Promise.all([loadTokens(), loadLanguage()]);
  return { tokens, language };
}

let running: ReturnType<typeof start> | undefined;

/** Called by VS Code once, on the first activation event. */
export function activate(context: vscode.ExtensionContext): void {
  running = start(context, world);
}

/** Called by VS Code when the window closes or reloads; resolves when the language server has ended. */
export async function deactivate(): Promise<void> {
  await running?.stop();
}
