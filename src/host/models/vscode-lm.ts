// A model that VS Code itself offers, behind the ChatModel contract. It has no system role and no sampling by `n`; its errors
// (no consent, blocked, gone) become failures in words. The first call asks for the user's consent, so it must follow an action of theirs.
import * as vscode from 'vscode';
import type { Message } from '../../lang/prompt.ts';
import { type ChatModel, type ChatRequest, type ModelEvent, type ModelFailure, plainChat } from '../../model/port.ts';

/** The part of `vscode.LanguageModelChat` that is needed. */
export type OfferedModel = Pick<vscode.LanguageModelChat, 'id' | 'vendor' | 'name' | 'sendRequest'>;

const foldedLabel = 'system folded into user';

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
    const sent = Promise.resolve(
      model.sendRequest(
        request.messages.map(toVscode),
        { justification: vscode.l10n.t('To play a persona.'), modelOptions: modelOptions(request) },
        cancel.token,
      ),
    );
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
      yield { type: 'text', choice: 0, text: part.value };
    }
    const labels = request.messages.some(({ role }) => role === 'system') ? [foldedLabel] : [];
    yield { type: 'done', replies: [{ text, finish: 'stop' }], usage: undefined, labels };
  } catch (error) {
    yield { type: 'failed', failure: signal.aborted ? cancelled() : failureOf(error, model.name) };
  } finally {
    signal.removeEventListener('abort', abort);
    cancel.cancel();
    cancel.dispose();
  }
}

/** There is no system role: what still has it goes as the user's. */
function toVscode({ role, content }: Message): vscode.LanguageModelChatMessage {
  return role === 'assistant'
    ? vscode.LanguageModelChatMessage.Assistant(content)
    : vscode.LanguageModelChatMessage.User(content);
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

/** What an error of VS Code's model service means. */
export function failureOf(error: unknown, name: string): ModelFailure {
  const code = error instanceof vscode.LanguageModelError ? error.code : '';
  if (code === 'NoPermissions') {
    const message = vscode.l10n.t('VS Code was not allowed to let Dramatis use {0}. Try again and allow it.', name);
    return { reason: 'refused-consent', message, action: 'retry' };
  }
  if (code === 'NotFound') {
    const message = vscode.l10n.t('VS Code no longer offers {0}. Select another model.', name);
    return { reason: 'no-such-model', message, action: 'select-model' };
  }
  const said = error instanceof Error ? error.message : String(error);
  if (code === 'Blocked' || /quota|rate.?limit/i.test(said)) {
    const message = vscode.l10n.t('{0} is not available to you now: {1}', name, said);
    return { reason: 'rate-limited', message, action: 'select-model' };
  }
  return { reason: 'other', message: vscode.l10n.t('{0} failed: {1}', name, said), action: 'retry' };
}
