// A clock that tests move by hand: nothing waits, nothing is left to chance.
import type { Clock } from '../../src/base/clock.ts';

export interface HandClock extends Clock {
  /** Moves time on and runs what falls due, in order. */
  advance(ms: number): void;
  /** Milliseconds until the next thing falls due; undefined where nothing is waiting. */
  next(): number | undefined;
  /** How long each pause was that was asked for, in order. */
  readonly asked: readonly number[];
}

/**
 * @param impatient pauses of at most this many milliseconds run at once (on the next turn of the event loop), and are only written
 * down: for whole calls with retries. Limits above it never pass by themselves.
 */
export function handClock(start = Date.UTC(2026, 0, 1), impatient = -1): HandClock {
  let now = start;
  let order = 0;
  const waiting = new Map<number, { at: number; run: () => void }>();
  const asked: number[] = [];
  const advance = (ms: number) => {
    now += ms;
    for (const [id, { at, run }] of [...waiting].sort(([a, x], [b, y]) => x.at - y.at || a - b)) {
      if (at > now || !waiting.delete(id)) continue;
      run();
    }
  };
  return {
    now: () => now,
    after(ms, run) {
      const id = order++;
      asked.push(ms);
      waiting.set(id, { at: now + ms, run });
      if (ms <= impatient) setImmediate(() => waiting.delete(id) && run());
      return () => waiting.delete(id);
    },
    advance,
    next() {
      const times = [...waiting.values()].map(({ at }) => at - now);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    asked,
  };
}
