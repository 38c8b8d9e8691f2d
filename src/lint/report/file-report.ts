// What was found in one file, ready to be written as text, JSON or SARIF. Shapes, order and counts; no wording.
import type { LineTable } from '../../base/line-table.ts';
import type { Problem, Severity } from '../../lang/problems.ts';

export interface FileReport {
  /** As users should read it: relative to where they stand, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly lines: LineTable;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** Fingerprints of the baseline that nothing here has any more. */
  readonly stale?: readonly string[];
}

/** How many of each severity. */
export function countBySeverity(reports: readonly FileReport[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const report of reports) for (const problem of report.problems) counts[problem.severity]++;
  return counts;
}
