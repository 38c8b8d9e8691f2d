// *2 of 9 rules untested* above `rules`: which they are, and the way to each. Reckoned when the lens comes into sight. Asks no model.
import * as vscode from 'vscode';
import type { Tree } from '../../lang/tree.ts';
import type { UntestedRules } from '../../suite/untested-rules.ts';
import { commandWith, registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import { personaSelector } from '../persona-selector.ts';
import { plainLabel } from '../plain-label.ts';

/** Registers the lens and what it opens. */
export function registerUntestedLens(
  context: vscode.ExtensionContext,
  deps: Pick<Deps, 'log' | 'settings' | 'personas'>,
): void {
  const changed = new vscode.EventEmitter<void>();
  const read = async (uri: vscode.Uri): Promise<UntestedRules & { readonly tree: Tree }> => {
    const [{ persona }, { untestedRules }] = await Promise.all([
      deps.personas.read(uri),
      import('../../suite/untested-rules.ts'),
    ]);
    return { ...untestedRules(persona), tree: persona.tree };
  };
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      if (!deps.settings.codeLens.read(document.uri)) return [];
      const { all, untested, tree } = await read(document.uri);
      const rules = tree.blocks.find(({ word, children }) => word === 'rules' && children.length > 0);
      if (!rules || untested.length === 0) return [];
      const at = document.positionAt(rules.header.start);
      const title = vscode.l10n.t('{0} of {1} rules untested', untested.length, all);
      return [
        new vscode.CodeLens(new vscode.Range(at, at), commandWith(commands.showUntestedRules, title, document.uri)),
      ];
    },
  };
  registerCommand(context, deps.log, commands.showUntestedRules, async (given) => {
    const uri = personaInFocus(given);
    const { untested } = await read(uri);
    if (untested.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Every rule is named by a test.'));
      return;
    }
    const rows = untested.map((rule) => ({
      label: plainLabel(rule.id),
      description: plainLabel(rule.sentence.value),
      rule,
    }));
    const title = vscode.l10n.t('Rules that no test names');
    const picked = await vscode.window.showQuickPick(rows, { title, matchOnDescription: true });
    if (!picked) return;
    const { origin } = picked.rule;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(origin.uri));
    const at = document.positionAt(origin.range.start);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  });
  context.subscriptions.push(
    changed,
    deps.settings.codeLens.onChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider([...personaSelector], provider),
  );
}
