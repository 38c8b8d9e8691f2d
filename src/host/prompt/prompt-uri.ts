// The address of the read-only document that shows a persona's compiled prompt, and the way back. The name is what the tab shows.

import * as vscode from 'vscode';
import { fileNameOf } from '../file-name.ts';
import { promptScheme } from '../ids.ts';

/** `dramatis-prompt:/watson prompt.md?<uri of the persona>`: Markdown by its ending. */
export function promptUri(persona: vscode.Uri): vscode.Uri {
  const file = fileNameOf(persona).replace(/\.(?:persona|md)$/, '');
  return vscode.Uri.from({ scheme: promptScheme, path: `/${file} prompt.md`, query: persona.toString() });
}

/** The persona that a prompt document shows. */
export function personaOfPrompt(prompt: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(prompt.query, true);
}
