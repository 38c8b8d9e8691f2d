// A file of another program dropped into an editor of a persona: a persona beside the file, and the file with it where it comes from elsewhere. An offer
// of the editor; nothing is created before it is taken, and one undo takes it back.

import * as vscode from 'vscode';
import { bytesOf } from '../bytes-of.ts';
import { fileNameOf } from '../file-name.ts';
import { languageId } from '../ids.ts';
import { type Foreign, foreignBeside, withPersona } from './persona-beside.ts';

const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('dramatis', 'card');
const types = ['files', 'text/uri-list'];

/** Registers the offer. */
export function registerDropCard(context: vscode.ExtensionContext): void {
  const provider: vscode.DocumentDropEditProvider = {
    provideDocumentDropEdits: (document, _position, data, token) => dropEdit(document.uri, data, token),
  };
  const metadata = { providedDropEditKinds: [kind], dropMimeTypes: types };
  context.subscriptions.push(vscode.languages.registerDocumentDropEditProvider(languageId, provider, metadata));
}

async function dropEdit(
  persona: vscode.Uri,
  data: vscode.DataTransfer,
  token: vscode.CancellationToken,
): Promise<vscode.DocumentDropEdit | undefined> {
  const dropped = await droppedFile(data);
  const { mayBeRead } = await import('../../interop/formats.ts');
  if (!dropped || token.isCancellationRequested || !mayBeRead(dropped.name)) return undefined;
  const folder = vscode.Uri.joinPath(persona, '..');
  const beside = await foreignBeside(folder, dropped);
  if (!beside || token.isCancellationRequested) return undefined;
  await withPersona(beside.edit, folder, beside.read);
  const offer = new vscode.DocumentDropEdit('', vscode.l10n.t('Make a Persona of It'), kind);
  offer.additionalEdit = beside.edit;
  return offer;
}

async function droppedFile(data: vscode.DataTransfer): Promise<Foreign | undefined> {
  const list = data.get('text/uri-list');
  if (list) {
    const [first] = (await list.asString()).split(/\r?\n/u).filter((line) => line !== '' && !line.startsWith('#'));
    const uri = first === undefined ? undefined : vscode.Uri.parse(first);
    const bytes = uri && (await bytesOf(uri));
    if (uri && bytes) return { name: fileNameOf(uri), bytes };
  }
  for (const [, item] of data) {
    const file = item.asFile();
    if (file) return { name: file.name.replace(/^.*[\\/]/u, ''), bytes: await file.data() };
  }
  return undefined;
}
