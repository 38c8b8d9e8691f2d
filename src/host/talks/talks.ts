// The one store of talks for panels, threads and the *Talks* view: opened on first use, in the extension's own storage; in memory, and
// saying so, where that cannot be. Out: live talks, new or reopened. Asks no model by itself.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { Values } from '../../lang/value.ts';
import { systemClock } from '../../model/providers/system-clock.ts';
import type { SceneSetup } from '../../play/scene/setup.ts';
import type { TalkStore } from '../../play/trace.ts';
import type { Configs } from '../configs.ts';
import { modelLabel } from '../models/model-label.ts';
import type { Instead, Models } from '../models/models.ts';
import type { Personas } from '../personas.ts';
import { plainLabel } from '../plain-label.ts';
import type { Settings } from '../settings.ts';
import type { World } from '../world.ts';
import type { LiveTalk, LiveTalkDeps, Performer, PersonaInPlay } from './live-talk.ts';

const fileName = 'talks.sqlite';

export interface Talks {
  store(): Promise<TalkStore>;
  /** A new talk of the persona at `uri`, nothing said yet; `values` over the persona's own. */
  begin(uri: vscode.Uri, playing: PersonaInPlay, values?: Values, scene?: SceneSetup): Promise<LiveTalk>;
  /** A talk of the store; undefined where it is not there any more. */
  reopen(talk: string, uri: vscode.Uri, playing: PersonaInPlay): Promise<LiveTalk | undefined>;
  delete(talk: string): Promise<void>;
  deleteAll(): Promise<void>;
  /** Somebody wrote to the store beside the talks that are going on. */
  tellChanged(): void;
  /** What the store holds changed, as far as this window knows. */
  readonly onDidChange: vscode.Event<void>;
  /** These talks were deleted; undefined: all. */
  readonly onDidDelete: vscode.Event<string | undefined>;
}

export interface TalksDeps {
  readonly log: vscode.LogOutputChannel;
  readonly world: World;
  readonly settings: Settings;
  readonly configs: Configs;
  readonly personas: Personas;
  readonly models: Models;
}

/** Makes the service; touches no file, and loads nothing that plays, before it is used. */
export function openTalks(context: vscode.ExtensionContext, deps: TalksDeps): Talks {
  const changed = new vscode.EventEmitter<void>();
  const deleted = new vscode.EventEmitter<string | undefined>();
  context.subscriptions.push(changed, deleted);
  let opened: Promise<TalkStore> | undefined;
  let complained = false;

  async function open(): Promise<TalkStore> {
    try {
      await vscode.workspace.fs.createDirectory(context.globalStorageUri);
      return await deps.world.openTalks(vscode.Uri.joinPath(context.globalStorageUri, fileName).fsPath);
    } catch (error) {
      deps.log.warn(`Talks stay in memory: ${error instanceof Error ? error.message : String(error)}`);
      const { memoryTalkStore } = await import('../../play/memory-talk-store.ts');
      return memoryTalkStore();
    }
  }

  function store(): Promise<TalkStore> {
    opened ??= open();
    return opened;
  }

  async function liveDeps(uri: vscode.Uri): Promise<LiveTalkDeps> {
    const [{ memoryKeeper }, { scenePerformers }] = await Promise.all([
      import('./memory-keeper.ts'),
      import('../scene/scene-performers.ts'),
    ]);
    return {
      store: await store(),
      performer: () => performerFor(uri, deps),
      measures: () => deps.personas.measures(),
      memories: memoryKeeper(uri, deps.world.newId),
      scenes: scenePerformers(uri, deps),
      clock: { ...systemClock, now: deps.world.now },
      ids: deps.world.newId,
      stored: () => changed.fire(),
      notStored(error) {
        deps.log.error(error instanceof Error ? error : String(error));
        if (complained) return;
        complained = true;
        const why = error instanceof UserError ? error.message : vscode.l10n.t('The log has the details.');
        void vscode.window.showWarningMessage(plainLabel(vscode.l10n.t('This talk could not be stored yet. {0}', why)));
      },
    };
  }

  const options = () => {
    const user = deps.settings['play.userName'].read().trim();
    return user === '' ? {} : { user };
  };

  return {
    store,
    async begin(uri, playing, values = {}, scene) {
      const { LiveTalk } = await import('./live-talk.ts');
      return LiveTalk.begin(playing, await liveDeps(uri), { ...options(), values, ...(scene ? { scene } : {}) });
    },
    async reopen(talk, uri, playing) {
      const records = await (await store()).read(talk);
      if (!records.some((record) => record.type === 'talk')) return undefined;
      const [{ LiveTalk }, { setupOf }] = await Promise.all([
        import('./live-talk.ts'),
        import('../../play/scene/scene-setup.ts'),
      ]);
      const scene = setupOf(records, playing.persona, await deps.personas.sourceFor(uri));
      return LiveTalk.reopen(records, playing, await liveDeps(uri), { ...options(), ...(scene ? { scene } : {}) });
    },
    async delete(talk) {
      await (await store()).delete(talk);
      deleted.fire(talk);
      changed.fire();
    },
    async deleteAll() {
      await (await store()).deleteAll();
      deleted.fire(undefined);
      changed.fire();
    },
    tellChanged: () => changed.fire(),
    onDidChange: changed.event,
    onDidDelete: deleted.event,
  };
}

/** The model chosen for a file, or another, with the budget and numbers that its endpoint and `dramatis.json` give. */
export async function performerFor(
  uri: vscode.Uri,
  { models, configs }: Pick<TalksDeps, 'models' | 'configs'>,
  instead: Instead = {},
): Promise<Performer> {
  const [answer, config] = await Promise.all([models.modelFor(uri, instead), configs.configFor(uri)]);
  if (!answer.ok) return { ...answer, label: modelLabel(await models.choiceFor(uri, instead.name)) };
  const { model, endpoint, contextTokens } = answer;
  const limits = [config.promptBudget, endpoint?.contextTokens, contextTokens].filter((limit) => limit !== undefined);
  return {
    ok: true,
    model,
    ...(limits.length > 0 ? { budget: Math.min(...limits) } : {}),
    ...(endpoint?.temperature === undefined ? {} : { temperature: endpoint.temperature }),
    ...(endpoint?.maxTokens === undefined ? {} : { maxTokens: endpoint.maxTokens }),
  };
}
