// `dramatis test`: the tests of persona files, and with `--probes` their rules under attack, told while they run.
import { resolve } from 'node:path';
import { plainText } from '../../base/plain-text.ts';
import { UserError } from '../../base/user-error.ts';
import { reportSarif } from '../../lint/report/sarif.ts';
import { summaryOf } from '../../lint/static/summary-of.ts';
import { planTests } from '../../suite/plan-tests.ts';
import { type FileRun, standingOf } from '../../suite/report/file-run.ts';
import { suiteJson } from '../../suite/report/json.ts';
import { suiteJunit } from '../../suite/report/junit.ts';
import { resultText, totalText } from '../../suite/report/text.ts';
import { painter } from '../colour.ts';
import { type Command, exitCode, type Terminal } from '../command.ts';
import { compareWithRevision } from '../compare-with-revision.ts';
import { confirmCost } from '../confirm-cost.ts';
import { findPersonas } from '../find-personas.ts';
import { lineReader } from '../line-reader.ts';
import { loadMeasures } from '../load-measures.ts';
import { prepareRevision } from '../prepare-revision.ts';
import { type PreparedFile, prepareSuite, totalEstimate } from '../prepare-suite.ts';
import { readSuiteOptions, suiteHelp, suiteOptions } from '../suite-options.ts';
import { suiteSummaryOf, testProblems } from '../suite-problems.ts';
import { type SuiteRunner, suiteRunner } from '../suite-runner.ts';
import { version } from '../version.ts';

const formats = ['text', 'json', 'junit', 'sarif'] as const;

export const test: Command = {
  name: 'test',
  summary: 'Run the tests of persona files; a model is asked only where one is named.',
  help: `
Usage: dramatis test [--model NAME] [--format ${formats.join('|')}] PATH…

Paths are files or folders; folders are searched for *.persona. Without a path: this folder.
Without a model only what is written in the tests is judged, and the exit code is 0 where that holds.
Exit code: 0 clean, 1 a test fails, 2 usage, 3 unfinished (budget, endpoint, interrupt) with the results so far.

${suiteHelp}
  --against REV       play the same on the files as they were in a git revision, and tell what changed its verdict, worst first
  --strict            flaky fails, too
  --format FORMAT     text (default, as results come), json, junit for CI servers, sarif for code hosts`,
  options: { ...suiteOptions, against: { type: 'string' }, strict: { type: 'boolean' }, format: { type: 'string' } },
  async run(args, terminal) {
    const options = readSuiteOptions(args);
    const format = formats.find((each) => each === (args.options['format'] ?? 'text'));
    if (!format) throw new UserError(`--format takes ${formats.join(', ')}.`);
    const against = typeof args.options['against'] === 'string' ? args.options['against'] : undefined;
    if (against !== undefined && format !== 'text' && format !== 'json')
      throw new UserError('--against tells what changed as text or json.');
    const strict = args.options['strict'] === true;
    const files = await findPersonas(args.positionals, terminal.cwd);
    const measures = await loadMeasures();
    const input = lineReader(terminal);
    const confirm = terminal.interactive ? (question: string) => input.confirm(question) : undefined;
    const preparation = { options, measures, confirm, made: new Map(), casesOf: planTests };
    const prepared = await prepareSuite(files, preparation, terminal);
    const pairs = against === undefined ? undefined : await prepareRevision(prepared, against, preparation, terminal);
    const all = pairs ? pairs.flatMap(({ before, now }) => [before, now]) : prepared;
    const requests = await confirmCost({ estimate: totalEstimate(all), options, confirm }, terminal);
    if (requests === undefined) return exitCode.unfinished;
    const cache = options.cache === undefined ? undefined : resolve(terminal.cwd, options.cache);
    // What both versions ask alike is asked once, so that equal prompts never differ.
    const bounds = { measures, requests, tokens: options.tokens, cache, remember: pairs !== undefined };
    const runner = await suiteRunner(bounds, terminal);
    try {
      if (pairs && against !== undefined && (format === 'text' || format === 'json')) {
        const { before, now } = await compareWithRevision(pairs, against, runner, format, terminal);
        tellNotes(all, [...before, ...now], terminal);
        return Math.max(codeOf(now, strict), codeOf(before, strict) === exitCode.unfinished ? exitCode.unfinished : 0);
      }
      const runs = await runAll(prepared, runner, format === 'text' ? terminal : undefined);
      if (format === 'json') terminal.out(suiteJson(runs));
      else if (format === 'junit') terminal.out(suiteJunit(runs, { strict }));
      else if (format === 'sarif') terminal.out(sarifOf(prepared, runs, strict));
      else terminal.out(totalText(runs, painter(terminal.colours)));
      tellNotes(prepared, runs, terminal);
      return codeOf(runs, strict);
    } finally {
      runner.close();
    }
  },
};

/** With a terminal each result is written as it comes, under the name of its file. */
async function runAll(
  prepared: readonly PreparedFile[],
  runner: SuiteRunner,
  terminal: Terminal | undefined,
): Promise<readonly FileRun[]> {
  const style = painter(terminal?.colours ?? false);
  const runs: FileRun[] = [];
  for (const each of prepared.filter(({ plan }) => plan.cases.length > 0)) {
    terminal?.out(`${style('underline', plainText(each.file.shown))}\n`);
    const told =
      terminal && ((run: FileRun, result: FileRun['results'][number]) => terminal.out(resultText(run, result, style)));
    runs.push(await runner.run(each, told));
    terminal?.out('\n');
  }
  return runs;
}

/** Files where nothing was to be run are among them, so that code hosts take back what they were told before. */
function sarifOf(prepared: readonly PreparedFile[], runs: readonly FileRun[], strict: boolean): string {
  const reports = prepared.map(({ file, lines, plan }) => {
    const run = runs.find(({ path }) => path === file.shown);
    return { path: file.shown, text: plan.persona.tree.text, lines, problems: run ? testProblems(run, strict) : [] };
  });
  return reportSarif(reports, version, (code) => suiteSummaryOf(code) ?? summaryOf(code));
}

function tellNotes(prepared: readonly PreparedFile[], runs: readonly FileRun[], terminal: Terminal): void {
  const notes = [...prepared.flatMap((each) => each.notes), ...runs.flatMap(({ summary }) => summary.notes)];
  for (const note of new Set(notes)) terminal.err(`note: ${plainText(note)}\n`);
  const stopped = runs.flatMap(({ summary }) => summary.stopped ?? []);
  for (const message of new Set(stopped.map(({ message }) => message)))
    terminal.err(`unfinished: ${plainText(message)}\n`);
}

function codeOf(runs: readonly FileRun[], strict: boolean): number {
  const standings = new Set(runs.flatMap(({ results }) => results.map((result) => standingOf(result, strict))));
  if (standings.has('unfinished') || runs.some(({ summary }) => summary.stopped)) return exitCode.unfinished;
  return standings.has('failed') ? exitCode.findings : exitCode.clean;
}
