// What endpoints offer, and what is found on this machine. Lists are asked for when somebody wants to see one, and kept for the session;
// this machine is looked over only once the user said so. What a list says about the end of a model is kept, with the time.
import * as vscode from 'vscode';
import type { FoundServer, LocalServer } from '../../model/local-servers.ts';
import type { ListedModel, ModelList } from '../../model/providers/openai/list-models.ts';
import { systemClock } from '../../model/providers/system-clock.ts';

const endingsKey = 'dramatis.modelEndings';
const localKey = 'dramatis.lookOnThisMachine';

/** What the lists said of models that end, by origin. */
export type ModelEndings = Readonly<
  Record<string, { readonly at: string; readonly models: Readonly<Record<string, ListedModel['ending']>> }>
>;

export interface ModelLists {
  /** `key` only where the caller may send it. `anew`: whatever is known from before. Never rejects. */
  of(url: string, key: string | undefined, signal: AbortSignal, anew?: boolean): Promise<ModelList>;
  /** Takes down what a list said of its models' ends. */
  heard(origin: string, models: readonly ListedModel[]): Promise<void>;
  readonly endings: () => ModelEndings;
  /** Whether the user said yes to looking on this machine. */
  readonly mayLookHere: () => boolean;
  allowHere(): Promise<void>;
  /** What listens here; asks nothing where the user has not allowed it. */
  here(anew?: boolean): Promise<readonly FoundServer[]>;
}

/** Remembers for this session; loads what asks when it is first needed. */
export function openModelLists(context: vscode.ExtensionContext, servers?: readonly LocalServer[]): ModelLists {
  const known = new Map<string, ModelList>();
  let found: Promise<readonly FoundServer[]> | undefined;
  const { globalState } = context;
  const endings = () => globalState.get<ModelEndings>(endingsKey, {});
  const mayLookHere = () => globalState.get<boolean>(localKey, false);

  async function heard(origin: string, models: readonly ListedModel[]): Promise<void> {
    const ending = models.filter((model) => Object.keys(model.ending).length > 0);
    const before = endings();
    if (ending.length === 0 && !before[origin]) return;
    const at = new Date(systemClock.now()).toISOString();
    const byId = Object.fromEntries(ending.map((model) => [model.id, model.ending]));
    await globalState.update(endingsKey, { ...before, [origin]: { at, models: byId } });
  }

  return {
    async of(url, key, signal, anew = false) {
      const place = `${key === undefined ? '' : 'with a key '}${url}`;
      const before = known.get(place);
      if (before && !anew) return before;
      const { listModels } = await import('../../model/providers/openai/list-models.ts');
      const fetch = globalThis.fetch;
      const list = await listModels({ endpoint: { url, model: '' }, key, clock: systemClock, fetch }, signal);
      if (!list.ok) return list;
      known.set(place, list);
      await heard(new URL(url).origin, list.models);
      return list;
    },
    heard,
    endings,
    mayLookHere,
    async allowHere() {
      await globalState.update(localKey, true);
    },
    async here(anew = false) {
      if (!mayLookHere()) return [];
      if (anew) found = undefined;
      found ??= import('../../model/local-servers.ts').then(({ findLocalServers, localServers }) =>
        findLocalServers(
          { clock: systemClock, fetch: globalThis.fetch },
          new AbortController().signal,
          servers ?? localServers,
        ),
      );
      return found;
    },
  };
}

/** Where Dramatis runs: on a remote, "this machine" is the remote one. */
export function thisMachine(): string {
  const remote = vscode.env.remoteName;
  return remote ? vscode.l10n.t('the remote machine ({0})', remote) : vscode.l10n.t('this machine');
}
