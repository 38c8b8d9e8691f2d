// *Export Training Rows*: formats and talks are picked, what the gate leaves out is shown, and only then files are written. In: a persona's file. Out: rows and a manifest in a folder
// of the user's choice, each file whole or not there. The rows themselves are `data`'s.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { dataContext } from '../../data/data-context.ts';
import type { ExportNames } from '../../data/file-names.ts';
import type { DataContext, DataFormat } from '../../data/format.ts';
import { personaGate } from '../../data/persona-gate.ts';
import type { Tally } from '../../data/tally.ts';
import { type RowWish, trialExport } from '../../data/whole-export.ts';
import type { ExportFiles } from '../../disk/export-files.ts';
import type { Persona } from '../../lang/persona.ts';
import { bytesOf } from '../bytes-of.ts';
import type { Deps } from '../deps.ts';
import { memoriesUri } from '../talks/memory-keeper.ts';
import { pickFormats } from './pick-formats.ts';
import { pickTalks, talksOf } from './pick-talks.ts';
import { countWords, reportItems } from './row-report.ts';
import { toTheEnd, withSignal } from './rows-progress.ts';
import { writeRows } from './write-rows.ts';

export interface RowsWish {
  readonly persona: vscode.Uri;
  /** Id of a talk of the store: picked to begin with, alone. */
  readonly talk: string | undefined;
}

export type RowsDeps = Pick<Deps, 'personas' | 'talks' | 'world'>;

/** Files as only Node has them. */
export interface RowFiles {
  open(
    folder: vscode.Uri,
    names: ExportNames,
    options: { readonly wish: string; readonly restart: boolean; readonly replace: boolean },
  ): Promise<ExportFiles>;
  read(file: vscode.Uri): AsyncIterable<string>;
}

/** What is exported: one wish a format, and the talks, from their beginning each time. */
export interface RowsWork {
  readonly wishes: readonly RowWish[];
  readonly talks: () => ReturnType<typeof talksOf>;
}

/** Asks for everything. Rejects with a UserError where talks of the persona may not leave, or cannot be read or written. */
export async function exportRows({ persona: uri, talk }: RowsWish, deps: RowsDeps, files: RowFiles): Promise<void> {
  const { persona } = await deps.personas.read(uri);
  const at = new Date(deps.world.now()).toISOString();
  const against = personaGate(persona, at);
  if (against.length > 0) throw new UserError(against.join(' '), vscode.l10n.t('Nothing was exported.'));
  const formats = await pickFormats();
  if (!formats) return;
  const talks = await pickTalks({ uri, persona, talk }, deps, files);
  if (!talks) return;
  const context = await contextFor(uri, persona, deps);
  for (let personal: RowWish['personal'] = 'remove'; ; personal = 'redact') {
    const wishes = formats.map((format) => ({ format, context, personal, country: undefined, at }));
    const work = { wishes, talks: () => talksOf(talks, deps, files) };
    const tallies = await tryRows(work);
    const answer = tallies && (await showReport(formats, tallies, personal));
    if (!answer) return;
    if (answer === 'redact') continue;
    await writeRows(uri, work, files);
    return;
  }
}

/** What each format would come to; undefined where the user stopped it. */
async function tryRows({ wishes, talks }: RowsWork): Promise<readonly Tally[] | undefined> {
  const title = vscode.l10n.t('Looking through talks');
  return withSignal(title, async (signal, told) => {
    const tallies: Tally[] = [];
    for (const wish of wishes) {
      const { stopped, tally } = await toTheEnd(trialExport(talks(), wish, signal), (count) =>
        told(wish.format, count),
      );
      if (stopped) return undefined;
      tallies.push(tally);
    }
    return tallies;
  });
}

async function showReport(
  formats: readonly DataFormat[],
  tallies: readonly Tally[],
  personal: RowWish['personal'],
): Promise<'write' | 'redact' | undefined> {
  const rows = reportItems(formats, tallies, personal);
  const title = vscode.l10n.t('Training rows: {0}', countWords(tallies));
  return (await vscode.window.showQuickPick(rows, { title, matchOnDescription: true, ignoreFocusOut: true }))?.does;
}

async function contextFor(uri: vscode.Uri, persona: Persona, { personas }: RowsDeps): Promise<DataContext> {
  const [source, memories, beside] = await Promise.all([
    personas.sourceFor(uri),
    bytesOf(memoriesUri(uri)),
    vscode.workspace.findFiles(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*.persona'), null, 200),
  ]);
  // Who asks in an interview is a file beside the persona, more often than not.
  const askers = await Promise.all(beside.map(async (file) => (await personas.read(file)).persona));
  const text = memories && new TextDecoder().decode(memories);
  return dataContext({ persona, source, askers, memories: text, takeUnfit: false });
}
