// `…`: an example, a scene or the talk shown, played afresh in another language.
import * as vscode from 'vscode';
import { startReEnact } from '../../re-enact/start-re-enact.ts';
import type { MoreEntry } from '../more-actions.ts';

export const reEnactEntry: MoreEntry = {
  icon: 'globe',
  label: () => vscode.l10n.t('Re-enact in…'),
  detail: () => vscode.l10n.t('Played afresh in other languages, not translated.'),
  offered: ({ persona }) => persona !== undefined,
  run: startReEnact,
};
