// Findings of an earlier text, in the text it became: what stands before the edit stays, what stands behind moves, what it touched is gone.
import { changedRange } from '../lang/changed-range.ts';
import { placedProblem } from '../lang/move.ts';
import type { Problem } from '../lang/problems.ts';

export function movedAlong(
  problems: readonly Problem[],
  uri: string,
  before: string,
  after: string,
): readonly Problem[] {
  if (problems.length === 0 || before === after) return problems;
  const { start, endBefore } = changedRange(before, after);
  const by = after.length - before.length;
  const place = (offset: number) =>
    offset <= start ? offset : offset >= endBefore ? offset + by : Math.min(offset, after.length);
  return problems
    .filter(({ range }) => range.end < start || range.start > endBefore)
    .map((problem) => placedProblem(problem, uri, place));
}
