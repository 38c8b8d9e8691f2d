// What an author is told when a run is over, beside the review itself, and what can be done about it: go on, raise the limit, set a key, read the
// answers. In: how it ended. Out: messages whose buttons do it. Writes nothing.
import * as vscode from 'vscode';
import type { ModelFailure } from '../../model/port.ts';
import { countOf } from '../../write/review.ts';
import type { Deps } from '../deps.ts';
import { commands, settingSection, views } from '../ids.ts';
import { plainLabel } from '../plain-label.ts';
import { reportError } from '../report-error.ts';
import type { ReviewSession } from './review-session.ts';
import type { Reviews } from './reviews.ts';

export interface Ended {
  /** Undefined: it was stopped before anything was proposed. */
  readonly session: ReviewSession | undefined;
  readonly reviews: Reviews;
  /** Whose settings count. */
  readonly near: vscode.Uri;
  /** Begins the same run anew: what was answered is not asked for again. */
  readonly goOn: () => Promise<void>;
}

/** Resolves at once; a message may stay open. */
export async function tellEnding(ended: Ended, { log }: Pick<Deps, 'log'>): Promise<void> {
  const { session, reviews } = ended;
  const ending = session?.review.ending;
  const offer = (severity: 'info' | 'error', words: string, ways: readonly WayOut[]) => {
    if (severity === 'error') log.warn(words);
    void askWays(severity, words, ways).catch((error) => reportError(log, error));
  };
  if (!session || ending?.how === 'cancelled') {
    const accepted = session ? countOf(session.review, 'accepted') : 0;
    if (session && reviews.session === session) await reviews.end();
    const kept = accepted === 0 ? nothingWritten() : vscode.l10n.t('What was accepted stays: {0}.', accepted);
    const words = vscode.l10n.t('Stopped. {0} Begun again, it asks nothing twice.', kept);
    return offer('info', words, [{ title: vscode.l10n.t('Go On'), run: ended.goOn }]);
  }
  if (!ending) return;
  const { told, files, rows } = session.review;
  if (rows.length === 0 && told.length + files.length > 0) {
    await vscode.commands.executeCommand(`${views.review}.focus`);
  }
  if (ending.how === 'done') return session.settleWhenDone();
  const answers = { title: vscode.l10n.t('Show Answers'), run: () => reviews.showAnswers() };
  if (ending.how === 'nothing') {
    const why = told[0]?.message ?? vscode.l10n.t('The model proposes nothing that is not there already.');
    return offer('info', `${why} ${nothingWritten()}`, [answers]);
  }
  if (!('failure' in ending)) return;
  const { failure, how } = ending;
  const left =
    rows.length === 0
      ? nothingWritten()
      : vscode.l10n.t('What was proposed until then is in the review, and nothing else is written.');
  const answered = session.answers.some(({ failed }) => !failed);
  const ways = [
    ...waysOut(failure, how === 'unreadable', ended),
    ...(answered && how === 'unreadable' ? [answers] : []),
  ];
  offer('error', `${failure.message} ${left}`, ways);
}

export interface WayOut {
  readonly title: string;
  readonly run: () => PromiseLike<unknown>;
}

/** The first is what helps most often. */
export function waysOut(
  failure: ModelFailure,
  unreadable: boolean,
  { near, goOn }: Pick<Ended, 'near' | 'goOn'>,
): readonly WayOut[] {
  const again = { title: vscode.l10n.t('Try Again'), run: goOn };
  const run = (title: string, id: string, argument: unknown): WayOut => {
    return { title, run: () => vscode.commands.executeCommand(id, argument) };
  };
  const model = run(vscode.l10n.t('Select Model'), commands.selectModel.id, near);
  if (unreadable) return [{ title: vscode.l10n.t('Ask Anew'), run: goOn }, model];
  if (failure.reason === 'over-budget') {
    // What was answered costs nothing the second time: the same limit is as many requests again.
    const limit = `${settingSection}.budget.requests`;
    return [
      { title: vscode.l10n.t('Go On'), run: goOn },
      run(vscode.l10n.t('Change the Limit'), 'workbench.action.openSettings', limit),
    ];
  }
  if (failure.action === 'set-key') return [run(vscode.l10n.t('Set API Key'), commands.setApiKey.id, near), again];
  if (failure.action === 'trust') return [run(vscode.l10n.t('Manage Trust'), commands.manageTrust.id, undefined)];
  return failure.action === 'retry' ? [again, model] : [model, again];
}

/** Resolves once the message is gone, and what was picked is done. @returns what was picked. */
export async function askWays(
  severity: 'info' | 'error',
  words: string,
  ways: readonly WayOut[],
): Promise<WayOut | undefined> {
  const show = severity === 'info' ? vscode.window.showInformationMessage : vscode.window.showErrorMessage;
  const picked = await show(plainLabel(words), ...ways.map(({ title }) => title));
  const way = ways.find(({ title }) => title === picked);
  await way?.run();
  return way;
}

function nothingWritten(): string {
  return vscode.l10n.t('Nothing was written.');
}
