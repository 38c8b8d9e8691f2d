// The lightbulb: a selection becomes a persona, a persona that has findings is improved. In: a document and a range. Out: code actions that run
// our commands. Asks no model.
import * as vscode from 'vscode';
import { offersTaking } from '../../write/offers.ts';
import { commandWith } from '../commands/register-command.ts';
import { commands, languageId } from '../ids.ts';

const selector: vscode.DocumentSelector = [
  { language: languageId, scheme: 'file' },
  { language: languageId, scheme: 'untitled' },
  { language: 'markdown' },
  { language: 'plaintext' },
];

/** Fewer characters are no description. */
const leastSelected = 20;

/** A rule without a check, named by the words that the finding stands on. */
function checkable(document: vscode.TextDocument, found: readonly vscode.Diagnostic[]): readonly vscode.CodeAction[] {
  return found
    .filter(({ code }) => (typeof code === 'object' ? code.value : code) === 'rule-without-check')
    .map((diagnostic) => {
      const title = vscode.l10n.t('Make this rule checkable …');
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      const rule = document.getText(diagnostic.range);
      action.command = commandWith(commands.improvePersona, title, document.uri, 'make-checkable', rule);
      action.diagnostics = [diagnostic];
      return action;
    });
}

/** Registers the provider. */
export function registerWriteActions(context: vscode.ExtensionContext): void {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, range, { diagnostics }) {
      if (!vscode.workspace.isTrusted) return [];
      const isPersona = document.languageId === languageId;
      const actions: vscode.CodeAction[] = [];
      const text = document.getText(range);
      if (text.trim().length >= leastSelected) {
        const ways = isPersona ? [] : [...offersTaking('text', 'draft'), ...offersTaking('talk', 'draft')];
        for (const { id, label } of ways) {
          const title = vscode.l10n.t('Write a persona {0}', vscode.l10n.t(label));
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorExtract);
          action.command = commandWith(commands.writePersona, title, id, text);
          actions.push(action);
        }
      }
      if (isPersona && document.uri.scheme === 'file' && diagnostics.length > 0) {
        const title = vscode.l10n.t('Improve this persona …');
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.command = commandWith(commands.improvePersona, title, document.uri);
        actions.push(action);
        actions.push(...checkable(document, diagnostics));
      }
      return actions;
    },
  };
  context.subscriptions.push(
    vscode.languages.registerCodeActionsProvider(selector, provider, {
      providedCodeActionKinds: [vscode.CodeActionKind.RefactorExtract, vscode.CodeActionKind.QuickFix],
    }),
  );
}
