// What an export of training rows would come to, as rows of a list: what can be done about it first, then by format what does not go out and why. In: tallies. Out: items. Runs without
// `vscode`'s windows.
import * as vscode from 'vscode';
import type { DataFormat } from '../../data/format.ts';
import { reasonsIn, type Tally } from '../../data/tally.ts';
import type { RowWish } from '../../data/whole-export.ts';
import { plainLabel } from '../plain-label.ts';

export interface ReportItem extends vscode.QuickPickItem {
  readonly does?: 'write' | 'redact';
}

export function reportItems(
  formats: readonly DataFormat[],
  tallies: readonly Tally[],
  personal: RowWish['personal'],
): ReportItem[] {
  const write = vscode.l10n.t('Write into a Folder…');
  const redact = vscode.l10n.t('Put a Word in Place of Identifiers');
  const held = tallies.some(({ removed }) => Object.keys(removed).some((why) => /identifier of a person/u.test(why)));
  return [
    ...(tallies.some((tally) => rowsOf(tally) > 0) ? [{ label: `$(save) ${write}`, does: 'write' as const }] : []),
    ...(held && personal === 'remove' ? [{ label: `$(eye-closed) ${redact}`, does: 'redact' as const }] : []),
    ...formats.flatMap((format, at) => itemsOf(format, tallies[at])),
  ];
}

/** `12 rows`, of all formats. */
export function countWords(tallies: readonly Tally[]): string {
  return rowWords(tallies.reduce((sum, tally) => sum + rowsOf(tally), 0));
}

function itemsOf({ title }: DataFormat, tally: Tally | undefined): ReportItem[] {
  if (!tally) return [];
  const count = vscode.l10n.t('{0} of {1} talks give {2}', tally.used, tally.talks, rowWords(rowsOf(tally)));
  const line = (icon: string, what: string, { why, times }: ReturnType<typeof reasonsIn>[number]): ReportItem => ({
    label: `${icon} ${times} × ${plainLabel(why)}`,
    description: what,
  });
  const replaced = vscode.l10n.t('Identifiers replaced: {0}', tally.replaced);
  return [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    { label: `${rowsOf(tally) === 0 ? '$(circle-slash)' : '$(check)'} ${count}` },
    ...reasonsIn(tally.removed).map((reason) => line('$(close)', vscode.l10n.t('rows removed'), reason)),
    ...(tally.replaced > 0 ? [{ label: `$(eye-closed) ${replaced}` }] : []),
    ...reasonsIn(tally.left).map((reason) => line('$(dash)', vscode.l10n.t('left out of talks'), reason)),
  ];
}

function rowsOf({ rows }: Tally): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0);
}

function rowWords(count: number): string {
  return count === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', count);
}
