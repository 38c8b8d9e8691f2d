// *Export*: a persona in another format. The report comes before anything is written, in the list in which the place is chosen. A card the persona
// came from is changed only where the user says so.

import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { folderNameOf } from '../../interop/agent-file/file-names.ts';
import type { Fate } from '../../interop/fate.ts';
import type { Exported, Format } from '../../interop/format.ts';
import { exportedName, lostSource, sourceFileOf, useOfSource } from '../../interop/source-file.ts';
import type { Persona } from '../../lang/persona.ts';
import { bytesOf } from '../bytes-of.ts';
import type { Deps } from '../deps.ts';
import { fileNameOf } from '../file-name.ts';
import { plainLabel } from '../plain-label.ts';
import { writeWhole } from '../write-whole.ts';
import { fateCounts, fateItems } from './fate-items.ts';

interface Original {
  readonly uri: vscode.Uri;
  readonly bytes: Uint8Array;
  /** `take`: a new file takes from it, and it stays as it is. */
  readonly use: 'change' | 'take';
}

interface Found {
  readonly original?: Original | undefined;
  /** What goes because that file is damaged, or not there. */
  readonly lost?: Fate | undefined;
}

/** Asks for format and place. Rejects with a UserError where the persona cannot be written in that format. */
export async function exportPersona(uri: vscode.Uri, deps: Pick<Deps, 'personas' | 'world'>): Promise<void> {
  const { formats } = await import('../../interop/formats.ts');
  const offered = formats.filter(({ write }) => write).map((format) => ({ label: format.title, format }));
  const picked = await vscode.window.showQuickPick(offered, { title: vscode.l10n.t('Export as') });
  if (!picked) return;
  const { format } = picked;
  const { persona, book } = await deps.personas.read(uri);
  const [{ planTests }, { planProbes }] = await Promise.all([
    import('../../suite/plan-tests.ts'),
    import('../../lint/behavior/plan-probes.ts'),
  ]);
  const cases = () => [...planTests(persona, book), ...planProbes(persona, book)];
  const { original, lost } = await originalOf(persona, uri, format);
  const nothing = vscode.l10n.t('Nothing can be written in this format.');
  const given = { original: original?.bytes, cases };
  const written = format.write?.(persona, given);
  if (!written?.ok) throw new UserError(written?.reason ?? nothing);
  const changed = original?.use === 'change' ? original : undefined;
  const fates = lost ? [lost, ...written.fates] : written.fates;
  const target = await chooseTarget(uri, format, changed, { ...written, fates });
  if (!target) return;
  // What a skill says of itself depends on the folder that was chosen for it.
  const chosen =
    target === original?.uri ? written : format.write?.(persona, { ...given, folder: folderNameOf(target.path) });
  if (!chosen?.ok) throw new UserError(chosen?.reason ?? nothing);
  await writeWhole(target, chosen.bytes, { overwrite: true, newId: deps.world.newId });
  const open = vscode.l10n.t('Open');
  const said = plainLabel(vscode.l10n.t('Exported as {0}.', vscode.workspace.asRelativePath(target)));
  const answer = await vscode.window.showInformationMessage(said, open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
}

/** Both ways ask before they replace a file: the one names it, the other is the editor's own dialog. */
async function chooseTarget(
  uri: vscode.Uri,
  format: Format,
  original: Original | undefined,
  { fates, name: wanted }: Extract<Exported, { ok: true }>,
): Promise<vscode.Uri | undefined> {
  const into = original && plainLabel(vscode.l10n.t('Change {0}', fileNameOf(original.uri)));
  const elsewhere = vscode.l10n.t('Write a New File…');
  const rows: vscode.QuickPickItem[] = [
    ...(into === undefined ? [] : [{ label: `$(save) ${into}` }]),
    { label: `$(save-as) ${elsewhere}` },
    ...fateItems(fates),
  ];
  const title = `${format.title}: ${fateCounts(fates)}`;
  const picked = await vscode.window.showQuickPick(rows, { title, matchOnDescription: true });
  if (original && picked === rows[0]) return original.uri;
  if (!picked?.label.endsWith(elsewhere)) return undefined;
  const stem = fileNameOf(uri).replace(/\.persona$/u, '');
  const name = wanted ?? exportedName(stem, format, original?.uri.path);
  const defaultUri = vscode.Uri.joinPath(uri, '..', name);
  return vscode.window.showSaveDialog({ defaultUri, title: vscode.l10n.t('Export this persona') });
}

/** The file under `source:`, where it lies in the persona's folder and the format changes it or takes from it; and what is lost where it should and cannot. */
async function originalOf(persona: Persona, uri: vscode.Uri, format: Format): Promise<Found> {
  const named = sourceFileOf(persona);
  if (named === undefined) return {};
  const file = vscode.Uri.joinPath(uri, '..', named);
  const bytes = await bytesOf(file);
  const use = bytes && useOfSource(format, bytes, fileNameOf(file));
  return use ? { original: { uri: file, bytes, use } } : { lost: lostSource(format, bytes, named) };
}
