// What a way to write is called in the editor. In: a way. Out: words in the language of VS Code.
import * as vscode from 'vscode';
import type { Offer } from '../../write/offer.ts';

/** Where it stands alone, as in a list. The label itself goes on from “Write a persona …”. */
export function standingLabel({ label }: Pick<Offer, 'label'>): string {
  return vscode.l10n.t(label).replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase());
}

/** Above a list or a box that asks for what it takes. */
export function titleOf(offer: Pick<Offer, 'label' | 'purpose'>): string {
  return offer.purpose === 'draft'
    ? vscode.l10n.t('Write a persona {0}', vscode.l10n.t(offer.label))
    : standingLabel(offer);
}
