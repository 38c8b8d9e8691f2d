// Results of tests and probes as JUnit XML, the format that CI servers read. One `testsuite` a file, one `testcase` a case.
// Elements and attributes are those that all readers of the format share (after the schema of Jenkins' xUnit plugin).
import { attributes, text } from '../../base/xml.ts';
import type { CaseResult } from '../events.ts';
import { type FileRun, howAsked, placeOf, shareOf, standingOf } from './file-run.ts';
import { firstFailure } from './text.ts';

/** `failure`: it failed. `error`: it is unfinished. `skipped`: nobody can say yet (no model, the understudy, no judge). */
export function suiteJunit(runs: readonly FileRun[], options: { readonly strict: boolean }): string {
  const suites = runs.map((run) => suiteXml(run, options.strict));
  const all = runs.flatMap((run) => run.results);
  const totals = countsOf(all, options.strict);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'dramatis', tests: all.length, failures: totals.failures, errors: totals.errors })}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteXml(run: FileRun, strict: boolean): string {
  const { results, summary } = run;
  const properties = [
    ['model', summary.model?.label ?? 'none'],
    ['judge', summary.judge?.label ?? 'none'],
    ['requests', String(summary.cost.requests)],
    ['from cache', String(summary.cost.cached)],
  ] as const;
  return [
    `  <testsuite${attributes({ name: run.path, tests: results.length, ...countsOf(results, strict) })}>`,
    '    <properties>',
    ...properties.map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
    ...results.map((result) => caseXml(run, result, strict)),
    ...(summary.stopped ? [`    <system-err>${text(summary.stopped.message)}</system-err>`] : []),
    '  </testsuite>',
  ].join('\n');
}

function caseXml(run: FileRun, result: CaseResult, strict: boolean): string {
  const { case: one } = result;
  const place = placeOf(run, result);
  const asked = [`asked: ${howAsked(result)}`, shareOf(result), place ? `at ${run.path}:${place.line}` : ''];
  return [
    `    <testcase${attributes({ classname: run.path, name: one.id })}>`,
    ...outcomeXml(result, strict),
    `      <system-out>${text([...asked, talkOf(result)].filter((line) => line !== '').join('\n'))}</system-out>`,
    '    </testcase>',
  ].join('\n');
}

function outcomeXml(result: CaseResult, strict: boolean): readonly string[] {
  const message = `${result.state}: ${result.why}`;
  switch (standingOf(result, strict)) {
    case 'held':
      return [];
    case 'open':
      return [`      <skipped${attributes({ message })}/>`];
    case 'unfinished':
      return [`      <error${attributes({ message, type: result.state })}/>`];
    case 'failed': {
      const check = firstFailure(result)?.check;
      const detail = check ? `expected: ${check.what} ${check.expected}\n${check.why}` : result.why;
      return [`      <failure${attributes({ message, type: result.state })}>${text(detail)}</failure>`];
    }
  }
}

/** The talk that failed, else the last one. */
function talkOf(result: CaseResult): string {
  const run = firstFailure(result)?.run ?? result.runs.at(-1);
  return (run?.turns ?? []).map(({ speaker, text: said }) => `${speaker}: ${said}`).join('\n');
}

function countsOf(results: readonly CaseResult[], strict: boolean) {
  const count = (standing: string) => results.filter((result) => standingOf(result, strict) === standing).length;
  return { failures: count('failed'), errors: count('unfinished'), skipped: count('open') };
}
