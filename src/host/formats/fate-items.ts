// A loss report as rows of a list: what is dropped first, then what stays in the other file, then what is carried over. Runs without `vscode`'s windows.
import * as vscode from 'vscode';
import type { Fate } from '../../interop/fate.ts';
import { plainLabel } from '../plain-label.ts';

/** Rows under a heading for each fate that occurs. */
export function fateItems(fates: readonly Fate[]): vscode.QuickPickItem[] {
  const headings: readonly (readonly [Fate['fate'], string, string])[] = [
    ['dropped', vscode.l10n.t('Dropped'), '$(close)'],
    ['kept', vscode.l10n.t('Stays in the other file'), '$(archive)'],
    ['mapped', vscode.l10n.t('Carried over'), '$(check)'],
  ];
  return headings.flatMap(([fate, heading, icon]) => {
    const rows = fates.filter((each) => each.fate === fate);
    if (rows.length === 0) return [];
    return [
      { label: heading, kind: vscode.QuickPickItemKind.Separator },
      ...rows.map(({ what, why }) => ({ label: `${icon} ${plainLabel(what)}`, description: plainLabel(why) })),
    ];
  });
}

/** `3 dropped, 12 carried over`; what there is none of is not said. */
export function fateCounts(fates: readonly Fate[]): string {
  const count = (fate: Fate['fate']) => fates.filter((each) => each.fate === fate).length;
  const parts: readonly (readonly [number, string])[] = [
    [count('dropped'), vscode.l10n.t('{0} dropped', count('dropped'))],
    [count('kept'), vscode.l10n.t('{0} kept', count('kept'))],
    [count('mapped'), vscode.l10n.t('{0} carried over', count('mapped'))],
  ];
  const told = parts.filter(([number]) => number > 0).map(([, words]) => words);
  return told.length === 0 ? vscode.l10n.t('nothing has changed') : told.join(', ');
}
