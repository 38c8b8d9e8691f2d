// Which acceptance was measured: the same one is not measured twice, unless the run over it did not reach its end; then the figures are marked as those
// from before. In: a review, how the run ended. Out: whether to measure, and events for the review. Asks nobody.
import type { Ending, WriteEvent } from './events.ts';
import { patchesIn, type Review } from './review.ts';

export interface MeasuredOnce {
  /** Whether what is accepted now is to be measured: something is, and it is not what was measured last. It counts as measured from here on. */
  begin(review: Review): boolean;
  /** The run is over, or did not come about (undefined). @returns for the review; empty where its figures are new. */
  end(review: Review, ending: Ending | undefined): readonly WriteEvent[];
}

export function measuredOnce(): MeasuredOnce {
  let measured = '';
  return {
    begin(review) {
      const which = patchesIn(review, 'accepted')
        .map(({ id }) => id)
        .join(' ');
      if (which === measured) return false;
      measured = which;
      return which !== '';
    },
    end(review, ending) {
      if (ending?.how === 'done' || ending?.how === 'nothing') return [];
      measured = '';
      return patchesIn(review, 'accepted').flatMap(({ id, effect }): readonly WriteEvent[] =>
        effect ? [{ type: 'effect', patches: [id], effect: { ...effect, fromBefore: true } }] : [],
      );
    },
  };
}
