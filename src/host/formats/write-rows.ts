// Training rows into a folder that the user picks, one format after the other. In: what is exported. Out: files with their manifests; of a format that was stopped nothing stays.
// Writes over nothing unasked.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { exportName, exportNames } from '../../data/file-names.ts';
import { wholeExport, wishHashOf } from '../../data/whole-export.ts';
import { exists } from '../exists.ts';
import { fileNameOf } from '../file-name.ts';
import { plainLabel } from '../plain-label.ts';
import type { RowFiles, RowsWork } from './export-rows.ts';
import { toTheEnd, withSignal } from './rows-progress.ts';

export async function writeRows(persona: vscode.Uri, { wishes, talks }: RowsWork, files: RowFiles): Promise<void> {
  const folder = await pickFolder(persona);
  if (!folder) return;
  const stem = fileNameOf(persona).replace(/\.persona$/u, '');
  const named = wishes.map((wish) => ({ wish, names: exportNames(exportName(stem, wish.format), wish.format) }));
  const journals = named.map(({ names }) => names.journal);
  if (!(await mayBeginAnew(folder, journals))) return;
  const all = named.flatMap(({ names: { parts, manifest } }) => [...Object.values(parts), manifest]);
  const replace = await mayReplace(folder, all);
  if (replace === undefined) return;
  const written: string[] = [];
  const whole = await withSignal(vscode.l10n.t('Writing training rows'), async (signal, told) => {
    for (const { wish, names } of named) {
      const sink = await files.open(folder, names, { wish: wishHashOf(wish), restart: true, replace });
      try {
        const end = await toTheEnd(wholeExport(talks(), wish, { sink, files: names.parts }, signal), (count) =>
          told(wish.format, count),
        );
        if (end.end === 'stopped') return false;
        if (end.end === 'unsound') throw new UserError(end.message);
        await sink.finish(`${JSON.stringify(end.manifest, null, 2)}\n`);
        written.push(...Object.values(names.parts));
      } finally {
        await sink.discard();
      }
    }
    return true;
  });
  await tell(folder, written, whole);
}

async function pickFolder(persona: vscode.Uri): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    defaultUri: vscode.Uri.joinPath(persona, '..'),
    canSelectFolders: true,
    canSelectFiles: false,
    title: vscode.l10n.t('Folder for training rows'),
    openLabel: vscode.l10n.t('Write Here'),
  });
  const folder = picked?.[0];
  if (folder && folder.scheme !== 'file') throw new UserError(vscode.l10n.t('Rows are written to a disk.'));
  return folder;
}

/** What was begun in a terminal and stopped can go on there; with an export of the same name it is gone. */
async function mayBeginAnew(folder: vscode.Uri, journals: readonly string[]): Promise<boolean> {
  const begun = await thereOf(folder, journals);
  if (begun.length === 0) return true;
  const anew = vscode.l10n.t('Begin Anew');
  const message = vscode.l10n.t('An export of this name was stopped and can still go on in a terminal. Begin anew?');
  const detail = vscode.l10n.t('What was written of it is thrown away: {0}.', plainLabel(begun.join(', ')));
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, anew)) === anew;
}

async function thereOf(folder: vscode.Uri, names: readonly string[]): Promise<readonly string[]> {
  const there: string[] = [];
  for (const name of names) if (await exists(vscode.Uri.joinPath(folder, name))) there.push(name);
  return there;
}

/** Undefined where the user does not want a file of theirs to be replaced. */
async function mayReplace(folder: vscode.Uri, names: readonly string[]): Promise<boolean | undefined> {
  const there = await thereOf(folder, names);
  if (there.length === 0) return false;
  const replace = vscode.l10n.t('Replace');
  const message = vscode.l10n.t('There already: {0}. Replace?', plainLabel(there.join(', ')));
  const picked = await vscode.window.showWarningMessage(message, { modal: true }, replace);
  return picked === replace ? true : undefined;
}

async function tell(folder: vscode.Uri, written: readonly string[], whole: boolean): Promise<void> {
  const [first] = written;
  if (first === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Stopped. Nothing was written.'));
    return;
  }
  const open = vscode.l10n.t('Open');
  const names = plainLabel(written.join(', '));
  const said = whole
    ? vscode.l10n.t('Training rows written: {0}.', names)
    : vscode.l10n.t('Stopped. Written before: {0}.', names);
  const answer = await vscode.window.showInformationMessage(said, open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(folder, first));
}
