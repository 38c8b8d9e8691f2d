// What endpoints offer, and what is found on this machine. Lists are asked for when somebody wants to see one, and kept for the session;
// this machine is looked over only once the user said so. The last list of each endpoint is kept, with the day, for findings about models that end.
import * as vscode from 'vscode';
import { isoDay } from '../../base/iso-day.ts';
import type { KnownModels } from '../../lint/static/model-ending.ts';
import { type KeptList, readKeptLists, withList } from '../../model/kept-lists.ts';
import type { FoundServer, LocalServer } from '../../model/local-servers.ts';
import type { ModelList } from '../../model/providers/openai/list-models.ts';
import { systemClock } from '../../model/providers/system-clock.ts';

const keptKey = 'dramatis.modelLists';
const localKey = 'dramatis.lookOnThisMachine';

export interface ModelLists {
  /** `key` only where the caller may send it. `anew`: whatever is known from before. Never rejects. */
  of(url: string, key: string | undefined, signal: AbortSignal, anew?: boolean): Promise<ModelList>;
  /** Keeps what an endpoint listed. */
  heard(url: string, list: Parameters<typeof withList>[2]): Promise<void>;
  /** The last list of each endpoint, also of earlier windows. */
  readonly kept: () => readonly KeptList[];
  /** The same, read today. */
  readonly known: () => KnownModels;
  readonly onDidHear: vscode.Event<void>;
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
  const heardNow = new vscode.EventEmitter<void>();
  context.subscriptions.push(heardNow);
  const kept = () => readKeptLists(globalState.get<unknown>(keptKey));
  const mayLookHere = () => globalState.get<boolean>(localKey, false);

  const heard: ModelLists['heard'] = async (url, list) => {
    await globalState.update(keptKey, withList(kept(), url, list, systemClock.now()));
    heardNow.fire();
  };

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
      await heard(url, list);
      return list;
    },
    heard,
    kept,
    known: () => ({ lists: kept(), today: isoDay(systemClock.now()) }),
    onDidHear: heardNow.event,
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
