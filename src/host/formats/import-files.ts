// *Import*: files of other programs, and those in folders, become personas beside them; the first is opened, and what became of everything is one click away. Files that are there
// stay. In: files, or whatever the user picks. Out: new files.

import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { Fate } from '../../interop/fate.ts';
import type { Deps } from '../deps.ts';
import { fileNameOf } from '../file-name.ts';
import { plainLabel } from '../plain-label.ts';
import { writeWhole } from '../write-whole.ts';
import { fateItems } from './fate-items.ts';
import { foreignFilesIn } from './foreign-files-in.ts';
import { freePersona, isImported, readForeign, UnknownFormat } from './read-foreign.ts';

/** Asks for files where none are given. Rejects with a UserError where one alone cannot be imported; of several the rest is imported. */
export async function importFiles(given: readonly vscode.Uri[], deps: Pick<Deps, 'world'>): Promise<void> {
  const files = given.length > 0 ? given : await pickFiles();
  const done: { uri: vscode.Uri; fates: readonly Fate[] }[] = [];
  let stayed = 0;
  const failed: string[] = [];
  const title = vscode.l10n.t('Importing');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    const all = await foreignFilesIn(files, token);
    for (const { uri: file, named } of all) {
      if (token.isCancellationRequested) return;
      const name = fileNameOf(file);
      progress.report({ message: name, increment: 100 / all.length });
      try {
        const made = await importFile(file, name, { ...deps, again: named });
        if (made) done.push(made);
        else stayed++;
      } catch (error) {
        if (!(error instanceof UserError) || (named && files.length === 1)) throw error;
        // What lies in a folder and is of no format is none of the user's asking.
        if (!named && error instanceof UnknownFormat) continue;
        failed.push(`${name}: ${error.message}`);
      }
    }
  });
  const [first] = done;
  if (first) await vscode.window.showTextDocument(first.uri, { preview: false });
  if (failed.length > 0) {
    const told = failed.length > 5 ? [...failed.slice(0, 5), vscode.l10n.t('{0} more', failed.length - 5)] : failed;
    void vscode.window.showWarningMessage(plainLabel(vscode.l10n.t('Not imported: {0}', told.join('; '))));
  }
  if (done.length > 0) await tell(done, stayed);
  else if (failed.length === 0 && files.length > 0) {
    const none =
      stayed > 0 ? vscode.l10n.t('All of it is imported already.') : vscode.l10n.t('There is nothing to import.');
    void vscode.window.showInformationMessage(none);
  }
}

/** Undefined: a persona that comes from this file is there already, and nobody asked for this file by name. */
async function importFile(file: vscode.Uri, name: string, { world, again }: Pick<Deps, 'world'> & { again: boolean }) {
  const read = await readForeign(file, name);
  if (!again && (await isImported(vscode.Uri.joinPath(file, '..'), read.name, name))) return undefined;
  const uri = await freePersona(vscode.Uri.joinPath(file, '..'), read.name);
  await writeWhole(uri, new TextEncoder().encode(read.text), { overwrite: false, newId: world.newId });
  return { uri, fates: read.fates };
}

async function pickFiles(): Promise<readonly vscode.Uri[]> {
  const { readableEndings } = await import('../../interop/formats.ts');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const picked = await vscode.window.showOpenDialog({
    ...(folder && { defaultUri: folder }),
    canSelectMany: true,
    title: vscode.l10n.t('Import as personas'),
    openLabel: vscode.l10n.t('Import'),
    // A whole name such as `SKILL.md` is no ending that a dialog knows.
    filters: {
      [vscode.l10n.t('Files of other programs')]: [...readableEndings],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  return picked ?? [];
}

async function tell(done: readonly { uri: vscode.Uri; fates: readonly Fate[] }[], stayed: number): Promise<void> {
  const fates = done.flatMap((each) => each.fates);
  const kept = fates.filter(({ fate }) => fate !== 'mapped').length;
  const [only] = done;
  const what =
    done.length === 1 && only
      ? vscode.l10n.t('Imported as {0}.', vscode.workspace.asRelativePath(only.uri))
      : vscode.l10n.t('Imported {0} personas.', done.length);
  const rest = kept === 0 ? '' : ` ${vscode.l10n.t('{0} things were not taken over.', kept)}`;
  const there = stayed === 0 ? '' : ` ${vscode.l10n.t('{0} are there already.', stayed)}`;
  const show = vscode.l10n.t('What Became of Everything');
  const picked = await vscode.window.showInformationMessage(plainLabel(what + there + rest), show);
  if (picked === show) await vscode.window.showQuickPick(fateItems(fates), { title: show, matchOnDescription: true });
}
