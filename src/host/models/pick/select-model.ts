// The list of models as a loop: shown, something done, shown again until a model is chosen or the user leaves. Out: the user's setting.
import * as vscode from 'vscode';
import { endpointEnding } from '../../../lint/static/model-ending.ts';
import { setApiKeyFor } from '../../commands/set-api-key.ts';
import type { Deps } from '../../deps.ts';
import { commands } from '../../ids.ts';
import { plainLabel } from '../../plain-label.ts';
import { allowEndpoint } from '../allow-endpoint.ts';
import type { KnownEndpoint } from '../model-choice.ts';
import { removeEndpoint } from '../own-endpoints.ts';
import { askForEndpoint, useModel } from './add-endpoint.ts';
import { localItems } from './local-items.ts';
import {
  currentName,
  type EndpointActions,
  endpointItem,
  type ModelItem,
  type Outcome,
  offeredItems,
  separator,
  understudyItem,
} from './model-item.ts';
import { pickListedModel } from './pick-listed-model.ts';
import { showModels } from './show-models.ts';

/** Asks and writes. @throws UserError for what the user can mend. */
export async function selectModel(deps: Deps, uri: vscode.Uri | undefined): Promise<void> {
  for (;;) {
    const [endpoints, origins, current] = await Promise.all([
      deps.models.endpointsFor(uri),
      deps.models.keys.origins(),
      currentName(deps, uri),
    ]);
    const actions = endpointActions(deps);
    const ends = deps.models.lists.known();
    const taken = endpoints.map(({ endpoint }) => endpoint);
    const use = async (server: { readonly url: string }, model: string) =>
      choose(deps, await useModel(deps, { url: server.url, model }));
    const picked = await showModels({
      items: [
        understudyItem(),
        ...(endpoints.length > 0 ? [separator(vscode.l10n.t('Endpoints'))] : []),
        ...endpoints.map((known) => endpointItem(known, origins, actions, endpointEnding(known.endpoint, ends)?.short)),
      ],
      later: [localItems(deps.models.lists, taken, { use }), offeredItems()],
      last: lastItems(deps, uri),
      current,
    });
    if (!picked) return;
    const outcome = 'run' in picked ? await picked.run() : await done(deps, picked.item);
    if (outcome !== 'again') return;
  }
}

async function done(deps: Deps, item: ModelItem): Promise<Outcome> {
  if (item.run) return item.run();
  return item.name === undefined ? undefined : choose(deps, item.name);
}

async function choose(deps: Deps, name: string): Promise<undefined> {
  await deps.settings.model.write(name);
}

function lastItems(deps: Deps, uri: vscode.Uri | undefined): ModelItem[] {
  return [
    separator(''),
    {
      label: `$(add) ${vscode.l10n.t('Add an endpoint…')}`,
      detail: vscode.l10n.t('OpenAI, Ollama, LM Studio, vLLM, llama.cpp or anything that speaks their protocol.'),
      run: async () => {
        const name = await askForEndpoint(deps);
        return name === undefined ? undefined : choose(deps, name);
      },
    },
    {
      label: `$(pulse) ${vscode.l10n.t('Why does the model not answer?')}`,
      detail: vscode.l10n.t('The doctor looks over settings, address, key and replies.'),
      run: async () => {
        await vscode.commands.executeCommand(commands.doctor.id, uri);
        return undefined;
      },
    },
  ];
}

function endpointActions(deps: Deps): EndpointActions {
  const { models, settings } = deps;
  return {
    async setKey(origin) {
      await setApiKeyFor(deps, origin);
      return undefined;
    },
    async listModels(known: KnownEndpoint) {
      const { endpoint } = known;
      const allowed = await allowEndpoint(known, models.keys, models.confirmed);
      if (!allowed.ok) {
        void vscode.window.showWarningMessage(plainLabel(allowed.failure.message));
        return undefined;
      }
      const title = vscode.l10n.t('Models of “{0}”', endpoint.name);
      const pick = { url: endpoint.url, key: allowed.key, title, current: endpoint.model };
      const model = await pickListedModel(models.lists, pick);
      if (model === undefined) return 'again';
      if (model === endpoint.model) return choose(deps, endpoint.name);
      const { url, keyFrom } = endpoint;
      return choose(deps, await useModel(deps, { url, model, ...(keyFrom === undefined ? {} : { keyFrom }) }));
    },
    async remove(name) {
      const remove = vscode.l10n.t('Remove');
      const message = plainLabel(vscode.l10n.t('Remove “{0}” from your settings?', name));
      const detail = vscode.l10n.t('Its key stays until you forget it.');
      const sure = await vscode.window.showWarningMessage(message, { modal: true, detail }, remove);
      if (sure === remove) await removeEndpoint(settings.endpoints, name);
      return 'again';
    },
  };
}
