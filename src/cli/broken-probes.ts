// `dramatis write improve --probes`: the rules under attack as in `dramatis test --probes`, and what broke as troubles beside tests and findings. In: the
// file, who writes. Out: troubles, or how the run ended early. Within the budget of the writing; what is answered is asked for no more.
import { planProbes } from '../lint/behavior/plan-probes.ts';
import { estimate } from '../suite/estimate.ts';
import type { CaseResult } from '../suite/events.ts';
import { runSuite } from '../suite/run-suite.ts';
import { troublesOfFindings, troublesOfResults } from '../write/improve/troubles.ts';
import type { Trouble } from '../write/offer.ts';
import type { Terminal } from './command.ts';
import { estimateText } from './confirm-cost.ts';
import { openStatus } from './status.ts';
import type { GivenInput } from './write-input.ts';
import type { Writer } from './writer.ts';

/** Undefined: the run was stopped before its end, and that was told. Empty: no probe breaks a rule. */
export async function brokenProbes(
  { input, base, find }: GivenInput,
  { suite }: Writer,
  terminal: Terminal,
): Promise<readonly Trouble[] | undefined> {
  const { persona, book } = input;
  const plan = { persona, book, cases: planProbes(persona, book) };
  const { measures, judge } = suite;
  const cost = estimate(plan, { ...suite, measures, model: suite.modelFor?.({}), judge });
  terminal.err(`${plan.cases.length} probes: ${estimateText(cost)}.\n`);
  const status = openStatus(terminal);
  const results: CaseResult[] = [];
  for await (const event of runSuite(plan, suite, terminal.signal)) {
    if (event.type === 'case') status.show(`probe ${results.length + 1} of ${plan.cases.length}  ${event.case}`);
    if (event.type === 'result') results.push(event.result);
    if (event.type !== 'finished') continue;
    status.clear();
    const { stopped } = event.summary;
    if (!stopped) continue;
    terminal.err(`${stopped.message}\n`);
    if (stopped.why === 'budget') terminal.err('A higher --budget lets it go on.\n');
    return undefined;
  }
  const broken = troublesOfResults(results);
  terminal.err(`${broken.length} of ${results.length} probes broke a rule.\n`);
  if (broken.length === 0) return [];
  const tests = persona.tests.map(
    ({ title, origin }): Trouble => ({ kind: 'test', title: title?.value ?? '', text: '', origin }),
  );
  // Whoever names troubles is asked for these alone: what counts without a name has to be named with them.
  return [...broken, ...tests, ...troublesOfFindings(base, find)];
}
