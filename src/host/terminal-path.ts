// Puts the `dramatis` command on the path of the editor's own terminals, as long as the setting says so. Changes nothing outside the editor.
import * as vscode from 'vscode';
import type { Deps } from './deps.ts';

/** `bin` holds `dramatis` and `dramatis.cmd`, which run the terminal program that this extension carries. */
export function registerTerminalPath(context: vscode.ExtensionContext, deps: Deps): void {
  const { terminal } = deps.world;
  if (!terminal) return;
  const environment = context.environmentVariableCollection;
  const { pathSeparator, node } = terminal;
  function apply(): void {
    environment.clear();
    if (!deps.settings.terminal.read()) return;
    environment.description = vscode.l10n.t('Adds the `dramatis` command.');
    environment.prepend('PATH', context.asAbsolutePath('media/bin') + pathSeparator);
    // The editor's own Node runs it where none is on the path.
    environment.replace('DRAMATIS_NODE', node);
  }
  context.subscriptions.push(deps.settings.terminal.onChange(apply));
  apply();
}
