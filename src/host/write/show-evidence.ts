// *Show What It Rests On*: the place that a patch rests on, in its file, in the text it was written from, or in the talk it was said in. In: a patch.
// Out: an editor at the words, or the talk at the turn.
import * as vscode from 'vscode';
import type { Evidence, Patch } from '../../write/patch.ts';
import { whereSaid } from '../../write/said.ts';
import { shortLine } from '../../write/short-line.ts';
import type { Deps } from '../deps.ts';
import { commands, reviewScheme } from '../ids.ts';
import { plainLabel } from '../plain-label.ts';
import { showFile } from '../preview/panel-actions.ts';
import type { ReviewSession } from './review-session.ts';

/** The source as a read-only document. */
export function sourceUri(session: ReviewSession): vscode.Uri {
  return vscode.Uri.from({ scheme: reviewScheme, path: '/source.txt', query: session.key });
}

/** Asks which, where there are several. Says so where there is none to show. */
export async function showEvidence(session: ReviewSession, patch: Patch, deps: Pick<Deps, 'talks'>): Promise<void> {
  const placed = patch.evidence.filter((one) => one.origin !== undefined || one.source !== undefined || inTalk(one));
  if (placed.length === 0) {
    const quotes = patch.evidence.map(({ quote }) => `“${shortLine(quote, 100)}”`).join(' ');
    const known = patch.evidence.some(({ found }) => found);
    void vscode.window.showInformationMessage(
      quotes === ''
        ? vscode.l10n.t('This change rests on nothing that was given.')
        : plainLabel(
            known
              ? vscode.l10n.t('These words were said in this run, and are kept nowhere else: {0}', quotes)
              : vscode.l10n.t('These words stand nowhere in what was given: {0}', quotes),
          ),
    );
    return;
  }
  const evidence = placed.length === 1 ? placed[0] : await pick(placed);
  if (!evidence) return;
  if (inTalk(evidence)) return showTurn(evidence.talk, evidence.turn, deps);
  if (evidence.origin) return showFile(vscode.Uri.parse(evidence.origin.uri), evidence.origin.range);
  if (!evidence.source) return;
  const document = await vscode.workspace.openTextDocument(sourceUri(session));
  const { start, end } = evidence.source;
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  await vscode.window.showTextDocument(document, { selection, preview: true });
}

function inTalk(evidence: Evidence): evidence is Evidence & { readonly talk: string; readonly turn: string } {
  return evidence.talk !== undefined && evidence.turn !== undefined;
}

/** Opens the kept talk in the preview, at the turn. */
async function showTurn(id: string, turn: string, { talks }: Pick<Deps, 'talks'>): Promise<void> {
  const talk = (await (await talks.store()).list()).find((one) => one.id === id);
  if (talk) return void (await vscode.commands.executeCommand(commands.openTalk.id, talk, turn));
  void vscode.window.showInformationMessage(vscode.l10n.t('The talk that this was said in was deleted.'));
}

async function pick(placed: readonly Evidence[]): Promise<Evidence | undefined> {
  const items = placed.map((evidence) => {
    const where = whereSaid(evidence);
    const detail = [...(where === undefined ? [] : [where]), ...(evidence.note === undefined ? [] : [evidence.note])];
    return {
      label: plainLabel(shortLine(evidence.quote, 100)),
      ...(detail.length > 0 ? { detail: plainLabel(detail.join('; ')) } : {}),
      evidence,
    };
  });
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show which?') }))?.evidence;
}
