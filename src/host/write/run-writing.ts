// A run of writing in this window: confirmed, with its progress, within its budget, stopped when told so. In: a way and its inputs. Out: a review
// that fills while it runs. Writes nothing.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { WriteEvent } from '../../write/events.ts';
import type { Offer, WriteInput } from '../../write/offer.ts';
import { countOf } from '../../write/review.ts';
import { type Recipe, runRecipe } from '../../write/run-recipe.ts';
import type { Deps } from '../deps.ts';
import { confirmRequests } from '../explorer/confirm-cost.ts';
import { views } from '../ids.ts';
import { plainLabel } from '../plain-label.ts';
import { reportError } from '../report-error.ts';
import { type DraftedFile, offerFiles } from './offer-files.ts';
import { failureError, type ReadyToWrite } from './ready-to-write.ts';
import { ReviewSession } from './review-session.ts';
import type { Reviews } from './reviews.ts';

export interface Writing {
  readonly offer: Offer;
  readonly input: WriteInput;
  /** The file to write into. Undefined: a new one. */
  readonly file: vscode.Uri | undefined;
  readonly language: string;
  /** Whose settings count. */
  readonly near: vscode.Uri;
}

/** Resolves when the run is over; the review goes on. Rejects with a UserError where it cannot begin. */
export async function runWriting(
  writing: Writing,
  ready: ReadyToWrite,
  reviews: Reviews,
  deps: Pick<Deps, 'log' | 'settings'>,
): Promise<void> {
  const { offer, input, file, language, near } = writing;
  const recipe = (await offer.load())(input);
  if (typeof recipe === 'string') throw new UserError(recipe);
  if (!(await confirmRequests(recipe.requests, deps.settings))) return;
  let session: ReviewSession | undefined;
  const early: WriteEvent[] = [];
  const begin = async () => {
    const document = file
      ? await vscode.workspace.openTextDocument(file)
      : await vscode.workspace.openTextDocument({ language, content: '' });
    session = new ReviewSession(document, input.text ?? '', input.find);
    const view = await reviews.begin(session);
    for (const event of early) session.take(event);
    measureWhenSettled(session, writing, ready, deps);
    return view;
  };
  let view: Awaited<ReturnType<typeof begin>> | undefined;
  const files: DraftedFile[] = [];
  await follow(recipe, ready, async (event) => {
    if (event.type === 'file') files.push(event);
    // A run stopped before it proposed anything leaves nothing, not even an empty editor; one that made files of their own needs none.
    const ends = event.type === 'finished' && event.ending.how !== 'cancelled' && files.length === 0;
    const begins = event.type === 'patches' || ends;
    if (!session && begins) view = await begin();
    if (session) session.take(event);
    else early.push(event);
    if (event.type === 'patches' && view) {
      await vscode.commands.executeCommand(`${views.review}.focus`);
      await view.show();
    }
  });
  if (files.length > 0) void offerFiles(files, early, near).catch((error) => reportError(deps.log, error));
  if (session || files.length === 0) await tellEnding(session, reviews, near, deps);
}

/** Runs a recipe with a notice that says the step, the requests and the tokens used of the budget; its button stops it. */
async function follow(
  recipe: Recipe,
  { deps, meter, budget }: ReadyToWrite,
  take: (event: WriteEvent) => Promise<void>,
): Promise<void> {
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title: recipe.what, cancellable: true }, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    let step = '';
    for await (const event of runRecipe(recipe, deps, stop.signal)) {
      await take(event);
      if (event.type === 'step')
        step = event.of === undefined ? event.name : `${event.name} (${event.number}/${event.of})`;
      const { requests, inputTokens, outputTokens } = meter.cost();
      const used = vscode.l10n.t('{0} of {1} requests, {2} tokens', requests, budget, inputTokens + outputTokens);
      progress.report({ message: step === '' ? used : `${step} · ${used}` });
    }
  });
}

/** What an author is told at the end, beside the review itself. */
async function tellEnding(
  session: ReviewSession | undefined,
  reviews: Reviews,
  near: vscode.Uri,
  { log }: Pick<Deps, 'log'>,
): Promise<void> {
  const ending = session?.review.ending;
  if (!session || ending?.how === 'cancelled') {
    const accepted = session ? countOf(session.review, 'accepted') : 0;
    if (session && reviews.session === session) await reviews.end();
    const kept =
      accepted === 0 ? vscode.l10n.t('Nothing was written.') : vscode.l10n.t('{0} accepted changes stay.', accepted);
    void vscode.window.showInformationMessage(vscode.l10n.t('Stopped. {0} Begun again, it asks nothing twice.', kept));
    return;
  }
  if (!ending) return;
  const proposed = session.review.rows.length;
  const { told, files } = session.review;
  if (proposed === 0 && told.length + files.length > 0) {
    await vscode.commands.executeCommand(`${views.review}.focus`);
  }
  if (ending.how === 'done') return session.settleWhenDone();
  const show = vscode.l10n.t('Show Answers');
  const nothing = vscode.l10n.t('Nothing was written.');
  if (ending.how === 'nothing') {
    const why =
      session.review.told[0]?.message ?? vscode.l10n.t('The model proposes nothing that is not there already.');
    void vscode.window
      .showInformationMessage(plainLabel(vscode.l10n.t('{0} {1}', why, nothing)), show)
      .then((picked) => {
        if (picked === show) void reviews.showAnswers();
      });
    return;
  }
  if (!('failure' in ending)) return;
  if (proposed === 0 && session.answers.some(({ failed }) => !failed)) {
    void vscode.window
      .showErrorMessage(plainLabel(vscode.l10n.t('{0} {1}', ending.failure.message, nothing)), show)
      .then((picked) => {
        if (picked === show) void reviews.showAnswers();
      });
    return;
  }
  void reportError(log, failureError(ending.failure, near));
}

/** One run over what was accepted replaces the figures, where the way of writing measures at all. */
function measureWhenSettled(
  session: ReviewSession,
  { offer, input }: Writing,
  ready: ReadyToWrite,
  { log }: Pick<Deps, 'log'>,
): void {
  const { loadMeasure } = offer;
  if (!loadMeasure) return;
  let measured = '';
  session.onDidSettle(async () => {
    const accepted = session.review.rows.filter(({ state }) => state === 'accepted').map(({ patch }) => patch);
    const which = accepted.map(({ id }) => id).join(' ');
    if (which === measured) return;
    measured = which;
    try {
      const { parse } = await import('../../lang/parse.ts');
      const now = parse(session.document.getText(), session.uri);
      const recipe = (await loadMeasure())(input, accepted, now);
      if (typeof recipe === 'string') return;
      await follow(recipe, ready, async (event) => {
        if (event.type === 'effect' || event.type === 'told' || event.type === 'spent') session.take(event);
      });
    } catch (error) {
      void reportError(log, error);
    }
  });
}
