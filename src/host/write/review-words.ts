// What the review says of a patch, in the language of VS Code. Words only.
import * as vscode from 'vscode';
import type { Patch } from '../../write/patch.ts';
import type { PatchState } from '../../write/review.ts';
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

export function stateWord(state: PatchState): string {
  switch (state) {
    case 'open':
      return vscode.l10n.t('open');
    case 'accepted':
      return vscode.l10n.t('accepted');
    case 'rejected':
      return vscode.l10n.t('rejected');
  }
}
