// Every model that could answer once, as rows of a list: for a comparison, or for one reply by somebody else. Changes no setting.
import * as vscode from 'vscode';
import { originOf } from '../../model/origin-policy.ts';
import { personaVendor } from '../ids.ts';
import { plainLabel } from '../plain-label.ts';
import { understudyName, vscodeModelName } from './model-choice.ts';
import type { Models } from './models.ts';

export interface ModelRow extends vscode.QuickPickItem {
  /** As the setting names it; undefined for a row that is no model. */
  readonly name?: string;
}

/** The understudy, the endpoints that are described for the file, and the models of VS Code. Personas play no personas. */
export async function listModels(uri: vscode.Uri, models: Models): Promise<ModelRow[]> {
  const [endpoints, offered] = await Promise.all([
    models.endpointsFor(uri),
    Promise.resolve(vscode.lm.selectChatModels()).catch(() => []),
  ]);
  return [
    {
      label: `$(mirror) ${vscode.l10n.t('Offline understudy')}`,
      description: vscode.l10n.t('no language model'),
      name: understudyName,
    },
    ...endpoints.map(({ endpoint }) => ({
      label: `$(server-environment) ${plainLabel(endpoint.name)}`,
      description: plainLabel(`${endpoint.model} · ${originOf(endpoint.url) ?? endpoint.url}`),
      name: endpoint.name,
    })),
    ...offered
      .filter(({ vendor }) => vendor !== personaVendor)
      .map((model) => ({
        label: `$(sparkle) ${plainLabel(model.name)}`,
        description: plainLabel(model.vendor),
        name: vscodeModelName(model),
      })),
  ];
}
