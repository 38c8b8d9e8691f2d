// What `dramatis test` writes: results as they come or all at the end, coverage, notes; and the exit code they come to.
import { plainText } from '../base/plain-text.ts';
import { behaviorFindings } from '../lint/behavior/findings.ts';
import { reportSarif } from '../lint/report/sarif.ts';
import { summaryOf } from '../lint/static/summary-of.ts';
import { coverage } from '../suite/coverage.ts';
import { coverageJson, coverageText, type FileCoverage } from '../suite/report/coverage-text.ts';
import { type FileRun, standingOf } from '../suite/report/file-run.ts';
import { suiteJson } from '../suite/report/json.ts';
import { suiteJunit } from '../suite/report/junit.ts';
import { resultText, totalText } from '../suite/report/text.ts';
import { painter } from './colour.ts';
import { exitCode, type Terminal } from './command.ts';
import type { PreparedFile } from './prepare-suite.ts';
import { suiteSummaryOf, testProblems } from './suite-problems.ts';
import type { SuiteRunner } from './suite-runner.ts';
import { version } from './version.ts';

export const resultFormats = ['text', 'json', 'junit', 'sarif'] as const;

export interface TellOptions {
  readonly format: (typeof resultFormats)[number];
  readonly strict: boolean;
  /** In text and JSON. */
  readonly coverage: boolean;
}

/** Runs every file that has something to run and writes all of it. As text each result comes as soon as it is there. */
export async function runAndTell(
  prepared: readonly PreparedFile[],
  runner: SuiteRunner,
  options: TellOptions,
  terminal: Terminal,
): Promise<readonly FileRun[]> {
  const style = painter(terminal.colours);
  const asText = options.format === 'text';
  const runs: FileRun[] = [];
  for (const each of prepared.filter(({ plan }) => plan.cases.length > 0)) {
    if (asText) terminal.out(`${style('underline', plainText(each.file.shown))}\n`);
    runs.push(await runner.run(each, (run, result) => asText && terminal.out(resultText(run, result, style))));
    if (asText) terminal.out('\n');
  }
  const covered = options.coverage ? coveragesOf(prepared, runs) : undefined;
  switch (options.format) {
    case 'json':
      terminal.out(suiteJson(runs, covered && { coverage: covered.map(coverageJson) }));
      break;
    case 'junit':
      terminal.out(suiteJunit(runs, options));
      break;
    case 'sarif':
      terminal.out(sarifOf(prepared, runs, options.strict));
      break;
    case 'text':
      for (const each of covered ?? []) terminal.out(`${coverageText(each, style)}\n`);
      terminal.out(totalText(runs, style));
  }
  return runs;
}

/** Each note, and each reason why a run ended early, once. */
export function tellNotes(prepared: readonly PreparedFile[], runs: readonly FileRun[], terminal: Terminal): void {
  const notes = [...prepared.flatMap((each) => each.notes), ...runs.flatMap(({ summary }) => summary.notes)];
  for (const note of new Set(notes)) terminal.err(`note: ${plainText(note)}\n`);
  const stopped = runs.flatMap(({ summary }) => summary.stopped?.message ?? []);
  for (const message of new Set(stopped)) terminal.err(`unfinished: ${plainText(message)}\n`);
}

/** What is unfinished weighs more than what failed: the whole answer is not there yet. */
export function codeOf(runs: readonly FileRun[], strict: boolean): number {
  const standings = new Set(runs.flatMap(({ results }) => results.map((result) => standingOf(result, strict))));
  if (standings.has('unfinished') || runs.some(({ summary }) => summary.stopped)) return exitCode.unfinished;
  return standings.has('failed') ? exitCode.findings : exitCode.clean;
}

function coveragesOf(prepared: readonly PreparedFile[], runs: readonly FileRun[]): readonly FileCoverage[] {
  return prepared.map(({ file, context, lines, plan }) => {
    const results = runs.find(({ path }) => path === file.shown)?.results ?? [];
    const found = coverage(plan.persona, plan.book, results);
    return { path: file.shown, uri: context.uri, lines, coverage: found };
  });
}

/** Files where nothing was to be run are among them, so that code hosts take back what they were told before. */
function sarifOf(prepared: readonly PreparedFile[], runs: readonly FileRun[], strict: boolean): string {
  const reports = prepared.map(({ file, lines, plan }) => {
    const run = runs.find(({ path }) => path === file.shown);
    const probed = behaviorFindings(run?.results ?? [], plan.persona).map(({ problem }) => problem);
    const problems = [...(run ? testProblems(run, strict) : []), ...probed];
    return { path: file.shown, text: plan.persona.tree.text, lines, problems };
  });
  return reportSarif(reports, version, (code) => suiteSummaryOf(code) ?? summaryOf(code));
}
