// A model that VS Code offers, looked over: is it there, may we use it, does it speak. In: the choice. Out: checks. Asks one short question
// at most, and only where asking was allowed.
import * as vscode from 'vscode';
import { collect } from '../../model/collect.ts';
import { adviceFor } from '../../model/doctor/advice.ts';
import { type Check, fine, warning, wrong } from '../../model/doctor/check.ts';
import type { ModelChoice } from '../models/model-choice.ts';
import { vscodeModel } from '../models/vscode-lm.ts';

/** Never rejects. */
export async function* checkOffered(
  choice: Extract<ModelChoice, { kind: 'vscode' }>,
  access: vscode.LanguageModelAccessInformation,
  mayAsk: boolean,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const { vendor, id } = choice;
  const offered = await vscode.lm.selectChatModels({ vendor });
  const model = offered.find((one) => one.id === id);
  if (!model) {
    const others = offered.map((one) => one.id).slice(0, 3);
    const says = `VS Code does not offer ${vendor}/${id}.${others.length > 0 ? ` It has ${others.join(', ')}.` : ''}`;
    return yield wrong('offered', 'Offered', says, 'Sign in to whoever offers it, or select another model.');
  }
  const reads = model.maxInputTokens > 0 ? `; it reads ${model.maxInputTokens} tokens` : '';
  yield fine('offered', 'Offered', `${model.name} by ${vendor}${reads}.`);
  const allowed = access.canSendRequest(model);
  if (allowed === true) yield fine('consent', 'Consent', 'Dramatis may use it.');
  else if (allowed === undefined) yield fine('consent', 'Consent', 'Not asked yet: the first line you send asks you.');
  else {
    const says = 'Dramatis may not use it now.';
    yield warning('consent', 'Consent', says, 'Run “Manage Language Model Access”, or send a line and allow it.');
  }
  yield fine(
    'system',
    'Roles',
    'It knows no system role: the prompt goes into the first user message, and replies say so.',
  );
  if (!mayAsk) return;
  const request = { messages: [{ role: 'user' as const, content: 'Say hello.' }], maxTokens: 16 };
  const reply = await collect(vscodeModel(model).chat(request, signal));
  if (signal.aborted) return;
  if (!reply.ok) return yield wrong('reply', 'Reply', reply.failure.message, adviceFor(reply.failure));
  const counted = reply.usage ? ` It counts tokens: ${reply.usage.input} in, ${reply.usage.output} out.` : '';
  yield fine('reply', 'Reply', `A short one came.${counted}`);
}
