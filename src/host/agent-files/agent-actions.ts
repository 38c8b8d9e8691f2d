// The lightbulb on a bullet of an agent file: probe the rule that it states, or have it checked in the persona beside the file. Shines by itself on
// bullets that state a rule; any other can be taken where somebody asks.
import * as vscode from 'vscode';
import type { Bullet } from '../../interop/agent-file/bullet-at.ts';
import { commandWith } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { isAgentFile, markdownSelector } from './is-agent-file.ts';

const checkKind = vscode.CodeActionKind.RefactorExtract;
/** It changes nothing: VS Code's list has it under *More Actions*. */
const probeKind = vscode.CodeActionKind.Empty.append('probe');

/** Registers the provider. */
export function registerAgentActions(
  context: vscode.ExtensionContext,
  deps: Pick<Deps, 'settings' | 'personas'>,
): void {
  // Asked with each move of the cursor: the file is read once a version.
  let kept: { readonly version: string; readonly bullets: readonly Bullet[] } | undefined;
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, selected, { triggerKind }) {
      const { uri } = document;
      if (!isAgentFile(uri) || !deps.settings['agentFiles.enabled'].read()) return [];
      const { bulletAt, bulletsOf } = await import('../../interop/agent-file/bullet-at.ts');
      const offset = document.offsetAt(selected.start);
      const text = document.getText();
      const version = `${document.version} ${uri}`;
      if (kept?.version !== version) kept = { version, bullets: bulletsOf(text, uri.toString()) };
      const bullet = bulletAt(text, uri.toString(), offset, kept.bullets);
      const asked = triggerKind === vscode.CodeActionTriggerKind.Invoke;
      if (!bullet || (!bullet.rule && !asked)) return [];
      const check = vscode.l10n.t('Check this rule in a persona beside this file');
      const actions = [actionOf(commandWith(commands.addChecks, check, uri, offset), checkKind)];
      if (!bullet.rule) return actions;
      const { persona } = await deps.personas.read(uri);
      const rule = persona.rules.find(({ origin: { range } }) => range.start === bullet.range.start);
      const probe = vscode.l10n.t('Probe this rule');
      return rule ? [actionOf(commandWith(commands.probeRules, probe, uri, rule.id), probeKind), ...actions] : actions;
    },
  };
  context.subscriptions.push(
    vscode.languages.registerCodeActionsProvider([...markdownSelector], provider, {
      providedCodeActionKinds: [checkKind, probeKind],
    }),
  );
}

function actionOf(command: vscode.Command, kind: vscode.CodeActionKind): vscode.CodeAction {
  const action = new vscode.CodeAction(command.title, kind);
  action.command = command;
  return action;
}
