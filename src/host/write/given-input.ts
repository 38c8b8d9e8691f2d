// What is at hand to write from: a selection, a file, a kept talk. In: what a command or a menu handed over. Out: text, with the records where it is a talk.
// Rejects with a UserError where it cannot be read. Asks nobody.

import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { type GivenSource, readSource, sourceOfTalk } from '../../write/given-source.ts';
import type { Deps } from '../deps.ts';
import { fileNameOf } from '../file-name.ts';
import { languageId } from '../ids.ts';
import { isTalk } from '../talks/register-talks.ts';

/** Bytes of a file that is read at all. */
const largestFile = 32 * 1024 * 1024;
/** Fewer characters are no description. */
export const leastSelected = 20;

/** Words, a file, a talk of the view *Talks*; undefined: nothing was handed over. */
export async function givenInput(of: unknown, deps: Pick<Deps, 'talks'>): Promise<GivenSource | undefined> {
  if (typeof of === 'string') return { text: of };
  if (of instanceof vscode.Uri) return sourceOfFile(of);
  if (!isTalk(of)) return undefined;
  const source = sourceOfTalk(await (await deps.talks.store()).read(of.id), of.persona);
  if (source.text === '') throw new UserError(vscode.l10n.t('Nothing was said in that talk yet.'));
  return source;
}

/** A file as it stands in its editor, else on disk; a kept talk with its records. */
export async function sourceOfFile(file: vscode.Uri): Promise<GivenSource> {
  const name = vscode.workspace.asRelativePath(file);
  const source = readSource(await textOf(file, name), fileNameOf(file), vscode.Uri.joinPath(file, '..').toString());
  if (typeof source === 'string') throw new UserError(source);
  return source;
}

async function textOf(file: vscode.Uri, name: string): Promise<string> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (open) return open.getText();
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size <= largestFile) {
      return new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(file));
    }
  } catch {
    throw new UserError(vscode.l10n.t('{0} cannot be read as text.', name));
  }
  throw new UserError(vscode.l10n.t('{0} is larger than 32 MB. Give the part that matters.', name));
}

/** What is selected in a file that is no persona: of a persona it is seldom meant as a source. */
export function selectedSource(): GivenSource | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty || editor.document.languageId === languageId) return undefined;
  const text = editor.document.getText(editor.selection);
  return text.trim().length >= leastSelected ? { text } : undefined;
}
