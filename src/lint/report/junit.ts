// Findings as JUnit XML: one `testsuite` a file, one `testcase` a finding; a file without findings is one that passed.
import { attributes, text } from '../../base/xml.ts';
import type { Problem } from '../../lang/problems.ts';
import type { FileReport } from './file-report.ts';

/** Errors are failures; warnings and hints are told in the output of cases that passed. Elements as in `suite/report/junit`. */
export function reportJunit(reports: readonly FileReport[]): string {
  const totals = { tests: sum(reports, cases), failures: sum(reports, failures), errors: 0 };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'dramatis lint', ...totals })}>`,
    ...reports.map(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(report: FileReport): string {
  const counts = { tests: cases(report), failures: failures(report), errors: 0, skipped: 0 };
  const found = report.problems.map((problem) => caseOf(report, problem));
  const clean = `    <testcase${attributes({ classname: report.path, name: 'no findings' })}/>`;
  return [
    `  <testsuite${attributes({ name: report.path, ...counts })}>`,
    ...(found.length > 0 ? found : [clean]),
    '  </testsuite>',
  ].join('\n');
}

function caseOf(report: FileReport, problem: Problem): string {
  const { line, character } = report.lines.positionAt(problem.range.start);
  const name = `${problem.code} at ${line + 1}:${character + 1}`;
  const told =
    problem.severity === 'error'
      ? `      <failure${attributes({ message: problem.message, type: problem.code })}>${text(problem.message)}</failure>`
      : `      <system-out>${text(`${problem.severity}: ${problem.message}`)}</system-out>`;
  return [`    <testcase${attributes({ classname: report.path, name })}>`, told, '    </testcase>'].join('\n');
}

function cases(report: FileReport): number {
  return Math.max(1, report.problems.length);
}

function failures(report: FileReport): number {
  return report.problems.filter(({ severity }) => severity === 'error').length;
}

function sum(reports: readonly FileReport[], count: (report: FileReport) => number): number {
  return reports.reduce((total, report) => total + count(report), 0);
}
