// Tells the user, once for each model and day, that the model of their own settings is gone or going. In: the services. What is known comes from the
// kept lists; no endpoint is asked.
import * as vscode from 'vscode';
import { isPlayable } from '../agent-files/is-agent-file.ts';
import { commandWith } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { plainLabel } from '../plain-label.ts';
import { endingNotice } from './chosen-ending.ts';

const toldKey = 'dramatis.toldEndings';

/** Looks whenever what can be played comes to the front, and when choice, endpoints or lists change. */
export function registerEndings({ subscriptions, globalState }: vscode.ExtensionContext, deps: Deps): void {
  const { models, settings } = deps;

  async function look(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isPlayable(document)) return;
    if (!vscode.workspace.isTrusted || models.lists.kept().length === 0) return;
    const choice = await models.choiceFor(document.uri);
    const told = globalState.get<unknown>(toldKey);
    const notice = endingNotice(choice, {
      setting: settings.model.read(),
      known: models.lists.known(),
      told: Array.isArray(told) ? told.filter((one) => typeof one === 'string') : [],
    });
    if (!notice) return;
    // Kept before it is shown: two events at once tell it once.
    await globalState.update(toldKey, notice.told);
    const { title, command } = commandWith(commands.selectModel, vscode.l10n.t('Select Model'));
    const picked = await vscode.window.showWarningMessage(plainLabel(notice.message), title);
    if (picked === title) await vscode.commands.executeCommand(command, document.uri);
  }

  const update = () => void look().catch((error: unknown) => deps.log.error(String(error)));
  subscriptions.push(
    vscode.window.onDidChangeActiveTextEditor(update),
    models.onDidChange(update),
    models.lists.onDidHear(update),
  );
  update();
}
