// `…`: the last line answered again by another model, once. What was said stays as an alternative; the model chosen stays chosen.
import * as vscode from 'vscode';
import { listModels } from '../../models/list-models.ts';
import { performerFor } from '../../talks/talks.ts';
import { requireTrust } from '../../trust.ts';
import type { MoreContext, MoreEntry } from '../more-actions.ts';

export const askAgainWith: MoreEntry = {
  icon: 'refresh',
  label: () => vscode.l10n.t('Ask again with another model…'),
  offered: ({ talk }) => talk?.state.turns.some(({ speaker }) => speaker === 'user') ?? false,
  run: askOnceMore,
};

/** Asks whom; the reply is an alternative to the last one. */
export async function askOnceMore({ uri, talk, deps }: MoreContext): Promise<void> {
  requireTrust();
  const title = vscode.l10n.t('Who answers the last line once more?');
  const picked = await vscode.window.showQuickPick(await listModels(uri, deps.models), { title });
  if (picked?.name === undefined) return;
  const { name } = picked;
  await talk?.run({ type: 'retry' }, () => performerFor(uri, deps, { name }));
}
