// The rows about the machine that Dramatis runs on: an offer to look, or what was found. Nothing is asked before the user said so once.
import * as vscode from 'vscode';
import { plainLabel } from '../../plain-label.ts';
import { type ModelLists, thisMachine } from '../model-lists.ts';
import { type ModelItem, type Outcome, separator } from './model-item.ts';

/** A server that holds hundreds of models is better searched through its own list. */
const mostShown = 100;

export interface LocalActions {
  /** Takes a model that was found into the settings and chooses it. */
  use(server: { readonly name: string; readonly url: string }, model: string): Promise<Outcome>;
}

/** `taken`: what stands in the settings already, by address and model. */
export async function localItems(
  lists: ModelLists,
  taken: readonly { readonly url: string; readonly model: string }[],
  actions: LocalActions,
): Promise<ModelItem[]> {
  const servers = 'Ollama, LM Studio, llama.cpp, vLLM';
  if (!lists.mayLookHere()) {
    return [
      {
        label: `$(search) ${vscode.l10n.t('Look for models on {0}…', thisMachine())}`,
        detail: vscode.l10n.t(
          'Asks the ports of {0} once each window, from now on. No talk and no key is sent.',
          servers,
        ),
        run: async () => {
          await lists.allowHere();
          return 'again';
        },
      },
    ];
  }
  const found = await lists.here();
  const again: ModelItem = {
    label: `$(refresh) ${vscode.l10n.t('Look again on {0}', thisMachine())}`,
    detail: found.length === 0 ? vscode.l10n.t('None of {0} answered.', servers) : '',
    run: async () => {
      await lists.here(true);
      return 'again';
    },
  };
  const models = found.flatMap((server) =>
    server.models
      .filter(
        ({ id }) => !taken.some(({ url, model }) => model === id && url.trim().replace(/\/+$/, '') === server.url),
      )
      .slice(0, mostShown)
      .map(({ id }) => ({
        label: `$(vm) ${plainLabel(id)}`,
        description: `${server.name} · ${server.url.replace(/\/v1$/, '')}`,
        detail: vscode.l10n.t('Picking it puts it into your settings.'),
        run: () => actions.use(server, id),
      })),
  );
  return [separator(vscode.l10n.t('Found on {0}', thisMachine())), ...models, again];
}
