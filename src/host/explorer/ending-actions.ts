// The lightbulb on a model that is gone or going, in an agent file or `dramatis.json`: compare it with another one on this persona's tests. In: the
// server's finding. Out: a command with the file and the model's name. Asks nobody.
import * as vscode from 'vscode';
import { configFileName } from '../../config/find-config.ts';
import { markdownSelector } from '../agent-files/is-agent-file.ts';
import { codeOf } from '../code-of.ts';
import { commandWith } from '../commands/register-command.ts';
import { fileNameOf } from '../file-name.ts';
import { commands } from '../ids.ts';

const kind = vscode.CodeActionKind.QuickFix;

/** Registers the provider. */
export function registerEndingActions(context: vscode.ExtensionContext): void {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, _range, { diagnostics }) {
      const found = diagnostics.filter((each) => each.source === 'dramatis' && codeOf(each) === 'ending-model');
      const actions = found.map(async (finding) => {
        const title = vscode.l10n.t('Compare old and new on this persona’s tests');
        const action = new vscode.CodeAction(title, kind);
        const model = await modelAt(document, finding.range);
        action.command = commandWith(commands.compareModels, title, document.uri, model);
        action.diagnostics = [finding];
        return action;
      });
      return Promise.all(actions);
    },
  };
  const selector = [...markdownSelector, { pattern: `**/${configFileName}` }];
  context.subscriptions.push(
    vscode.languages.registerCodeActionsProvider(selector, provider, { providedCodeActionKinds: [kind] }),
  );
}

/** The name of the endpoint whose model stands there, in `dramatis.json`; else the model as it is written. */
async function modelAt(document: vscode.TextDocument, range: vscode.Range): Promise<string> {
  if (fileNameOf(document.uri) === configFileName) {
    const [{ modelPlaces }, { readConfig }] = await Promise.all([
      import('../../config/model-places.ts'),
      import('../../config/read-config.ts'),
    ]);
    const text = document.getText();
    const start = document.offsetAt(range.start);
    const places = modelPlaces(text, readConfig(text, '').config.endpoints);
    const place = places.find((each) => each.range.start === start);
    if (place) return place.endpoint.name;
  }
  return document.getText(range).replace(/^(['"])(.*)\1$/s, '$2');
}
