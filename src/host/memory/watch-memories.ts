// Watches a persona's memories: whoever writes them, a person or a session that ended, in this window or another. Reads nothing.

import * as vscode from 'vscode';
import { fileNameOf } from '../file-name.ts';
import { memoriesUri } from '../talks/memory-keeper.ts';

/** Calls `changed` when the file came, went or was written. */
export function watchMemories(persona: vscode.Uri, changed: () => void): vscode.Disposable {
  const file = memoriesUri(persona);
  const name = fileNameOf(file);
  const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(persona, '..'), name.replace(/[[\]{}*?!]/g, '?'));
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
  );
}
