// What the editor shows as found in a file, by code. In: the file's address. Out: codes as they are now, or a finding once it is there.
import * as vscode from 'vscode';
import { codeOf } from '../../../src/host/code-of.ts';
import { waitFor } from './open-persona.ts';

export function codesIn(uri: vscode.Uri): readonly (string | number | undefined)[] {
  return vscode.languages.getDiagnostics(uri).map(codeOf);
}

/** The first finding of that code, once it is there. */
export function findingIn(uri: vscode.Uri, code: string): Promise<vscode.Diagnostic> {
  return waitFor(() => vscode.languages.getDiagnostics(uri).find((finding) => codeOf(finding) === code));
}

/** Resolves when nothing of that code is there any more. */
export async function noneIn(uri: vscode.Uri, code: string): Promise<void> {
  await waitFor(() => (codesIn(uri).includes(code) ? undefined : true));
}
