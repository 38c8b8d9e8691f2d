// Findings as JSON for programs. Lines and columns from 1, columns in UTF-16 code units; offsets beside them.
import type { Problem } from '../../lang/problems.ts';
import { countBySeverity, type FileReport } from './file-report.ts';

/** `{version, files: [{path, problems: [{code, severity, message, line, column, endLine, endColumn, start, end, fixes}]}], counts}`. */
export function reportJson(reports: readonly FileReport[]): string {
  const files = reports.map((report) => ({
    path: report.path,
    problems: report.problems.map((p) => problemJson(report, p)),
  }));
  return `${JSON.stringify({ version: 1, files, counts: countBySeverity(reports) }, undefined, 2)}\n`;
}

function problemJson(report: FileReport, problem: Problem): object {
  const start = report.lines.positionAt(problem.range.start);
  const end = report.lines.positionAt(problem.range.end);
  return {
    code: problem.code,
    severity: problem.severity,
    message: problem.message,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    start: problem.range.start,
    end: problem.range.end,
    fixes: (problem.fixes ?? []).map((fix) => ({ title: fix.title, edits: fix.edits })),
  };
}
