// `dramatis lint`: the static findings of persona files, the same that the editor shows on save. Asks no model.
import { UserError } from '../../base/user-error.ts';
import { countBySeverity, type FileReport } from '../../lint/report/file-report.ts';
import { reportJson } from '../../lint/report/json.ts';
import { reportSarif } from '../../lint/report/sarif.ts';
import { reportText } from '../../lint/report/text.ts';
import { summaryOf } from '../../lint/static/summary-of.ts';
import { painter } from '../colour.ts';
import { type Arguments, type Command, exitCode } from '../command.ts';
import { findPersonas } from '../find-personas.ts';
import { lintFiles } from '../lint-files.ts';
import { openProgress } from '../progress.ts';
import { updateBaseline } from '../update-baseline.ts';
import { version } from '../version.ts';

export const lint: Command = {
  name: 'lint',
  summary: 'Check persona files and the rules they state; no model is asked.',
  help: `
Usage: dramatis lint [--format text|json|sarif] [--max-warnings N] PATH…

Paths are files or folders; folders are searched for *.persona. Without a path: this folder.
Severities, ignores and the prompt budget come from the nearest dramatis.json above each file.
Exit code: 0 clean, 1 findings of severity error, 2 usage, 3 interrupted.

  --format FORMAT   text (default), json, or sarif for code hosts
  --max-warnings N  exit 1 where there are more than N warnings, too
  --update-baseline write what is found now into the baseline that dramatis.json names; it is not told again`,
  options: { format: { type: 'string' }, 'max-warnings': { type: 'string' }, 'update-baseline': { type: 'boolean' } },
  async run({ positionals, options }, terminal) {
    const format = options['format'] ?? 'text';
    if (format !== 'text' && format !== 'json' && format !== 'sarif')
      throw new UserError('--format takes text, json or sarif.');
    const most = readCount(options['max-warnings']);
    const files = await findPersonas(positionals, terminal.cwd);
    if (options['update-baseline']) {
      for (const [path, count] of await updateBaseline(files)) terminal.err(`${path}: ${count} known\n`);
      return exitCode.clean;
    }
    const progress = openProgress(terminal, 'files checked', files.length);
    const reports: FileReport[] = [];
    try {
      for await (const report of lintFiles(files, terminal.cwd)) {
        if (terminal.signal.aborted) return exitCode.unfinished;
        reports.push(report);
        progress.step();
      }
    } finally {
      progress.close();
    }
    const stale = reports.reduce((sum, report) => sum + (report.stale ?? 0), 0);
    if (stale > 0)
      terminal.err(`${stale} known in the baseline and gone: \`dramatis lint --update-baseline\` takes them out.\n`);
    if (format === 'json') terminal.out(reportJson(reports));
    else if (format === 'sarif') terminal.out(reportSarif(reports, version, summaryOf));
    else terminal.out(reportText(reports, painter(terminal.colours)));
    const counts = countBySeverity(reports);
    return counts.error > 0 || counts.warning > most ? exitCode.findings : exitCode.clean;
  },
};

function readCount(text: Arguments['options'][string]): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const count = Number(text);
  if (text === '' || !Number.isSafeInteger(count) || count < 0)
    throw new UserError('--max-warnings takes a whole number.');
  return count;
}
