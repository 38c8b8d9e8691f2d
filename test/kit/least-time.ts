// How much a thing has to do, told so that a busy machine changes little of it.

/** Runs that are made at most: what only some of them take was the garbage of others, or compiling. */
const tries = 4;

/**
 * The least processor time of this thread over several runs, in milliseconds; work of other threads and processes is no part of it. The first
 * run that is below `enough` ends it.
 */
export async function leastTime(enough: number, run: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < tries && least >= enough; count++) {
    const before = process.threadCpuUsage();
    await run();
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
