// A file of another program as a persona's text: its bytes read, its format found. In: a uri. Out: the persona, or a UserError. Writes nothing.

import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { Fate } from '../../interop/fate.ts';
import { bytesOf } from '../bytes-of.ts';
import { exists } from '../exists.ts';

/** In bytes; larger files are no persona of anybody. */
const largest = 100_000_000;

export interface ReadForeign {
  readonly name: string;
  readonly text: string;
  readonly fates: readonly Fate[];
}

/** The file is of no format that we know. */
export class UnknownFormat extends UserError {}

/** Rejects with a UserError where it cannot be read or is of no format that we know. @param source what the persona says it comes from. */
export async function readForeign(file: vscode.Uri, source: string): Promise<ReadForeign> {
  const shown = vscode.workspace.asRelativePath(file);
  const bytes = await notTooLarge(file);
  if (!bytes) throw new UserError(vscode.l10n.t('{0} cannot be read.', shown));
  return readForeignBytes(bytes, source);
}

/** The same for bytes at hand, as of something dropped. */
export async function readForeignBytes(bytes: Uint8Array, source: string): Promise<ReadForeign> {
  const { formatOf } = await import('../../interop/formats.ts');
  const name = source.slice(source.lastIndexOf('/') + 1);
  const format = formatOf(bytes, name);
  if (!format?.read) {
    const what = vscode.l10n.t('{0} holds no character card and nothing else that can be imported.', name);
    throw new UnknownFormat(what, vscode.l10n.t('The page “Other formats” lists what can be.'));
  }
  const read = format.read(bytes, { source });
  if (!read.ok) throw new UserError(read.reason);
  return read;
}

async function notTooLarge(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    return size > largest ? undefined : await vscode.workspace.fs.readFile(file);
  } catch {
    return undefined;
  }
}

/** Whether one of `NAME.persona`, `NAME-2.persona` … says that it comes from this file. */
export async function isImported(folder: vscode.Uri, name: string, source: string): Promise<boolean> {
  const { fileNameOf } = await import('../../interop/file-name.ts');
  for (let number = 1; ; number++) {
    const file = `${fileNameOf(name)}${number === 1 ? '' : `-${number}`}.persona`;
    const bytes = await bytesOf(vscode.Uri.joinPath(folder, file));
    if (!bytes) return false;
    if (new TextDecoder().decode(bytes).split(/\r?\n/u).includes(`  source: ${source}`)) return true;
  }
}

/** The first of `NAME.persona`, `NAME-2.persona` … that is not there. */
export async function freePersona(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  const { fileNameOf } = await import('../../interop/file-name.ts');
  for (let number = 1; ; number++) {
    const file = `${fileNameOf(name)}${number === 1 ? '' : `-${number}`}.persona`;
    const uri = vscode.Uri.joinPath(folder, file);
    if (!(await exists(uri))) return uri;
  }
}
