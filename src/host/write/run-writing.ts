// A run of writing in this window: confirmed, with its progress, within its budget, stopped when told so. In: a way and its inputs. Out: a review
// that fills while it runs. Writes nothing.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { countTokens } from '../../write/count-tokens.ts';
import type { Ending, WriteEvent } from '../../write/events.ts';
import type { Offer, WriteInput } from '../../write/offer.ts';
import { recipeOf } from '../../write/recipe-of.ts';
import { keptTroubles } from '../../write/sound-trouble.ts';
import type { Deps } from '../deps.ts';
import { confirmRequests } from '../explorer/confirm-cost.ts';
import { languageId, views } from '../ids.ts';
import { reportError } from '../report-error.ts';
import { followRun } from './follow-run.ts';
import { mayBegin } from './may-begin.ts';
import { measureWhenSettled } from './measure-when-settled.ts';
import { type DraftedFile, offerFiles } from './offer-files.ts';
import type { ReadyToWrite } from './ready-to-write.ts';
import { ReviewSession } from './review-session.ts';
import type { Reviews } from './reviews.ts';
import { tellEnding } from './tell-ending.ts';

export interface Writing {
  readonly offer: Offer;
  readonly input: WriteInput;
  /** The file to write into. Undefined: a new one. */
  readonly file: vscode.Uri | undefined;
  /** Whose settings count. */
  readonly near: vscode.Uri;
  /** The means for the same run once more: a budget of its own, the same chance. */
  readonly renew: () => Promise<ReadyToWrite>;
  /** The review that goes on, where one does. */
  readonly session?: ReviewSession;
  /** Begun before: some of it may be in the file already. */
  readonly again?: true;
}

/** Resolves when the run is over; the review goes on. Rejects with a UserError where it cannot begin. */
export async function runWriting(
  writing: Writing,
  ready: ReadyToWrite,
  reviews: Reviews,
  deps: Pick<Deps, 'log' | 'settings'>,
): Promise<void> {
  const { offer, file, near } = writing;
  const made = await recipeOf(offer, writing.input);
  if (typeof made === 'string') throw new UserError(made);
  const { recipe, input } = made;
  if (!writing.session && !(await confirmRequests(recipe.requests, deps.settings))) return;
  let { session } = writing;
  const measuring = async (again: boolean) => {
    if (!again) return { offer, input, ready };
    const renewed = await writing.renew();
    return { offer, input: { ...input, suite: renewed.suite }, ready: renewed };
  };
  if (session) measureWhenSettled(session, measuring, deps);
  const early: WriteEvent[] = [];
  const begin = async () => {
    const document = file
      ? await vscode.workspace.openTextDocument(file)
      : await vscode.workspace.openTextDocument({ language: languageId, content: '' });
    const { words, base } = input;
    const troubles = keptTroubles(input.troubles);
    const begun = { source: input.text ?? '', way: offer.id, words, base: base.text, troubles };
    session = new ReviewSession(document, begun, input.find, countTokens(input.files, ready.deps.measures));
    const view = await reviews.begin(session);
    for (const event of early) session.take(event);
    measureWhenSettled(session, measuring, deps);
    return view;
  };
  let view = session && reviews.session === session ? reviews.view : undefined;
  const files: DraftedFile[] = [];
  let isShown = false;
  let ending: Ending = { how: 'cancelled' };
  await followRun(recipe, ready, async (event) => {
    if (event.type === 'file') files.push(event);
    // A run stopped before it proposed anything leaves nothing, not even an empty editor; one that made files of their own needs none.
    const ends = event.type === 'finished' && event.ending.how !== 'cancelled' && files.length === 0;
    const begins = event.type === 'patches' || ends;
    if (!session && begins) view = await begin();
    if (session) session.take(event);
    else early.push(event);
    if (event.type === 'finished') ending = event.ending;
    if (ending.how === 'unreadable') await ready.forgetLast();
    if (event.type === 'patches' && writing.again && !writing.session) session?.followFile();
    // The first changes show themselves; those that come later must not take the keyboard from whoever decides on these.
    if (event.type === 'patches' && view && !isShown) {
      isShown = true;
      await vscode.commands.executeCommand(`${views.review}.focus`);
      await view.show();
    }
  });
  const goOn = () => runAgain(writing, session, reviews, deps);
  if (files.length > 0) {
    const told = session ? [] : early;
    void offerFiles({ files, told, near, ending, goOn }).catch((error) => reportError(deps.log, error));
  }
  if (session || files.length === 0) await tellEnding({ session, reviews, near, goOn }, deps);
}

/** The same run with a budget of its own: in the review it had where that is still the one, else in the file that review was for. */
async function runAgain(
  writing: Writing,
  session: ReviewSession | undefined,
  reviews: Reviews,
  deps: Pick<Deps, 'log' | 'settings'>,
): Promise<void> {
  const goesOn = session !== undefined && reviews.session === session;
  if (!goesOn && !(await mayBegin(reviews))) return;
  const ready = await writing.renew();
  const { session: _, ...rest } = writing;
  const document = session && !session.document.isClosed ? session.document.uri : undefined;
  const again = {
    ...rest,
    again: true as const,
    file: document ?? writing.file,
    input: { ...writing.input, suite: ready.suite },
    ...(goesOn ? { session } : {}),
  };
  await runWriting(again, ready, reviews, deps);
}
