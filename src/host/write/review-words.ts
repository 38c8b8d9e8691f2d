// What the review says of a patch, in the language of VS Code. Words only.
import * as vscode from 'vscode';
import { rankOf } from '../../write/alternatives.ts';
import type { Patch } from '../../write/patch.ts';
import type { ReviewRow } from '../../write/review.ts';
import type { LeftWhy, TakeAll } from '../../write/take-all.ts';
import type { PatchWords } from './patch-comment.ts';

export function patchWords(): PatchWords & { readonly edited: string } {
  return {
    why: vscode.l10n.t('Why'),
    add: vscode.l10n.t('Would be added'),
    change: vscode.l10n.t('Would be changed'),
    remove: vscode.l10n.t('Would be taken away'),
    moreLines: (count) => vscode.l10n.t('{0} more lines stand in the diff.', count),
    more: (count) => vscode.l10n.t('{0} more', count),
    evidence: vscode.l10n.t('Rests on'),
    noEvidence: vscode.l10n.t('Rests on nothing that was given.'),
    unsupported: vscode.l10n.t('these words stand nowhere in what was given'),
    effect: vscode.l10n.t('Effect'),
    problems: vscode.l10n.t('Problems'),
    cannot: (reason) => vscode.l10n.t('Cannot be accepted. {0}', reason),
    edited: vscode.l10n.t('edited by you'),
  };
}

export function kindWord({ kind }: Pick<Patch, 'kind'>): string {
  switch (kind) {
    case 'add':
      return vscode.l10n.t('adds');
    case 'change':
      return vscode.l10n.t('changes');
    case 'remove':
      return vscode.l10n.t('takes away');
  }
}

/** One part at the most: which it is of several of which only one can be had. */
export function rankWord(patch: Patch, rows: readonly ReviewRow[]): readonly string[] {
  const all = rows.map((row) => row.patch);
  const { rank, of } = rankOf(patch, all);
  return of > 1 ? [vscode.l10n.t('{0} of {1} to choose from', rank, of)] : [];
}

export function stateWord({ state, beside }: Pick<ReviewRow, 'state' | 'beside'>): string {
  if (beside === true) return vscode.l10n.t('another is accepted');
  switch (state) {
    case 'open':
      return vscode.l10n.t('open');
    case 'accepted':
      return vscode.l10n.t('accepted');
    case 'rejected':
      return vscode.l10n.t('rejected');
  }
}

/** What one yes to everything left open, and why; empty where it left nothing. `refused`: those that do not apply. */
export function leftWords(refused: number, left: TakeAll['left']): string {
  const count = (reason: LeftWhy) => left.filter(({ why }) => why === reason).length;
  const parts: readonly (readonly [number, string])[] = [
    [refused, vscode.l10n.t('Left, since they cannot be accepted: {0}. Each says why. Edit or reject them.', refused)],
    [
      count('worse'),
      vscode.l10n.t('Left, since tests pass less often with them: {0}. Accept them one by one.', count('worse')),
    ],
    [
      count('unsupported'),
      vscode.l10n.t(
        'Left, since nothing that was given supports them: {0}. Accept them one by one.',
        count('unsupported'),
      ),
    ],
    [
      count('alternative'),
      vscode.l10n.t('Left, since you have accepted another of the same: {0}.', count('alternative')),
    ],
  ];
  return parts.flatMap(([some, words]) => (some > 0 ? [words] : [])).join(' ');
}
