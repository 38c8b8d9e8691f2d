// *Show Evidence*: the place that a patch rests on, in its file or in the text it was written from. In: a patch. Out: an editor at the words.
import * as vscode from 'vscode';
import type { Evidence, Patch } from '../../write/patch.ts';
import { reviewScheme } from '../ids.ts';
import { plainLabel } from '../plain-label.ts';
import { showFile } from '../preview/panel-actions.ts';
import type { ReviewSession } from './review-session.ts';

/** The source as a read-only document. */
export function sourceUri(session: ReviewSession): vscode.Uri {
  return vscode.Uri.from({ scheme: reviewScheme, path: '/source.txt', query: session.key });
}

/** Asks which, where there are several. Says so where there is none to show. */
export async function showEvidence(session: ReviewSession, patch: Patch): Promise<void> {
  const placed = patch.evidence.filter(({ origin, source }) => origin !== undefined || source !== undefined);
  if (placed.length === 0) {
    const why = patch.evidence.length > 0 ? patch.evidence.map(({ quote }) => `“${quote}”`).join(' ') : '';
    void vscode.window.showInformationMessage(
      why === ''
        ? vscode.l10n.t('This change rests on nothing that was given.')
        : vscode.l10n.t('These words stand nowhere in what was given: {0}', plainLabel(why)),
    );
    return;
  }
  const evidence = placed.length === 1 ? placed[0] : await pick(placed);
  if (evidence?.origin) return showFile(vscode.Uri.parse(evidence.origin.uri), evidence.origin.range);
  if (!evidence?.source) return;
  const document = await vscode.workspace.openTextDocument(sourceUri(session));
  const { start, end } = evidence.source;
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  await vscode.window.showTextDocument(document, { selection, preview: true });
}

async function pick(placed: readonly Evidence[]): Promise<Evidence | undefined> {
  const items = placed.map((evidence) => ({
    label: plainLabel(evidence.quote.replace(/\s+/gu, ' ').slice(0, 100)),
    evidence,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show which?') }))?.evidence;
}
