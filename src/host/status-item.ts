// The one language status item of persona files: which model plays, and whether it ends; how many findings there are; whether the server is at work.
import * as vscode from 'vscode';
import { commandWith } from './commands/register-command.ts';
import type { Deps } from './deps.ts';
import { commands, languageId } from './ids.ts';
import { chosenEnding } from './models/chosen-ending.ts';
import { modelLabel } from './models/model-label.ts';
import { personaSelector } from './persona-selector.ts';
import { plainLabel } from './plain-label.ts';

/** Keeps the item up to date. */
export function registerStatusItem(context: vscode.ExtensionContext, deps: Deps): void {
  const item = vscode.languages.createLanguageStatusItem('dramatis.status', [...personaSelector]);
  item.name = 'Dramatis';
  item.command = commandWith(commands.selectModel, vscode.l10n.t('Select Model'));
  let latest = 0;

  async function refresh(): Promise<void> {
    const turn = ++latest;
    const document = vscode.window.activeTextEditor?.document;
    const persona = document?.languageId === languageId ? document.uri : undefined;
    const choice = await deps.models.choiceFor(persona);
    // A slower answer to an older question must not win.
    if (turn !== latest) return;
    const { server, busy, what } = deps.client.state;
    item.busy = busy || server === 'starting';
    const { isTrusted } = vscode.workspace;
    item.text = isTrusted ? plainLabel(modelLabel(choice)) : vscode.l10n.t('Restricted Mode: checked, not played');
    const findings = persona ? countFindings(persona) : { text: '', worst: vscode.LanguageStatusSeverity.Information };
    const ending = isTrusted ? chosenEnding(choice, deps.models.lists.known()) : undefined;
    const worst = Math.max(findings.worst, ending?.severity === 'warning' ? vscode.LanguageStatusSeverity.Warning : 0);
    item.severity = server === 'stopped' ? vscode.LanguageStatusSeverity.Error : worst;
    const idle = [ending?.short, findings.text].filter(Boolean).join(' · ');
    item.detail = server === 'stopped' ? vscode.l10n.t('language server stopped') : busy ? plainLabel(what) : idle;
    item.command =
      server === 'stopped'
        ? commandWith(commands.restartServer, vscode.l10n.t('Restart'))
        : isTrusted
          ? commandWith(commands.selectModel, vscode.l10n.t('Select Model'))
          : commandWith(commands.manageTrust, vscode.l10n.t('Manage Trust'));
  }

  const update = () => void refresh();
  context.subscriptions.push(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) update();
    }),
    deps.client.onDidChangeState(update),
    deps.models.onDidChange(update),
    deps.models.lists.onDidHear(update),
    vscode.workspace.onDidGrantWorkspaceTrust(update),
  );
  update();
}

function countFindings(persona: vscode.Uri): { text: string; worst: vscode.LanguageStatusSeverity } {
  const diagnostics = vscode.languages.getDiagnostics(persona);
  const worst = Math.min(...diagnostics.map(({ severity }) => severity));
  const text =
    diagnostics.length === 0
      ? vscode.l10n.t('no findings')
      : diagnostics.length === 1
        ? vscode.l10n.t('1 finding')
        : vscode.l10n.t('{0} findings', diagnostics.length);
  if (worst === vscode.DiagnosticSeverity.Error) return { text, worst: vscode.LanguageStatusSeverity.Error };
  if (worst === vscode.DiagnosticSeverity.Warning) return { text, worst: vscode.LanguageStatusSeverity.Warning };
  return { text, worst: vscode.LanguageStatusSeverity.Information };
}
