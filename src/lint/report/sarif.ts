// Findings as SARIF 2.1.0, the format that code hosts read. Shape after the OASIS standard's schema.
import type { Problem } from '../../lang/problems.ts';
import type { FileReport } from './file-report.ts';

const levels = { error: 'error', warning: 'warning', hint: 'note' } as const;

/** @param summaryOf one line about a code, for the rule list. */
export function reportSarif(
  reports: readonly FileReport[],
  version: string,
  summaryOf: (code: string) => string,
): string {
  const codes = [...new Set(reports.flatMap((r) => r.problems.map((p) => p.code)))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Dramatis',
            semanticVersion: version,
            rules: codes.map((code) => ({ id: code, shortDescription: { text: summaryOf(code) } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: reports.flatMap((report) => report.problems.map((problem) => result(report, problem, codes))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function result(report: FileReport, problem: Problem, codes: readonly string[]): object {
  const start = report.lines.positionAt(problem.range.start);
  const end = report.lines.positionAt(problem.range.end);
  return {
    ruleId: problem.code,
    ruleIndex: codes.indexOf(problem.code),
    level: levels[problem.severity],
    message: { text: problem.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: report.path.split('/').map(encodeURIComponent).join('/') },
          region: {
            startLine: start.line + 1,
            startColumn: start.character + 1,
            endLine: end.line + 1,
            endColumn: end.character + 1,
          },
        },
      },
    ],
  };
}
