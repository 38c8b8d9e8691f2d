// Several runs at once, told as one: each run's events in their order, runs taking turns where several have something to tell. Whoever
// stops listening ends them all.
import type { PlayEvent } from './events.ts';

/** Ends when all have ended. A run that throws, a mistake of ours, ends the others. */
export async function* together(runs: readonly AsyncGenerator<PlayEvent, unknown>[]): AsyncGenerator<PlayEvent, void> {
  const next = async (run: AsyncGenerator<PlayEvent, unknown>) => ({ run, got: await run.next() });
  let waiting = runs.map((run) => ({ run, promise: next(run) }));
  try {
    while (waiting.length > 0) {
      const { run, got } = await Promise.race(waiting.map(({ promise }) => promise));
      waiting = waiting.filter((one) => one.run !== run);
      if (got.done) continue;
      // Behind the others: a race that both have won goes to whoever stands first.
      waiting.push({ run, promise: next(run) });
      yield got.value;
    }
  } finally {
    await Promise.all(waiting.map(({ run }) => run.return(undefined).catch(() => undefined)));
  }
}
