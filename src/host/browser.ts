// The entry in a browser, where there is no Node: files through the editor, talks and replies in memory, no terminal, no git.
import * as vscode from 'vscode';
import { UserError } from '../base/user-error.ts';
import { start } from './extension.ts';
import { openWebFiles } from './web/web-files.ts';
import type { World } from './world.ts';

/** What the caller says to that: kept as long as the window lives. */
async function noStore(): Promise<never> {
  throw new UserError(vscode.l10n.t('A browser has no place for this beyond the window.'));
}

let running: ReturnType<typeof start> | undefined;

/** Called by VS Code once, on the first activation event. */
export function activate(context: vscode.ExtensionContext): void {
  const files = openWebFiles();
  context.subscriptions.push(files);
  const world: World = {
    reads: ({ scheme }) => scheme !== 'untitled',
    async openSource(folder) {
      await files.ready();
      return files.sourceIn(folder);
    },
    async openConfigSource(file) {
      await files.ready();
      return files.sourceIn(file.with({ path: '/' }));
    },
    // A megabyte each, and of no use to most: what needs them is unsure here, and says so.
    loadMeasures: async () => ({}),
    connect: async (options) => (await import('./client/in-browser.ts')).connectInBrowser(options, files),
    openTalks: noStore,
    openReplies: noStore,
    // The checkers of rows are half a megabyte in the one file that a window loads; the terminal has them.
    exportRows: undefined,
    terminal: undefined,
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
  };
  running = start(context, world);
}

/** Called by VS Code when the window closes or reloads. */
export async function deactivate(): Promise<void> {
  await running?.stop();
}
