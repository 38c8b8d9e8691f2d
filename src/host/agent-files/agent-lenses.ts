// *Play*, *Show prompt* and *Probe 6 rules* above the first line of an agent file: one quiet row, off where the user says so. Read once a version of
// the text; what probes would cost is said before they run.
import * as vscode from 'vscode';
import { commandWith } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { isAgentFile, markdownSelector } from './is-agent-file.ts';

type LensDeps = Pick<Deps, 'settings' | 'personas'>;

/** Registers the lenses. */
export function registerAgentLenses(context: vscode.ExtensionContext, deps: LensDeps): void {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses({ uri }) {
      const { settings } = deps;
      if (!isAgentFile(uri) || !settings['agentFiles.enabled'].read() || !settings.codeLens.read(uri)) return [];
      const { persona } = await deps.personas.read(uri);
      const top = new vscode.Range(0, 0, 0, 0);
      return commandsOf(uri, persona.rules.length).map((command) => new vscode.CodeLens(top, command));
    },
  };
  const fire = () => changed.fire();
  context.subscriptions.push(
    changed,
    deps.settings.codeLens.onChange(fire),
    deps.settings['agentFiles.enabled'].onChange(fire),
    vscode.languages.registerCodeLensProvider([...markdownSelector], provider),
  );
}

function commandsOf(uri: vscode.Uri, rules: number): vscode.Command[] {
  const probe = rules === 1 ? vscode.l10n.t('Probe 1 rule') : vscode.l10n.t('Probe {0} rules', rules);
  return [
    commandWith(commands.play, `$(play) ${vscode.l10n.t('Play')}`, uri),
    commandWith(commands.showPrompt, `$(list-flat) ${vscode.l10n.t('Show prompt')}`, uri),
    ...(rules > 0 ? [commandWith(commands.probeRules, `$(beaker) ${probe}`, uri)] : []),
  ];
}
