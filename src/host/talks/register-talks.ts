// The *Talks* view and its commands: every talk that was held, newest first; open one, keep one as a file, delete one, delete all. Reads the store only when shown.
import * as vscode from 'vscode';
import type { TalkSummary } from '../../play/trace.ts';
import { commandWith, registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, views } from '../ids.ts';
import { newestFirst } from './talk-line.ts';
import { lineOfTalk, whenOf } from './talk-words.ts';

/** Registers view and commands. `open` shows a talk in the preview panel. */
export function registerTalks(context: vscode.ExtensionContext, deps: Deps): void {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.TreeDataProvider<TalkSummary> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: itemOf,
    async getChildren(talk) {
      return talk ? [] : newestFirst(await (await deps.talks.store()).list());
    },
  };
  const view = vscode.window.createTreeView(views.talks, { treeDataProvider: provider });
  // Another window writes the same store: what is shown is read anew whenever the view comes to sight.
  context.subscriptions.push(
    changed,
    view,
    deps.talks.onDidChange(() => {
      if (view.visible) changed.fire();
    }),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) changed.fire();
    }),
  );
  void sayWherePassing(view, deps);

  const chosen = (talk: unknown) => (isTalk(talk) ? talk : view.selection[0]);

  registerCommand(context, deps.log, commands.keepTalk, async (given) => {
    const talk = chosen(given);
    if (!talk) return;
    const records = await (await deps.talks.store()).read(talk.id);
    const { keepAndTell } = await import('./keep-talk.ts');
    await keepAndTell(vscode.Uri.parse(talk.personaUri), records, deps.world.newId);
  });

  registerCommand(context, deps.log, commands.deleteTalk, async (given) => {
    const talk = chosen(given);
    if (!talk) return;
    const sure = vscode.l10n.t('Delete');
    const message = vscode.l10n.t('Delete the talk with {0} of {1}?', talk.persona, whenOf(new Date(talk.at)));
    const picked = await vscode.window.showWarningMessage(message, { modal: true }, sure);
    if (picked === sure) await deps.talks.delete(talk.id);
  });

  registerCommand(context, deps.log, commands.deleteAllTalks, async () => {
    const count = (await (await deps.talks.store()).list()).length;
    if (count === 0) return;
    const sure = vscode.l10n.t('Delete All');
    const message =
      count === 1 ? vscode.l10n.t('Delete the one talk there is?') : vscode.l10n.t('Delete all {0} talks?', count);
    const detail = vscode.l10n.t('Talks kept as files beside their personas stay.');
    const picked = await vscode.window.showWarningMessage(message, { modal: true, detail }, sure);
    if (picked === sure) await deps.talks.deleteAll();
  });
}

/** Whether a command was given a talk of the view, and not something else that menus hand over. */
export function isTalk(value: unknown): value is TalkSummary {
  return typeof value === 'object' && value !== null && 'id' in value && 'personaUri' in value && 'turns' in value;
}

async function sayWherePassing(view: vscode.TreeView<TalkSummary>, deps: Deps): Promise<void> {
  const shown = new Promise<void>((resolve) => {
    if (view.visible) return resolve();
    const once = view.onDidChangeVisibility(() => {
      once.dispose();
      resolve();
    });
  });
  await shown;
  if (!(await deps.talks.store()).lasting) {
    view.message = vscode.l10n.t('Talks cannot be stored here. They last as long as this window; keep those worth it.');
  }
}

function itemOf(talk: TalkSummary): vscode.TreeItem {
  const item = new vscode.TreeItem(talk.persona);
  item.id = talk.id;
  item.description = lineOfTalk(talk);
  item.tooltip = `${vscode.workspace.asRelativePath(vscode.Uri.parse(talk.personaUri))}\n${item.description}`;
  item.iconPath = talk.broken > 0 ? brokenIcon : keptIcon;
  item.contextValue = 'talk';
  item.command = commandWith(commands.openTalk, vscode.l10n.t('Open'), talk);
  return item;
}

const keptIcon = new vscode.ThemeIcon('comment-discussion');
const brokenIcon = new vscode.ThemeIcon('error', new vscode.ThemeColor('errorForeground'));
