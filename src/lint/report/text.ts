// Findings as text for people: one line a finding, grouped by file, a summary at the end. Colours come in as a function.
import { plainText } from '../../base/plain-text.ts';
import { countBySeverity, type FileReport } from './file-report.ts';

/** Styles a word; the identity where colours are off. */
export type Style = (style: 'red' | 'yellow' | 'cyan' | 'green' | 'dim' | 'underline', text: string) => string;

const colours = { error: 'red', warning: 'yellow', hint: 'cyan' } as const;

/**
 * `line:column  severity  message  code`, lines and columns from 1. Ends with a line break.
 * @param asked what was asked of a model, in words; undefined: nothing.
 */
export function reportText(reports: readonly FileReport[], style: Style, asked?: string): string {
  const out: string[] = [];
  for (const report of reports) {
    if (report.problems.length === 0) continue;
    out.push(style('underline', plainText(report.path)));
    for (const problem of report.problems) {
      const { line, character } = report.lines.positionAt(problem.range.start);
      const place = `${line + 1}:${character + 1}`.padStart(7);
      const severity = style(colours[problem.severity], problem.severity.padEnd(7));
      out.push(`${place}  ${severity}  ${plainText(problem.message)}  ${style('dim', problem.code)}`);
    }
    out.push('');
  }
  out.push(summary(reports, style, asked));
  if (asked !== undefined) out.push(plainText(asked));
  return `${out.join('\n')}\n`;
}

function summary(reports: readonly FileReport[], style: Style, asked: string | undefined): string {
  const files = `${reports.length} ${reports.length === 1 ? 'file' : 'files'}`;
  const counts = countBySeverity(reports);
  const parts = (['error', 'warning', 'hint'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => style(colours[severity], `${counts[severity]} ${severity}${counts[severity] === 1 ? '' : 's'}`));
  if (parts.length === 0)
    return `${style('green', 'clean')}: ${files}, nothing found by static checks${asked === undefined ? '; no model was asked' : ' or probes'}`;
  return `${parts.join(', ')} in ${files}`;
}
