// Results of tests and probes as text for people: a line a case, under it what failed and what was said. Colours come in as a function.
import type { CaseResult, CaseRun, CaseState, CheckResult } from '../events.ts';
import { countStates, type FileRun, howAsked, placeOf, shareOf, totalCost } from './file-run.ts';
import { visible } from './visible.ts';

/** Styles a word; the identity where colours are off. */
export type Style = (style: 'red' | 'yellow' | 'cyan' | 'green' | 'dim' | 'underline', text: string) => string;

/** What is said where nobody was asked. */
export const staticOnly = 'static checks only, no model was asked';

const colours: Readonly<Record<CaseState, 'red' | 'yellow' | 'cyan' | 'green' | 'dim'>> = {
  passed: 'green',
  failed: 'red',
  flaky: 'yellow',
  unsure: 'yellow',
  satisfiable: 'cyan',
  'no-reply-found': 'cyan',
  'not-asked': 'dim',
  unfinished: 'yellow',
};

/** States whose name says why. */
const plainStates: readonly CaseState[] = ['passed', 'satisfiable', 'not-asked'];

/** `line:column  state  id  share  [who was asked, how]`, then the reason and the last words where it did not pass. Ends with LF. */
export function resultText(run: FileRun, result: CaseResult, style: Style): string {
  const place = placeOf(run, result);
  const where = (place ? `${place.line}:${place.column}` : '').padStart(7);
  const state = style(colours[result.state], result.state.padEnd(14));
  const share = shareOf(result);
  const head = [where, state, visible(result.case.id, 120), ...(share ? [share] : [])].join('  ');
  const out = [`${head}  ${style('dim', `[${visible(howAsked(result))}]`)}`];
  if (!plainStates.includes(result.state) && result.why !== '') out.push(indented(visible(result.why)));
  const failed = firstFailure(result);
  if (failed) {
    const { check, run: talk } = failed;
    const said = talk.turns.find(({ id }) => id === check.turn);
    out.push(indented(style('dim', `expected  ${check.what} ${visible(check.expected, 160)}`)));
    if (said) out.push(indented(style('dim', `said      ${visible(said.text)}`)));
  }
  return `${out.join('\n')}\n`;
}

/** One line: how many of each state, who was asked, what it cost. Ends with LF. */
export function totalText(runs: readonly FileRun[], style: Style): string {
  const results = runs.flatMap((run) => run.results);
  if (results.length === 0) return 'nothing to run: there is no test here\n';
  const tests = results.filter(({ case: one }) => one.kind === 'test').length;
  const what = [counted(tests, 'test'), counted(results.length - tests, 'probe')].filter((part) => part !== '');
  const states = countStates(runs).map(([state, count]) => style(colours[state], `${count} ${state}`));
  return `${what.join(', ')}: ${states.join(', ')}; ${costText(runs)}\n`;
}

/** Who was asked and what it cost, in words. */
export function costText(runs: readonly FileRun[]): string {
  const models = [...new Set(runs.flatMap(({ summary }) => (summary.model ? [summary.model.label] : [])))];
  if (models.length === 0) return staticOnly;
  const real = runs.some(({ summary }) => summary.model && summary.model.provider !== 'understudy');
  if (!real) return 'the offline understudy played, no model was asked';
  const judges = [...new Set(runs.flatMap(({ summary }) => (summary.judge ? [summary.judge.label] : [])))];
  const { requests, cached, inputTokens, outputTokens, estimated, judge } = totalCost(runs);
  const parts = [`model ${models.join(', ')}`];
  if (judges.length > 0 && judge.requests > 0) parts.push(`judge ${judges.join(', ')}`);
  parts.push(`${requests} ${requests === 1 ? 'request' : 'requests'}`);
  if (cached > 0) parts.push(`${cached} from cache`);
  if (requests > 0) parts.push(`${estimated ? 'about ' : ''}${inputTokens} tokens in and ${outputTokens} out`);
  if (judge.unreadable > 0) parts.push(`${judge.unreadable} answers of the judge not readable`);
  return parts.join(', ');
}

/** The check that failed first, and the run it failed in. */
export function firstFailure(result: CaseResult): { readonly check: CheckResult; readonly run: CaseRun } | undefined {
  for (const run of result.runs) {
    const check = run.checks.find(({ state, counts }) => state === 'failed' && counts);
    if (check) return { check, run };
  }
  return undefined;
}

function counted(count: number, one: string): string {
  return count === 0 ? '' : `${count} ${one}${count === 1 ? '' : 's'}`;
}

function indented(text: string): string {
  return `${' '.repeat(11)}${text}`;
}
