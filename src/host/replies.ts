// The one cache of replies for tests, probes, comparisons and writing: opened on first use in the extension's own storage; in memory, and
// saying so, where that cannot be.
import * as vscode from 'vscode';
import type { ReplyStore } from '../model/reply-store.ts';
import type { World } from './world.ts';

const fileName = 'replies.sqlite';

/** Resolves to the same store each time; never rejects. */
export function openReplies(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  world: World,
): () => Promise<ReplyStore> {
  let opened: Promise<ReplyStore> | undefined;

  async function open(): Promise<ReplyStore> {
    try {
      await vscode.workspace.fs.createDirectory(context.globalStorageUri);
      return await world.openReplies(vscode.Uri.joinPath(context.globalStorageUri, fileName).fsPath);
    } catch (error) {
      log.warn(`Replies stay in memory: ${error instanceof Error ? error.message : String(error)}`);
      const { memoryReplyStore } = await import('../model/reply-store.ts');
      return memoryReplyStore();
    }
  }

  return () => {
    opened ??= open();
    return opened;
  };
}
