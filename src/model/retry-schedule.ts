// How long to wait before asking again. In: which attempt failed, what the server asked for. Out: milliseconds, or undefined: do not.
// No chance in it: the same failure waits the same time.

/** Waits before the second, third and fourth attempt, where the server names none. */
const waits: readonly number[] = [500, 2000, 6000];

/** A server that asks for more patience than this gets none: the user is told instead. */
export const longestWaitMs = 60_000;

/** How often a call is asked in all. */
export const attempts: number = waits.length + 1;

/**
 * Wait after attempt number `attempt` (from 1), no shorter than what the server asked for.
 * Undefined after the last attempt, and where the server asks for more than `longestWaitMs`.
 */
export function waitBeforeRetry(attempt: number, askedMs: number | undefined): number | undefined {
  const own = waits[attempt - 1];
  if (own === undefined || (askedMs ?? 0) > longestWaitMs) return undefined;
  return Math.max(own, askedMs ?? 0);
}

/**
 * What `retry-after-ms` or `retry-after` (seconds, or a date as in RFC 9110) ask for, in milliseconds; undefined where neither is readable.
 */
export function askedWait(headers: { get(name: string): string | null }, now: number): number | undefined {
  const ms = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (ms >= 0) return ms;
  const after = headers.get('retry-after')?.trim();
  if (!after) return undefined;
  if (/^\d+(\.\d+)?$/.test(after)) return Number.parseFloat(after) * 1000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
