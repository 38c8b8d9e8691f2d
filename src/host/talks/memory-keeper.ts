// A persona's memories in the file beside it, `NAME.memories.jsonl`. In: changes. Out: the file, written whole or not at all, one change after
// the other; what somebody wrote meanwhile is changed, not replaced, and unsaved words of an open editor are never written over.

import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { KeeperAnswer, MemoryKeeper } from '../../play/memory/memory-keeper.ts';
import { fileNameOf } from '../file-name.ts';

export const memoriesEnding = '.memories.jsonl';

/** Where the memories of the persona at `uri` are. */
export function memoriesUri(uri: vscode.Uri): vscode.Uri {
  const name = fileNameOf(uri);
  return vscode.Uri.joinPath(uri, '..', name.replace(/\.persona$/, '') + memoriesEnding);
}

/** One line of work a file: two panels, or a panel and a thread, never write at once. */
const queues = new Map<string, Promise<unknown>>();

/** How often a file that changes under our hands is read again. */
const mostTries = 5;

export function memoryKeeper(persona: vscode.Uri, newId: () => string): MemoryKeeper {
  const file = memoriesUri(persona);
  return {
    read: () => answered(async () => openText(file) ?? (await textOf(file)) ?? ''),
    change: (change) => queued(file.toString(), () => answered(() => changeFile(file, change, newId))),
  };
}

async function changeFile(file: vscode.Uri, change: (text: string) => string, newId: () => string): Promise<string> {
  if (openText(file) !== undefined) {
    const message = vscode.l10n.t('{0} has changes that are not saved. Save it, then try again.', fileNameOf(file));
    throw new UserError(message);
  }
  for (let tries = 0; tries < mostTries; tries++) {
    const before = await textOf(file);
    const after = change(before ?? '');
    if (after === (before ?? '')) return after;
    const part = vscode.Uri.joinPath(file, '..', `.${fileNameOf(file)}.${newId()}.part`);
    try {
      await vscode.workspace.fs.writeFile(part, new TextEncoder().encode(after));
      // Between this look and the rename lies no more than a moment.
      if ((await textOf(file)) !== before) continue;
      await vscode.workspace.fs.rename(part, file, { overwrite: before !== undefined });
      return after;
    } finally {
      await vscode.workspace.fs.delete(part).then(undefined, () => undefined);
    }
  }
  throw new UserError(vscode.l10n.t('{0} keeps changing; nothing was written. Try again.', fileNameOf(file)));
}

/** The words of an open editor that are not saved yet: they are what counts, and they are the user's to save. */
function openText(file: vscode.Uri): string | undefined {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  return document?.isDirty ? document.getText() : undefined;
}

/** Undefined: there is none. Rejects where it is there and cannot be read: it must not be written over. */
async function textOf(file: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

async function answered(work: () => Promise<string>): Promise<KeeperAnswer> {
  try {
    return { ok: true, text: await work() };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, error };
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, error: new UserError(vscode.l10n.t('The memories cannot be kept. {0}', why)) };
  }
}

function queued<T>(key: string, work: () => Promise<T>): Promise<T> {
  const done = (queues.get(key) ?? Promise.resolve()).then(work, work);
  queues.set(key, done);
  void done.finally(() => {
    if (queues.get(key) === done) queues.delete(key);
  });
  return done;
}
