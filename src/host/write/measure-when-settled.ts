// One run over what was accepted, which replaces the figures, where the way of writing measures at all. In: a review, and what is needed to measure it,
// asked for when it is. Out: effects in the review; where the run did not reach its end, the figures marked, and a notice that begins it anew. Writes
// nothing.
import * as vscode from 'vscode';
import type { Ending } from '../../write/events.ts';
import { measuredOnce } from '../../write/measured-once.ts';
import type { Offer, WriteInput } from '../../write/offer.ts';
import { patchesIn } from '../../write/review.ts';
import type { Deps } from '../deps.ts';
import { reportError } from '../report-error.ts';
import { followRun } from './follow-run.ts';
import type { ReadyToWrite } from './ready-to-write.ts';
import type { ReviewSession } from './review-session.ts';
import { askWays, waysOut } from './tell-ending.ts';

export interface Measuring {
  readonly offer: Offer;
  readonly input: WriteInput;
  readonly ready: ReadyToWrite;
}

/**
 * From now on, once everything in the review is decided. `measuring` gives undefined where nothing can be measured; `again`: with a budget of its own,
 * since what was left did not do.
 */
export function measureWhenSettled(
  session: ReviewSession,
  measuring: (again: boolean) => Promise<Measuring | undefined>,
  { log }: Pick<Deps, 'log'>,
): void {
  const once = measuredOnce();
  listening.get(session)?.dispose();
  const measure = async (again: boolean) => {
    if (session.isOver || !once.begin(session.review)) return;
    let ending: Ending | undefined = { how: 'nothing' };
    try {
      const known = await measuring(again);
      const load = known?.offer.loadMeasure;
      if (!known || !load) return;
      const { parse } = await import('../../lang/parse.ts');
      const now = parse(session.document.getText(), session.uri);
      const recipe = (await load())(known.input, patchesIn(session.review, 'accepted'), now);
      if (typeof recipe === 'string') return;
      ending = undefined;
      await followRun(recipe, known.ready, async (event) => {
        if (event.type === 'effect' || event.type === 'told' || event.type === 'spent') session.take(event);
        if (event.type === 'finished') ending = event.ending;
      });
    } catch (error) {
      void reportError(log, error);
      ending = { how: 'cancelled' };
    } finally {
      for (const event of once.end(session.review, ending)) session.take(event);
    }
    await tellUnmeasured(ending ?? { how: 'cancelled' }, session, () => measure(true));
  };
  const listener = session.onDidSettle(() => measure(false));
  listening.set(session, listener);
}

/** Of each review: a run that goes on measures with its own budget. */
const listening = new WeakMap<ReviewSession, vscode.Disposable>();

/** Why the figures are not new, and what can be done. Resolves once that is done. */
async function tellUnmeasured(ending: Ending, session: ReviewSession, goOn: () => Promise<void>): Promise<void> {
  if (ending.how === 'done' || ending.how === 'nothing') return;
  const before = vscode.l10n.t('What was accepted is not measured: the figures are those from before.');
  const again = { title: vscode.l10n.t('Measure Again'), run: goOn };
  if ('failure' in ending) {
    const { failure, how } = ending;
    const ways = waysOut(failure, how === 'unreadable', { near: session.document.uri, goOn });
    const picked = await askWays('error', `${failure.message} ${before}`, ways);
    // A key that was set, a limit that was raised: what that was for is still to be done.
    if (!picked || picked.run === goOn || session.isOver) return;
  }
  await askWays('info', before, [again]);
}
