// An error of VS Code's model service as a failure: what happened in words, and the one thing to do. What an extension says of itself is
// quoted in one short line.
import * as vscode from 'vscode';
import type { ModelFailure } from '../../model/port.ts';
import { oneLine } from '../../model/providers/openai/failures.ts';

/** `name` is what users call the model. */
export function failureOf(error: unknown, name: string): ModelFailure {
  const code = error instanceof vscode.LanguageModelError ? error.code : '';
  const said = wordsOf(error);
  if (code === 'NoPermissions') {
    const message = vscode.l10n.t('VS Code was not allowed to let Dramatis use {0}. Try again and allow it.', name);
    return { reason: 'refused-consent', message, action: 'retry' };
  }
  if (code === 'NotFound') {
    const message = vscode.l10n.t('VS Code no longer offers {0}. Select another model.', name);
    return { reason: 'no-such-model', message, action: 'select-model' };
  }
  if (/off[ _-]?topic/i.test(said)) {
    const message = vscode.l10n.t('{0} takes this for off its topic and did not answer. Select another model.', name);
    return { reason: 'other', message, action: 'select-model' };
  }
  if (code === 'Blocked' || /quota|rate.?limit|too many requests|exhausted/i.test(said)) {
    const message = vscode.l10n.t('{0} is not available to you now: {1}', name, said);
    return { reason: 'rate-limited', message, action: 'select-model' };
  }
  return { reason: 'other', message: vscode.l10n.t('{0} failed: {1}', name, said), action: 'retry' };
}

/** The error's words and, where it has a cause, that one's. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  const cause =
    error.cause instanceof Error && error.cause.message !== error.message ? ` (${error.cause.message})` : '';
  return oneLine(`${error.message}${cause}`);
}
