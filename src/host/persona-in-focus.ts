// Which persona a command means, files of other tools that are played as they stand among them: the one it was given, else the one in the active editor, also through its compiled prompt and its review.
import * as vscode from 'vscode';
import { UserError } from '../base/user-error.ts';
import { isPlayable } from './agent-files/is-agent-file.ts';
import { promptScheme, reviewScheme } from './ids.ts';
import { personaOfPrompt } from './prompt/prompt-uri.ts';

/** The persona meant, or undefined. */
export function findPersonaInFocus(given?: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given.scheme === reviewScheme ? reviewed(given) : ofPrompt(given);
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme === promptScheme) return personaOfPrompt(document.uri);
  if (document?.uri.scheme === reviewScheme) return reviewed(document.uri);
  return document && isPlayable(document) ? document.uri : undefined;
}

/** The persona meant; throws a UserError where no persona is in sight. */
export function personaInFocus(given?: unknown): vscode.Uri {
  const found = findPersonaInFocus(given);
  if (found) return found;
  throw new UserError(vscode.l10n.t('Open a .persona or an agent file first.'));
}

function ofPrompt(uri: vscode.Uri): vscode.Uri | undefined {
  return uri.scheme === promptScheme ? personaOfPrompt(uri) : uri;
}

/** The file that a review is of. */
function reviewed(uri: vscode.Uri): vscode.Uri | undefined {
  return uri.query === '' ? undefined : vscode.Uri.parse(uri.query);
}
