// `dramatis lint`: the static findings of persona files, the same that the editor shows on save; with `--behavior` what a model breaks, too.
import { resolve } from 'node:path';
import { plainText } from '../../base/plain-text.ts';
import { UserError } from '../../base/user-error.ts';
import { kindOfFile } from '../../interop/agent-file/kind-of-file.ts';
import type { Problem } from '../../lang/problems.ts';
import { countBySeverity, type FileReport } from '../../lint/report/file-report.ts';
import { reportJson } from '../../lint/report/json.ts';
import { reportJunit } from '../../lint/report/junit.ts';
import { reportSarif } from '../../lint/report/sarif.ts';
import { reportText } from '../../lint/report/text.ts';
import { codeOf, withoutKnown } from '../../lint/static/baseline.ts';
import { isBehaviorCode } from '../../lint/static/behavior-summaries.ts';
import { summaryOf } from '../../lint/static/summary-of.ts';
import { painter } from '../colour.ts';
import { type Arguments, type Command, exitCode, type Terminal } from '../command.ts';
import { findLintable, type PersonaFile } from '../find-personas.ts';
import { lintFiles } from '../lint-files.ts';
import { knownModels } from '../model-lists.ts';
import type { ProbedFiles } from '../probe-files.ts';
import { openProgress } from '../progress.ts';
import { refuseAlone } from '../refuse-alone.ts';
import { suiteHelp, suiteOptions } from '../suite-options.ts';
import { updateBaseline } from '../update-baseline.ts';
import { version } from '../version.ts';

export const lint: Command = {
  name: 'lint',
  summary: 'Check persona files and the rules they state, and agent files; no model is asked, unless with --behavior.',
  help: `
Usage: dramatis lint [--behavior --model NAME] [--format text|json|sarif|junit] [--max-warnings N] PATH…

Paths are files or folders; folders are searched for *.persona and for agent files
(.agent.md, SKILL.md, .instructions.md, .prompt.md, AGENTS.md …). Without a path: this folder.
Severities, ignores and the prompt budget come from the nearest dramatis.json above each file.
Exit code: 0 clean, 1 findings of severity error, 2 usage, 3 unfinished (interrupt; with --behavior budget or endpoint).

  --format FORMAT   text (default), json, sarif for code hosts, junit for CI servers
  --max-warnings N  exit 1 where there are more than N warnings, too
  --baseline PATH   the file of known findings, from the folder of dramatis.json (default: the one it names)
  --update-baseline write what is found now into that file; it is not told again
  --behavior        probe the rules against a model, too; what it breaks is told on the line of the rule

With --behavior:
${suiteHelp}`,
  options: {
    ...suiteOptions,
    format: { type: 'string' },
    'max-warnings': { type: 'string' },
    baseline: { type: 'string' },
    'update-baseline': { type: 'boolean' },
    behavior: { type: 'boolean' },
  },
  async run(args, terminal) {
    const { positionals, options } = args;
    const format = options['format'] ?? 'text';
    if (format !== 'text' && format !== 'json' && format !== 'sarif' && format !== 'junit')
      throw new UserError('--format takes text, json, sarif or junit.');
    const most = readCount(options['max-warnings']);
    if (!options['behavior']) refuseAlone(options, Object.keys(suiteOptions), '--behavior');
    const files = await findLintable(positionals, terminal.cwd);
    const personas = files.filter(({ path }) => !kindOfFile(path));
    const baseline = typeof options['baseline'] === 'string' ? options['baseline'] : undefined;
    const found = options['update-baseline'] ? [] : await staticReports(files, baseline, terminal);
    if (!found) return exitCode.unfinished;
    const probed = options['behavior']
      ? await probe(toProbe(files, positionals, terminal.cwd), args, terminal)
      : undefined;
    if (options['behavior'] && !probed) return exitCode.unfinished;
    const asked = probed?.played ? probed : undefined;
    if (options['update-baseline']) {
      // A run that was cut off has not seen all that is known.
      if (asked?.unfinished) return exitCode.unfinished;
      for (const [path, count] of await updateBaseline(personas, baseline, asked))
        terminal.err(`${path}: ${count} known\n`);
      return exitCode.clean;
    }
    const reports = found.map((report) => withProbes(report, asked));
    const stale = reports.reduce((sum, report) => sum + (report.stale?.length ?? 0), 0);
    if (stale > 0)
      terminal.err(`${stale} known in the baseline and gone: \`dramatis lint --update-baseline\` takes them out.\n`);
    if (probed && format !== 'text') terminal.err(`${plainText(probed.summary)}\n`);
    if (format === 'json') terminal.out(reportJson(reports));
    else if (format === 'sarif') terminal.out(reportSarif(reports, version, summaryOf));
    else if (format === 'junit') terminal.out(reportJunit(reports));
    else terminal.out(reportText(reports, painter(terminal.colours), asked?.summary));
    if (asked?.unfinished) return exitCode.unfinished;
    const counts = countBySeverity(reports);
    return counts.error > 0 || counts.warning > most ? exitCode.findings : exitCode.clean;
  },
};

/** Undefined where it was interrupted. */
async function staticReports(
  files: readonly PersonaFile[],
  baseline: string | undefined,
  terminal: Terminal,
): Promise<readonly FileReport[] | undefined> {
  const progress = openProgress(terminal, 'files checked', files.length);
  const reports: FileReport[] = [];
  try {
    for await (const report of lintFiles(files, terminal.cwd, baseline, knownModels(terminal.env))) {
      if (terminal.signal.aborted) return undefined;
      reports.push(report);
      progress.step();
    }
  } finally {
    progress.close();
  }
  return reports;
}

/** Loads what asks models with the first wish to. */
async function probe(
  ...wish: Parameters<typeof import('../probe-files.ts').probeFiles>
): Promise<ProbedFiles | undefined> {
  return (await import('../probe-files.ts')).probeFiles(...wish);
}

/** Personas, and agent files that are named: those of a folder are only linted, as probing each of them costs. */
function toProbe(files: readonly PersonaFile[], named: readonly string[], cwd: string): readonly PersonaFile[] {
  const paths = new Set(named.map((path) => resolve(cwd, path)));
  return files.filter(({ path }) => !kindOfFile(path) || paths.has(path));
}

/** What probes found beside what is there, known findings taken out. Where not all was asked, what is known of behaviour is not stale. */
function withProbes(report: FileReport, asked: ProbedFiles | undefined): FileReport {
  const probed = asked?.files.get(report.path);
  const { problems, stale } = probed
    ? withoutKnown(probed.problems, probed.tree, report.stale ?? [])
    : { problems: [], stale: report.stale ?? [] };
  return {
    ...report,
    problems: merged(report, problems),
    stale: asked?.complete ? stale : stale.filter((one) => !isBehaviorCode(codeOf(one))),
  };
}

/** In the order of the text; what is static comes first where both stand on one place. */
function merged({ problems }: FileReport, more: readonly Problem[]): readonly Problem[] {
  return [...problems, ...more].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function readCount(text: Arguments['options'][string]): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const count = Number(text);
  if (text === '' || !Number.isSafeInteger(count) || count < 0)
    throw new UserError('--max-warnings takes a whole number.');
  return count;
}
