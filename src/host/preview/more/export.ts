// `…`: the talk as a file elsewhere.
import * as vscode from 'vscode';
import { exportTalk as exportIt } from '../../talks/export-talk.ts';
import type { MoreContext, MoreEntry } from '../more-actions.ts';

export const exportTalk: MoreEntry = {
  icon: 'export',
  label: () => vscode.l10n.t('Export this talk…'),
  offered: ({ talk }) => talk !== undefined && talk.state.turns.length > 0,
  run: exportShown,
};

/** The talk as it is shown; a reply that is on its way ends first. */
export async function exportShown({ uri, talk, deps }: MoreContext): Promise<void> {
  if (!talk) return;
  await talk.settle(true);
  await exportIt(uri, talk.state, await (await deps.talks.store()).read(talk.id), deps.world.newId);
}
