// Runs pairs of prepared files, as of a revision and as of today or with one model and another, and writes what changed its verdict. Out: the runs,
// for the exit code.
import { plainText } from '../base/plain-text.ts';
import { compareResults } from '../suite/compare-results.ts';
import { diffJson, diffText } from '../suite/report/diff-text.ts';
import type { FileRun } from '../suite/report/file-run.ts';
import { suiteJson } from '../suite/report/json.ts';
import { costText } from '../suite/report/text.ts';
import { painter } from './colour.ts';
import type { Terminal } from './command.ts';
import type { PreparedPair } from './prepare-revision.ts';
import type { SuiteRunner } from './suite-runner.ts';

export interface ComparedRuns {
  readonly before: readonly FileRun[];
  readonly now: readonly FileRun[];
}

/** What the earlier run differs in. */
export type Against = { readonly revision: string } | { readonly model: string };

/** The earlier version first: where a budget ends the run, what is known is told and the rest is `not compared`. */
export async function compareWithRevision(
  pairs: readonly PreparedPair[],
  against: Against,
  runner: SuiteRunner,
  asJson: boolean,
  terminal: Terminal,
): Promise<ComparedRuns> {
  const name = 'revision' in against ? against.revision : against.model;
  const style = painter(terminal.colours);
  const before: FileRun[] = [];
  const now: FileRun[] = [];
  const comparisons: object[] = [];
  for (const pair of pairs.filter((each) => each.now.plan.cases.length > 0)) {
    const earlier = await runner.run(pair.before);
    const later = await runner.run(pair.now);
    before.push(earlier);
    now.push(later);
    const diff = compareResults(earlier.results, later.results);
    comparisons.push({ path: later.path, ...diffJson(diff) });
    if (asJson) continue;
    terminal.out(`${style('underline', `${plainText(later.path)} against ${plainText(name)}`)}\n`);
    terminal.out(`${diffText(diff, style)}\n`);
  }
  if (asJson) terminal.out(suiteJson(now, { against: { ...against, files: comparisons } }));
  else if (now.length === 0) terminal.out('nothing to compare: there is no test here\n');
  else terminal.out(`${costText([...before, ...now])}\n`);
  return { before, now };
}
