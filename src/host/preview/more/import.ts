// `…`: a talk from a file, as a talk of this persona.
import * as vscode from 'vscode';
import { importAndOpen } from '../../talks/import-talk.ts';
import type { MoreEntry } from '../more-actions.ts';

export const importTalk: MoreEntry = {
  icon: 'cloud-download',
  label: () => vscode.l10n.t('Import a talk…'),
  run: ({ uri, deps }) => importAndOpen(uri, deps),
};
