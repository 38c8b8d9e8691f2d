// `…`: the persona file that plays, in its editor.
import * as vscode from 'vscode';
import type { MoreEntry } from '../more-actions.ts';
import { showFile } from '../panel-actions.ts';

export const openFile: MoreEntry = {
  icon: 'go-to-file',
  label: () => vscode.l10n.t('Open the persona file'),
  run: ({ uri }) => showFile(uri),
};
