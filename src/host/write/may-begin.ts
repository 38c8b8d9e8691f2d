// Whether a review may give way to the next: asked where something in it is not decided. In: the reviews of the window. Out: yes or no.
import * as vscode from 'vscode';
import { countOf } from '../../write/review.ts';
import type { Reviews } from './reviews.ts';

/** One review at a time: what is open in the one before is given up only by its author. */
export async function mayBegin(reviews: Reviews): Promise<boolean> {
  const open = reviews.session ? countOf(reviews.session.review, 'open') : 0;
  if (open === 0) return true;
  const go = vscode.l10n.t('Drop Them');
  const message = vscode.l10n.t('Proposed changes that are not decided yet: {0}. Drop them and begin anew?', open);
  return (await vscode.window.showWarningMessage(message, { modal: true }, go)) === go;
}
