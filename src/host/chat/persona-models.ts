// The personas of the workspace as models of VS Code: whoever can choose a model there can choose a persona. Each is played by the model
// chosen for its file; under a reply stands how its rules fared. In an untrusted workspace there are none, and no persona plays a persona.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { ModelFailure } from '../../model/port.ts';
import type { Deps } from '../deps.ts';
import { panelWords } from '../preview/panel-words.ts';
import { requireTrust } from '../trust.ts';
import { type ChatLine, chatLines, ledgerUnder } from './chat-lines.ts';
import { ChatTalks } from './chat-talks.ts';
import { hearReply } from './hear-reply.ts';
import { workspacePersonas } from './workspace-personas.ts';

/** A persona as VS Code lists it. */
export interface PersonaModel extends vscode.LanguageModelChatInformation {
  readonly uri: vscode.Uri;
}

/** Taken where nothing is known of the model behind; the prompt budget and the endpoint's own limit hold beside it. */
const usualInput = 32_000;
const usualOutput = 4_096;

export class PersonaModels implements vscode.LanguageModelChatProvider<PersonaModel> {
  readonly #deps: Deps;
  readonly #talks: ChatTalks;
  readonly onDidChangeLanguageModelChatInformation: vscode.Event<void>;

  constructor(deps: Deps, changed: vscode.Event<void>) {
    this.#deps = deps;
    this.#talks = new ChatTalks(deps);
    this.onDidChangeLanguageModelChatInformation = changed;
  }

  async provideLanguageModelChatInformation(): Promise<PersonaModel[]> {
    const personas = await workspacePersonas(this.#deps.personas);
    return personas.map(({ uri, id, name, role }) => ({
      uri,
      id,
      name,
      family: 'persona',
      version: '1',
      tooltip: role === undefined ? id : `${role} (${id})`,
      detail: vscode.l10n.t('persona'),
      maxInputTokens: usualInput,
      maxOutputTokens: usualOutput,
      capabilities: {},
    }));
  }

  async provideLanguageModelChatResponse(
    { id }: vscode.LanguageModelChatInformation,
    messages: readonly vscode.LanguageModelChatRequestMessage[],
    { modelOptions }: vscode.ProvideLanguageModelChatResponseOptions,
    progress: vscode.Progress<vscode.LanguageModelResponsePart>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    requireTrust();
    const persona = (await workspacePersonas(this.#deps.personas)).find((one) => one.id === id);
    if (!persona) throw vscode.LanguageModelError.NotFound(vscode.l10n.t('{0} is not there any more.', id));
    const lines = chatLines(messages.map(lineOf));
    if (lines.at(-1)?.speaker !== 'user') {
      throw new UserError(vscode.l10n.t('There is no line of yours to answer.'));
    }
    const { talk, command } = await this.#talks.next(persona.uri, lines);
    const say = (text: string) => progress.report(new vscode.LanguageModelTextPart(text));
    const heard = await hearReply(talk, command, { text: say }, token);
    if (token.isCancellationRequested) return;
    if (!heard.ok) throw errorOf(heard.failure);
    const ledger = ledgerUnder(heard.turn?.verdicts ?? [], panelWords());
    // A program that wants the words alone says so.
    if (ledger !== undefined && modelOptions?.['ledger'] !== false) say(ledger);
  }

  async provideTokenCount(
    _model: vscode.LanguageModelChatInformation,
    text: string | vscode.LanguageModelChatRequestMessage,
  ): Promise<number> {
    const { tokens } = await this.#deps.personas.measures();
    const said = typeof text === 'string' ? text : lineOf(text).text;
    return tokens?.(said) ?? Math.ceil(said.length / 4);
  }
}

/** Text alone: a persona is given no tools, and sees no pictures. */
function lineOf({ role, content }: vscode.LanguageModelChatRequestMessage): ChatLine {
  const texts = content.flatMap((part) => (part instanceof vscode.LanguageModelTextPart ? [part.value] : []));
  const speaker = role === vscode.LanguageModelChatMessageRole.Assistant ? 'self' : 'user';
  return { speaker, text: texts.join('') };
}

function errorOf({ reason, message }: ModelFailure): Error {
  if (reason === 'no-such-model') return vscode.LanguageModelError.NotFound(message);
  if (reason === 'refused-consent' || reason === 'untrusted') return vscode.LanguageModelError.NoPermissions(message);
  return reason === 'rate-limited' ? vscode.LanguageModelError.Blocked(message) : new Error(message);
}
