// Who plays a persona. In: its uri. Out: a model that may be used now, or the failure that says why there is none.
// Nothing is sent from here, and a key goes only to the model of the origin it was stored for.
import * as vscode from 'vscode';
import type { Endpoint } from '../../config/config.ts';
import { originOf } from '../../model/origin-policy.ts';
import type { ChatModel, ModelFailure } from '../../model/port.ts';
import { systemClock } from '../../model/providers/system-clock.ts';
import type { Configs } from '../configs.ts';
import { personaVendor } from '../ids.ts';
import type { PersonaReading, Personas } from '../personas.ts';
import { ownEndpoints, type Settings } from '../settings.ts';
import { untrustedFailure } from '../trust.ts';
import { allowEndpoint } from './allow-endpoint.ts';
import { type ConfirmedOrigins, openConfirmedOrigins } from './confirmed-origins.ts';
import { type Keys, openKeys } from './keys.ts';
import { chooseModel, type KnownEndpoint, knownEndpoints, type ModelChoice } from './model-choice.ts';
import { type ModelLists, openModelLists } from './model-lists.ts';
import { openProbedMemory, type ProbedMemory } from './probed-memory.ts';

export type ModelAnswer =
  | {
      readonly ok: true;
      readonly model: ChatModel;
      readonly endpoint: Endpoint | undefined;
      /** Tokens that a model of VS Code says it can read. */
      readonly contextTokens?: number;
    }
  | { readonly ok: false; readonly failure: ModelFailure };

/** Somebody else than the one chosen: a model by its name in settings, or the same one playing another version of the persona. */
export interface Instead {
  readonly name?: string;
  readonly reading?: PersonaReading;
}

export interface Models {
  /**
   * The model for the next reply of the persona at `uri`. May ask the user to confirm an address. Rejects with a UserError
   * only where the persona cannot be read.
   */
  modelFor(uri: vscode.Uri, instead?: Instead): Promise<ModelAnswer>;
  /** The judge that `dramatis.json` names, in the same way; undefined where it names none. */
  judgeFor(uri: vscode.Uri): Promise<ModelAnswer | undefined>;
  /** What is chosen, or what `name` stands for, without asking anybody. */
  choiceFor(uri: vscode.Uri | undefined, name?: string): Promise<ModelChoice>;
  judgeChoiceFor(uri: vscode.Uri): Promise<ModelChoice | undefined>;
  /** Every endpoint that can be named for a file. */
  endpointsFor(uri: vscode.Uri | undefined): Promise<readonly KnownEndpoint[]>;
  readonly keys: Keys;
  /** What endpoints were found to be able to do. */
  readonly probed: ProbedMemory;
  readonly lists: ModelLists;
  readonly confirmed: ConfirmedOrigins;
  /** Choice, endpoints, keys or trust changed. */
  readonly onDidChange: vscode.Event<void>;
}

