// *Import*: a `.talk.jsonl` or a JSON list of messages becomes a new talk of a persona, in the store, and is opened. The file is only read;
// no talk is replaced. What could not be taken over is said.

import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { compile } from '../../lang/compile.ts';
import { personaHash } from '../../lang/hash.ts';
import { importTalk } from '../../play/import-talk.ts';
import type { Deps } from '../deps.ts';
import { fileNameOf } from '../file-name.ts';
import { commands } from '../ids.ts';
import { plainLabel } from '../plain-label.ts';

/** Asks for the file, unless it is given, and opens the talk. Rejects with a UserError where it is none. */
export async function importAndOpen(
  uri: vscode.Uri,
  deps: Pick<Deps, 'personas' | 'talks' | 'world'>,
  given?: vscode.Uri,
): Promise<void> {
  const file = given ?? (await pickFile(uri));
  if (!file) return;
  const { persona } = await deps.personas.read(uri);
  const imported = importTalk(await textOf(file), {
    persona: persona.name,
    personaUri: uri.toString(),
    personaHash: personaHash(compile(persona, {})),
    folder: vscode.Uri.joinPath(file, '..').toString(),
    file: fileNameOf(file),
    newId: deps.world.newId,
    at: new Date(deps.world.now()).toISOString(),
  });
  if (!imported.ok) throw new UserError(imported.reason);
  await (await deps.talks.store()).append(imported.id, imported.records);
  deps.talks.tellChanged();
  const summary = { id: imported.id, persona: persona.name, personaUri: uri.toString(), turns: 0 };
  await vscode.commands.executeCommand(commands.openTalk.id, summary);
  if (imported.left === 0) return;
  const message =
    imported.left === 1
      ? vscode.l10n.t('Imported. One line of the file could not be taken over.')
      : vscode.l10n.t('Imported. {0} lines of the file could not be taken over.', imported.left);
  void vscode.window.showInformationMessage(plainLabel(message));
}

async function pickFile(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      defaultUri: vscode.Uri.joinPath(uri, '..'),
      title: vscode.l10n.t('Import a talk'),
      filters: { [vscode.l10n.t('Talks')]: ['jsonl', 'json'] },
    })) ?? [];
  return file;
}

async function textOf(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    throw new UserError(vscode.l10n.t('{0} cannot be read.', vscode.workspace.asRelativePath(file)));
  }
}
