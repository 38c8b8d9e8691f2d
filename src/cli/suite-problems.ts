// What tests found, in the shape that lint's reports are written from. In: a run of a file. Out: problems on the lines of the tests.
// Probes are not among them: what they find stands on the lines of rules.
import type { Problem } from '../lang/problems.ts';
import type { CaseResult } from '../suite/events.ts';
import { type FileRun, howAsked, shareOf } from '../suite/report/file-run.ts';
import { firstFailure } from '../suite/report/text.ts';

const codes = {
  failed: ['test-failed', 'error'],
  flaky: ['test-flaky', 'warning'],
  unfinished: ['test-unfinished', 'warning'],
} as const;

const summaries: Readonly<Record<string, string>> = {
  'test-failed': 'A test of the file does not hold.',
  'test-flaky': 'A test holds as often as it must, and not every time.',
  'test-unfinished': 'A test was not run to its end.',
};

/** One line about a code of this file; undefined for others. */
export function suiteSummaryOf(code: string): string | undefined {
  return summaries[code];
}

/** In the order of the text. @param strict a flaky test is an error. */
export function testProblems(run: FileRun, strict: boolean): readonly Problem[] {
  return run.results
    .flatMap((result) => problemOf(run, result, strict))
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** On the expectation that failed where it is one of this file, else on the first line of the test. */
function problemOf(run: FileRun, result: CaseResult, strict: boolean): readonly Problem[] {
  const { state } = result;
  const { origin, kind, title } = result.case;
  if (kind !== 'test' || origin.uri !== run.uri) return [];
  if (state !== 'failed' && state !== 'flaky' && state !== 'unfinished') return [];
  const [code, usual] = codes[state];
  const check = firstFailure(result)?.check;
  const at = check && check.what !== 'rule' && check.origin.uri === run.uri ? check.origin.range : undefined;
  const { line } = run.lines.positionAt(origin.range.start);
  const header = { start: origin.range.start, end: Math.min(origin.range.end, run.lines.startOf(line + 1)) };
  const how = [shareOf(result), howAsked(result)].filter((part) => part !== '').join('; ');
  return [
    {
      code,
      severity: strict && state === 'flaky' ? 'error' : usual,
      range: at ?? header,
      message: `“${title}” is ${state}: ${result.why} [${how}]`,
    },
  ];
}