/** Opens the service; loads no provider before it is needed. */
export function openModels(
  context: vscode.ExtensionContext,
  settings: Settings,
  configs: Configs,
  personas: Personas,
): Models {
  const keys = openKeys(context);
  const confirmed = openConfirmedOrigins(context);
  const changed = new vscode.EventEmitter<void>();
  const fire = () => changed.fire();
  const probed = openProbedMemory(context, fire);
  const lists = openModelLists(context);
  context.subscriptions.push(
    changed,
    keys.onDidChange(fire),
    configs.onDidChange(fire),
    settings.model.onChange(fire),
    settings.endpoints.onChange(fire),
    vscode.lm.onDidChangeChatModels(fire),
  );

  async function understudyFor(uri: vscode.Uri, reading: PersonaReading | undefined): Promise<ModelAnswer> {
    const [{ understudy }, { persona, book }, measures] = await Promise.all([
      import('../../understudy/understudy.ts'),
      reading ?? personas.read(uri),
      personas.measures(),
    ]);
    return { ok: true, model: understudy({ persona, book, measures }), endpoint: undefined };
  }

  async function endpointModel(known: KnownEndpoint): Promise<ModelAnswer> {
    const { endpoint } = known;
    const allowed = await allowEndpoint(known, keys, confirmed);
    if (!allowed.ok) return allowed;
    const { openAiModel } = await import('../../model/providers/openai/openai.ts');
    // VS Code gives this fetch the proxy and the certificates of its settings.
    const fetch = globalThis.fetch;
    const options = { endpoint, key: allowed.key, clock: systemClock, fetch };
    const found = probed.get(originOf(endpoint.url), endpoint.model);
    return { ok: true, model: openAiModel({ ...options, probed: found }), endpoint };
  }

  async function offeredModel(vendor: string, id: string): Promise<ModelAnswer> {
    if (vendor === personaVendor) return { ok: false, failure: ringFailure() };
    const [model] = await vscode.lm.selectChatModels({ vendor, id });
    if (model) {
      const { vscodeModel } = await import('./vscode-lm.ts');
      const { maxInputTokens } = model;
      const limit = maxInputTokens > 0 ? { contextTokens: maxInputTokens } : {};
      return { ok: true, model: vscodeModel(model), endpoint: undefined, ...limit };
    }
    const message = vscode.l10n.t(
      'VS Code does not offer the model {0} here. Select another model.',
      `${vendor}/${id}`,
    );
    return { ok: false, failure: { reason: 'no-such-model', message, action: 'select-model' } };
  }

  async function choiceFor(uri: vscode.Uri | undefined, name = settings.model.read()): Promise<ModelChoice> {
    return chooseModel(name, await configs.configFor(uri ?? nowhere()), ownEndpoints(settings));
  }

  async function judgeChoiceFor(uri: vscode.Uri): Promise<ModelChoice | undefined> {
    const config = await configs.configFor(uri);
    return config.judge === undefined ? undefined : chooseModel(config.judge, config, ownEndpoints(settings));
  }

  async function answerFor(uri: vscode.Uri, choice: ModelChoice, reading?: PersonaReading): Promise<ModelAnswer> {
    switch (choice.kind) {
      case 'understudy':
        return understudyFor(uri, reading);
      case 'endpoint':
        return endpointModel(choice);
      case 'vscode':
        return offeredModel(choice.vendor, choice.id);
      case 'unknown': {
        const message = vscode.l10n.t('No endpoint is called “{0}”. Select a model.', choice.name);
        return { ok: false, failure: { reason: 'no-such-model', message, action: 'select-model' } };
      }
    }
  }

  return {
    async modelFor(uri, { name, reading } = {}) {
      if (!vscode.workspace.isTrusted) return { ok: false, failure: untrustedFailure() };
      return answerFor(uri, await choiceFor(uri, name), reading);
    },
    async judgeFor(uri) {
      const choice = await judgeChoiceFor(uri);
      if (!choice) return undefined;
      return vscode.workspace.isTrusted ? answerFor(uri, choice) : { ok: false, failure: untrustedFailure() };
    },
    judgeChoiceFor,
    choiceFor,
    async endpointsFor(uri) {
      return knownEndpoints(await configs.configFor(uri ?? nowhere()), ownEndpoints(settings));
    },
    keys,
    probed,
    lists,
    confirmed,
    onDidChange: changed.event,
  };
}

/** A persona is played by a model, and never by another persona: two could play each other for ever. */
function ringFailure(): ModelFailure {
  const message = vscode.l10n.t('A persona cannot be played by a persona. Select another model.');
  return { reason: 'no-such-model', message, action: 'select-model' };
}

/** Stands for a file in the first folder where no file is in sight, so that its `dramatis.json` counts. */
function nowhere(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? vscode.Uri.joinPath(folder, 'persona') : vscode.Uri.parse('untitled:persona');
}
