// Which persona a command means: the one it was given, else the one in the active editor, also through its compiled prompt.
import * as vscode from 'vscode';
import { UserError } from '../base/user-error.ts';
import { languageId, promptScheme } from './ids.ts';
import { personaOfPrompt } from './prompt/prompt-uri.ts';

/** The persona meant, or undefined. */
export function findPersonaInFocus(given?: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given.scheme === promptScheme ? personaOfPrompt(given) : given;
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme === promptScheme) return personaOfPrompt(document.uri);
  return document?.languageId === languageId ? document.uri : undefined;
}

/** The persona meant; throws a UserError where no persona is in sight. */
export function personaInFocus(given?: unknown): vscode.Uri {
  const found = findPersonaInFocus(given);
  if (found) return found;
  throw new UserError(vscode.l10n.t('Open a .persona file first.'));
}
