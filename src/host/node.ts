// The entry in a Node extension host: the real files, store, clock. Everything heavy is imported when it is first used.
import { randomUUID } from 'node:crypto';
import { delimiter } from 'node:path';
import { execPath } from 'node:process';
import type * as vscode from 'vscode';
import { start } from './extension.ts';
import type { World } from './world.ts';

const world: World = {
  openSource: async (folder) => (await import('../disk/disk-source.ts')).diskSource(folder),
  openConfigSource: async (file) => {
    const [{ diskSource }, { searchRoot }] = await Promise.all([
      import('../disk/disk-source.ts'),
      import('../disk/search-root.ts'),
    ]);
    return diskSource(searchRoot(file));
  },
  openTalks: async (file) => (await import('../disk/sqlite-talk-store.ts')).sqliteTalkStore(file),
  openReplies: async (file) => (await import('../disk/sqlite-reply-store.ts')).sqliteReplyStore(file),
  terminal: { pathSeparator: delimiter, node: execPath },
  now: () => Date.now(),
  newId: () => randomUUID(),
};

let running: ReturnType<typeof start> | undefined;

/** Called by VS Code once, on the first activation event. */
export function activate(context: vscode.ExtensionContext): void {
  running = start(context, world);
}

/** Called by VS Code when the window closes or reloads; resolves when the language server has ended. */
export async function deactivate(): Promise<void> {
  await running?.stop();
}
