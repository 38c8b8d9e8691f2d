/** The day of a time in milliseconds, in UTC: `2026-11-26`. @throws RangeError where it is no time. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
