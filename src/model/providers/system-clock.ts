// The real clock, for doors and providers. Everything else is given a `Clock` and never looks at the time itself.
import type { Clock } from '../../base/clock.ts';

/** Wall-clock time and real timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
