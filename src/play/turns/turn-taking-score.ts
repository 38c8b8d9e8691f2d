// How well interruptions were told from noise: precision, recall, F1. In: counts. Out: shares of 0..1; undefined where nothing was counted.

export interface Counts {
  /** Stopped in time where it should. */
  readonly tp: number;
  /** Stopped where it should not. */
  readonly fp: number;
  /** Not stopped where it should, or too late. */
  readonly fn: number;
}

export interface Score {
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly f1: number | undefined;
}

/** Precision tp/(tp+fp), recall tp/(tp+fn), F1 their harmonic mean: 2tp/(2tp+fp+fn). */
export function turnTakingScore({ tp, fp, fn }: Counts): Score {
  const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);
  return { precision: share(tp, tp + fp), recall: share(tp, tp + fn), f1: share(2 * tp, 2 * tp + fp + fn) };
}
