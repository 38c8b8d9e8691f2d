// Above a compiled prompt: how many tokens it has, and how many things of the file are not in it. Counts nothing itself.
import * as vscode from 'vscode';
import { commandWith } from '../commands/register-command.ts';
import { commands } from '../ids.ts';
import type { PromptDocuments } from './prompt-documents.ts';

/** The lenses on the first line of a prompt document. */
export function promptLenses(documents: PromptDocuments): vscode.CodeLensProvider & vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const listener = documents.onDidShow(() => changed.fire());
  return {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const compiled = documents.compiled(document);
      if (!compiled) return [];
      const top = new vscode.Range(0, 0, 0, 0);
      const lenses: vscode.CodeLens[] = [];
      if (compiled.tokens !== undefined) {
        const count = compiled.tokens.toLocaleString(vscode.env.language);
        lenses.push(new vscode.CodeLens(top, { command: '', title: vscode.l10n.t('{0} tokens (o200k)', count) }));
      }
      const left = compiled.omitted.length;
      if (left > 0) {
        const title = left === 1 ? vscode.l10n.t('1 thing left out') : vscode.l10n.t('{0} things left out', left);
        lenses.push(new vscode.CodeLens(top, commandWith(commands.showOmitted, title, document.uri)));
      }
      return lenses;
    },
    dispose() {
      listener.dispose();
      changed.dispose();
    },
  };
}
