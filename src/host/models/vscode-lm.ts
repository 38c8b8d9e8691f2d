// A model that VS Code itself offers, behind the ChatModel contract. It has no system role and no sampling by `n`; no tools are given to
// it. The first call asks for the user's consent, so it must follow an action of theirs; a refusal is a failure like any other.
import * as vscode from 'vscode';
import type { Message } from '../../lang/prompt.ts';
import { foldedLabel, foldSystem, hasSystem } from '../../model/fallbacks/fold-system.ts';
import {
  type ChatModel,
  type ChatRequest,
  type ModelEvent,
  type ModelFailure,
  plainChat,
  type Usage,
} from '../../model/port.ts';
import { failureOf } from './vscode-lm-failure.ts';

/** The part of `vscode.LanguageModelChat` that is needed. */
export type OfferedModel = Pick<vscode.LanguageModelChat, 'id' | 'vendor' | 'name' | 'sendRequest'> &
  Partial<Pick<vscode.LanguageModelChat, 'countTokens'>>;

/** Counting is a question to whoever offers the model, and a figure is not worth a wait. */
const countLimitMs = 3000;

/** Wraps one offered model. */
export function vscodeModel(model: OfferedModel): ChatModel {
  return {
    identity: {
      provider: 'vscode',
      model: model.id,
      origin: undefined,
      label: vscode.l10n.t('{0} in VS Code', model.name),
    },
    capabilities: { ...plainChat, systemRole: false },
    chat: (request, signal) => chat(model, request, signal),
  };
}

async function* chat(model: OfferedModel, request: ChatRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  const cancel = new vscode.CancellationTokenSource();
  let abort = () => {};
  const aborted = new Promise<'aborted'>((resolve) => {
    abort = () => resolve('aborted');
  });
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    // A persona's prompt was folded when it was rendered; what others ask is folded here.
    const messages = foldSystem(request.messages).map(toVscode);
    const justification = vscode.l10n.t('To play a persona.');
    const options = { justification, modelOptions: modelOptions(request) };
    const sent = Promise.resolve(model.sendRequest(messages, options, cancel.token));
    // A request given up on may still fail later; nobody waits for it then.
    sent.catch(() => undefined);
    const response = await Promise.race([sent, aborted]);
    if (response === 'aborted') return yield { type: 'failed', failure: cancelled() };
    const parts = response.text[Symbol.asyncIterator]();
    let text = '';
    for (;;) {
      const next = parts.next();
      next.catch(() => undefined);
      const part = await Promise.race([next, aborted]);
      if (part === 'aborted') return yield { type: 'failed', failure: cancelled() };
      if (part.done) break;
      text += part.value;
      if (part.value !== '') yield { type: 'text', choice: 0, text: part.value };
    }
    if (text === '') return yield { type: 'failed', failure: silent(model.name) };
    const usage = await Promise.race([usageOf(model, messages, text, cancel.token), aborted]);
    const labels = hasSystem(request.messages) ? [foldedLabel] : [];
    yield { type: 'done', replies: [{ text, finish: 'stop' }], usage: usage === 'aborted' ? undefined : usage, labels };
  } catch (error) {
    yield { type: 'failed', failure: signal.aborted ? cancelled() : failureOf(error, model.name) };
  } finally {
    signal.removeEventListener('abort', abort);
    cancel.cancel();
    cancel.dispose();
  }
}

function toVscode({ role, content }: Message): vscode.LanguageModelChatMessage {
  return role === 'assistant'
    ? vscode.LanguageModelChatMessage.Assistant(content)
    : vscode.LanguageModelChatMessage.User(content);
}

/** By the model's own count; undefined where it offers none, or is slow with it. */
async function usageOf(
  model: OfferedModel,
  messages: readonly vscode.LanguageModelChatMessage[],
  text: string,
  token: vscode.CancellationToken,
): Promise<Usage | undefined> {
  const countTokens = model.countTokens?.bind(model);
  if (!countTokens) return undefined;
  const count = async () => {
    const input = await Promise.all(messages.map((message) => countTokens(message, token)));
    return { input: input.reduce((sum, one) => sum + one, 0), output: await countTokens(text, token) };
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, countLimitMs, undefined);
  });
  const usage = await Promise.race([count().catch(() => undefined), late]);
  clearTimeout(timer);
  return usage && Number.isFinite(usage.input + usage.output) ? usage : undefined;
}

function modelOptions(request: ChatRequest): Record<string, unknown> {
  const options = {
    temperature: request.temperature,
    top_p: request.topP,
    max_tokens: request.maxTokens,
    seed: request.seed,
    stop: request.stop,
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function cancelled(): ModelFailure {
  return { reason: 'cancelled', message: vscode.l10n.t('Stopped.'), action: 'retry' };
}

function silent(name: string): ModelFailure {
  return { reason: 'bad-answer', message: vscode.l10n.t('{0} answered without a word.', name), action: 'retry' };
}
