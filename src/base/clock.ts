// Time as an argument: what the hour is, and being called later. Rooms that wait are given one; tests give one that they move by hand.

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `run` once, `ms` from now; the function returned takes that back. */
  after(ms: number, run: () => void): () => void;
}

/** Waits. Ends early, and without complaint, once the signal is aborted: whoever waits looks at the signal next. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      takeBack();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const takeBack = clock.after(ms, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
