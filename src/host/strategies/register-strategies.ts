// `*.strategies` in the editor: what cannot be read is underlined, by the reader that playing and learning use; lenses to audit it; a panel plays with it.
// Loads the reader with the first such file, and asks no model.
import * as vscode from 'vscode';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, strategiesLanguage } from '../ids.ts';

/** Registers all of it but *Play with Strategies*, which is the panel's. */
export function registerStrategies(context: vscode.ExtensionContext, deps: Deps): void {
  const diagnostics = vscode.languages.createDiagnosticCollection('dramatis strategies');
  const reader = () => import('../../play/strategies/strategies.ts');
  const isOne = ({ languageId }: vscode.TextDocument) => languageId === strategiesLanguage;

  async function check(document: vscode.TextDocument): Promise<void> {
    if (!isOne(document)) return;
    const { version } = document;
    const { readStrategies } = await reader();
    if (document.isClosed || document.version !== version) return;
    const { problems } = readStrategies(document.getText());
    diagnostics.set(
      document.uri,
      problems.map(({ line, severity, message }) => {
        const { range, firstNonWhitespaceCharacterIndex: start } = document.lineAt(line - 1);
        const kind = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
        const diagnostic = new vscode.Diagnostic(range.with(range.start.translate(0, start)), message, kind);
        diagnostic.source = 'dramatis';
        return diagnostic;
      }),
    );
  }
  const checked = (document: vscode.TextDocument) =>
    void check(document).catch((error) => deps.log.error(error instanceof Error ? error : String(error)));

  context.subscriptions.push(
    diagnostics,
    vscode.workspace.onDidOpenTextDocument(checked),
    vscode.workspace.onDidChangeTextDocument(({ document }) => checked(document)),
    vscode.workspace.onDidCloseTextDocument((document) => isOne(document) && diagnostics.delete(document.uri)),
    vscode.languages.registerCodeLensProvider(
      { language: strategiesLanguage },
      {
        async provideCodeLenses(document) {
          if (!deps.settings.codeLens.read(document.uri)) return [];
          const [{ strategyLenses }, { readStrategies }] = await Promise.all([
            import('./strategy-lenses.ts'),
            reader(),
          ]);
          return strategyLenses(document, readStrategies(document.getText()));
        },
      },
    ),
  );
  for (const document of vscode.workspace.textDocuments) checked(document);

  registerCommand(context, deps.log, commands.setStrategyStatus, async (uri, name, status) => {
    if (!uri || name === undefined || status === undefined) return;
    const { setStrategyStatus } = await import('./strategy-lenses.ts');
    await setStrategyStatus(uri, name, status);
  });
}
