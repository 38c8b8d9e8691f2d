// Something of another program that is at hand (dropped, pasted) as an edit: the file itself, where it does not lie there yet, and a persona beside it. An
// edit of the editor: nothing is created before it is taken, and one undo takes it back.

import * as vscode from 'vscode';
import { bytesOf } from '../bytes-of.ts';
import { freePersona, type ReadForeign, readForeignBytes } from './read-foreign.ts';

export interface Foreign {
  /** Of a file, without its folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Undefined: it is of no format that can be read. The edit creates the file alone; `withPersona` adds the persona. */
export async function foreignBeside(
  folder: vscode.Uri,
  foreign: Foreign,
): Promise<{ readonly edit: vscode.WorkspaceEdit; readonly read: ReadForeign } | undefined> {
  const beside = await placeFor(folder, foreign);
  const read = await readForeignBytes(foreign.bytes, beside.name).catch(() => undefined);
  if (!read) return undefined;
  const edit = new vscode.WorkspaceEdit();
  if (!beside.there) edit.createFile(vscode.Uri.joinPath(folder, beside.name), { contents: foreign.bytes });
  return { edit, read };
}

/** The persona as a file of its own, under a name that is free. */
export async function withPersona(edit: vscode.WorkspaceEdit, folder: vscode.Uri, read: ReadForeign): Promise<void> {
  edit.createFile(await freePersona(folder, read.name), { contents: new TextEncoder().encode(read.text) });
}

/** A name beside the persona: one under which this very file lies already, else one that is free. */
async function placeFor(folder: vscode.Uri, { name, bytes }: Foreign): Promise<{ name: string; there: boolean }> {
  const dot = name.indexOf('.');
  for (let number = 1; ; number++) {
    const each = number === 1 ? name : `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
    const there = await bytesOf(vscode.Uri.joinPath(folder, each));
    if (!there) return { name: each, there: false };
    if (there.length === bytes.length && there.every((byte, at) => byte === bytes[at]))
      return { name: each, there: true };
  }
}
