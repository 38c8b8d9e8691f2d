// A review of the window before, taken up again: its file found, what is in that file by now counted as accepted, the diff opened where it was open. In:
// what was stored. Out: the review of this window, or words that say what happened. Asks no model; an untrusted folder can be looked at.
import * as vscode from 'vscode';
import { countTokens } from '../../write/count-tokens.ts';
import { inputAtStart } from '../../write/improve/input-at-start.ts';
import { offerNamed } from '../../write/offers.ts';
import { countOf } from '../../write/review.ts';
import { readStoredReview, type StoredReview } from '../../write/stored-review.ts';
import type { Deps } from '../deps.ts';
import { languageId } from '../ids.ts';
import { plainLabel } from '../plain-label.ts';
import { makeInput, problemsOf } from './make-input.ts';
import { type Measuring, measureWhenSettled } from './measure-when-settled.ts';
import { readyToWrite } from './ready-to-write.ts';
import { ReviewSession } from './review-session.ts';
import type { ReviewStore } from './review-store.ts';
import type { Reviews } from './reviews.ts';

/** @param text as it was stored. Resolves when the review is there, or is known not to be. */
export async function restoreReview(text: string, store: ReviewStore, reviews: Reviews, deps: Deps): Promise<void> {
  const read = readStoredReview(text);
  if (!read.ok) return tellUnread(read.reason, store, deps);
  const { stored, lost } = read;
  if (countOf(stored.review, 'open') === 0) return store.clear();
  const found = await findDocument(stored);
  if (typeof found === 'string') {
    void vscode.window.showWarningMessage(plainLabel(found));
    return;
  }
  const { document, told } = found;
  const improves = !stored.untitled;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const near = improves || !folder ? document.uri : vscode.Uri.joinPath(folder, 'new.persona');
  const files = await deps.personas.sourceFor(near);
  const measures = await deps.personas.measures();
  const find = await problemsOf(improves ? document.uri : undefined, files, measures, 'typing', deps);
  const session = new ReviewSession(document, stored, find, countTokens(files, measures), stored);
  const notes = [
    ...(stored.review.ending?.how === 'cancelled'
      ? [
          vscode.l10n.t(
            'The window was closed while this was written: there may be more. Begun again with the same words, it asks nothing twice.',
          ),
        ]
      : []),
    ...(lost > 0 ? [vscode.l10n.t('Changes that could not be read back: {0}.', lost)] : []),
    ...told,
  ];
  for (const message of notes) session.take({ type: 'told', severity: 'warning', message });
  session.followFile();
  const view = await reviews.begin(session);
  measureWhenSettled(session, () => measuring(stored, document.uri, deps), deps);
  if (stored.shown) await view.show(undefined, true);
}

/** What a newer version stored is left for it; what is damaged is put out of the way. */
async function tellUnread(reason: 'damaged' | 'newer', store: ReviewStore, { log }: Pick<Deps, 'log'>): Promise<void> {
  const isNewer = reason === 'newer';
  log.warn(
    isNewer ? 'The stored review is of a newer version.' : `The stored review is damaged: ${await store.setAside()}`,
  );
  const why = isNewer ? vscode.l10n.t('a newer version stored them') : vscode.l10n.t('they are damaged');
  const words = 'Proposed changes of the window before cannot be shown: {0}. What was accepted is in its file.';
  void vscode.window.showWarningMessage(vscode.l10n.t(words, why));
}

interface Found {
  readonly document: vscode.TextDocument;
  /** What the author should know of how it was found. */
  readonly told: readonly string[];
}

/** The file as VS Code has it again; or in words, why there is none. */
async function findDocument({ uri, untitled, text }: StoredReview): Promise<Found | string> {
  const wanted = vscode.Uri.parse(uri);
  if (!untitled) {
    try {
      return { document: await vscode.workspace.openTextDocument(wanted), told: [] };
    } catch {
      const name = vscode.workspace.asRelativePath(wanted);
      return vscode.l10n.t(
        '{0} cannot be opened. The changes proposed for it are shown once it is there again and the window is reloaded.',
        name,
      );
    }
  }
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const isOpen = tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri);
  if (isOpen) {
    const document = await vscode.workspace.openTextDocument(wanted);
    if (document.getText() === text) return { document, told: [] };
  }
  // An empty editor is not kept by VS Code. One that held something is: without it, what was accepted stands here alone.
  const document = await vscode.workspace.openTextDocument({ language: languageId, content: text });
  const message =
    'The unsaved editor of this review was gone. What it held, with what you had accepted, is in a new one.';
  return { document, told: text.trim() === '' ? [] : [vscode.l10n.t(message)] };
}

/** What measuring needs, as the run had it: the file as it was at the start. Undefined where no model may be asked. */
async function measuring(stored: StoredReview, uri: vscode.Uri, deps: Deps): Promise<Measuring | undefined> {
  const { way, words, troubles } = stored;
  const offer = offerNamed(way);
  if (!offer?.loadMeasure || !vscode.workspace.isTrusted) return undefined;
  const ready = await readyToWrite(uri, deps);
  const now = await makeInput({ taken: { words }, persona: uri, near: uri, improves: true, troubles }, ready, deps);
  return { offer, ready, input: inputAtStart(now, stored) };
}
