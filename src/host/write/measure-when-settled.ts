// One run over what was accepted, which replaces the figures, where the way of writing measures at all. In: a review, and what is needed to measure it,
// asked for when it is. Out: effects in the review. Writes nothing.
import type * as vscode from 'vscode';
import type { Offer, WriteInput } from '../../write/offer.ts';
import type { Deps } from '../deps.ts';
import { reportError } from '../report-error.ts';
import { followRun } from './follow-run.ts';
import type { ReadyToWrite } from './ready-to-write.ts';
import type { ReviewSession } from './review-session.ts';

export interface Measuring {
  readonly offer: Offer;
  readonly input: WriteInput;
  readonly ready: ReadyToWrite;
}

/** From now on, once everything in the review is decided. `measuring` gives undefined where nothing can be measured. */
export function measureWhenSettled(
  session: ReviewSession,
  measuring: () => Promise<Measuring | undefined>,
  { log }: Pick<Deps, 'log'>,
): void {
  let measured = '';
  listening.get(session)?.dispose();
  const listener = session.onDidSettle(async () => {
    const accepted = session.review.rows.filter(({ state }) => state === 'accepted').map(({ patch }) => patch);
    const which = accepted.map(({ id }) => id).join(' ');
    if (which === measured) return;
    measured = which;
    try {
      const known = await measuring();
      const load = known?.offer.loadMeasure;
      if (!known || !load) return;
      const { parse } = await import('../../lang/parse.ts');
      const now = parse(session.document.getText(), session.uri);
      const recipe = (await load())(known.input, accepted, now);
      if (typeof recipe === 'string') return;
      await followRun(recipe, known.ready, async (event) => {
        if (event.type === 'effect' || event.type === 'told' || event.type === 'spent') session.take(event);
      });
    } catch (error) {
      void reportError(log, error);
    }
  });
  listening.set(session, listener);
}

/** Of each review: a run that goes on measures with its own budget. */
const listening = new WeakMap<ReviewSession, vscode.Disposable>();
