// Why a reply was stopped: because the user said to, or because the user spoke. Travels as the reason of an abort. Knows no session.

/** The reason of an abort by which somebody takes the floor. */
export const interruption = 'interrupted';

/** What a line is labelled that was cut by the user's own words. */
export const interruptedLabel = 'interrupted' as const;

export function wasInterrupted(signal: AbortSignal): boolean {
  return signal.aborted && signal.reason === interruption;
}

/** The labels of a line that was stopped in the middle. */
export function cutLabels(signal: AbortSignal): readonly string[] {
  return wasInterrupted(signal) ? [interruptedLabel] : [];
}
