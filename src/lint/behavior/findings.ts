// Results of probes in, findings out: a broken rule on the line of the rule, with how often, how sure, by which model, in which talk.
// The same results give the same findings in the same order, byte for byte.
import type { Range } from '../../base/range.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Problem, Severity } from '../../lang/problems.ts';
import type { Origin } from '../../lang/source-text.ts';
import { type Interval, wilson } from '../../measure/wilson.ts';
import type { ModelIdentity } from '../../model/port.ts';
import type { CaseResult, CaseRun, CheckResult } from '../../suite/events.ts';
import { headerOf } from './plan-probes.ts';

export interface BehaviorFinding {
  /** `broken-rule` or `failed-probe`; `no-reply-found` for what the understudy played. In the persona's own file. */
  readonly problem: Problem;
  /** `Rule.id`; undefined for a probe of the persona as a whole. */
  readonly rule: string | undefined;
  readonly model: ModelIdentity | undefined;
  /** Id of the first talk that broke it (`CaseRun.talk`). */
  readonly talk: string | undefined;
  /** In so many of so many runs. */
  readonly broken: number;
  readonly runs: number;
  readonly interval: Interval | undefined;
  /** Some of it was found with an earlier prompt. */
  readonly earlierPrompt: boolean;
}

/** What one finding is made of. */
interface Group {
  readonly key: string;
  readonly rule: string | undefined;
  readonly origin: Origin;
  runs: number;
  readonly broken: { readonly result: CaseResult; readonly run: CaseRun; readonly check: CheckResult }[];
  earlier: boolean;
}

/** In the order of the lines they stand on. */
export function behaviorFindings(results: readonly CaseResult[], persona: Persona): readonly BehaviorFinding[] {
  const groups = new Map<string, Group>();
  for (const result of results) {
    if (result.case.kind !== 'probe') continue;
    for (const run of result.runs) countRun(groups, result, run, persona);
  }
  return [...groups.values()]
    .filter(({ broken }) => broken.length > 0)
    .map((group) => findingOf(group, persona))
    .sort((a, b) => compare(a, b));
}

/** "7 rules, 84 probes, 0 broken, model …". What is not known, and what is from an earlier prompt, is said. */
export function summaryLine(results: readonly CaseResult[]): string {
  const probes = results.filter((result) => result.case.kind === 'probe');
  const rules = new Set(probes.flatMap((result) => result.case.rule ?? [])).size;
  const count = (...states: readonly CaseResult['state'][]) =>
    probes.filter(({ state }) => states.includes(state)).length;
  const model = probes.find((result) => result.model)?.model;
  const parts = [many(rules, 'rule'), many(probes.length, 'probe')];
  if (model?.provider === 'understudy') {
    parts.push(`${count('satisfiable')} satisfiable`, `${count('no-reply-found')} no reply found`);
  } else parts.push(`${count('failed', 'flaky')} broken`);
  for (const [state, words] of [
    ['unsure', 'unsure'],
    ['unfinished', 'unfinished'],
    ['not-asked', 'not asked'],
  ] as const) {
    if (count(state) > 0) parts.push(`${count(state)} ${words}`);
  }
  const earlier = probes.filter(({ earlierPrompt }) => earlierPrompt).length;
  if (earlier > 0) parts.push(`${earlier} from an earlier prompt`);
  parts.push(model ? `model ${model.label}` : 'no model was asked');
  return parts.join(', ');
}

/** A run counts once for each rule it decided: for the rule it probes, apart from that for others; and once for what the probe expects beside. */
function countRun(groups: Map<string, Group>, result: CaseResult, run: CaseRun, persona: Persona): void {
  const decided = new Map<string, CheckResult[]>();
  for (const check of run.checks) {
    const settled =
      check.state === 'failed' || (check.state === 'held' && (check.rule !== undefined || check.what !== 'rule'));
    if (!settled) continue;
    const { id, rule } = result.case;
    const key = check.rule === undefined ? `probe ${id}` : `${rule === check.rule ? 'rule' : 'beside'} ${check.rule}`;
    decided.set(key, [...(decided.get(key) ?? []), check]);
  }
  for (const [key, checks] of decided) {
    const rule = checks[0]?.rule;
    const origin = persona.rules.find(({ id }) => id === rule)?.origin ?? result.case.origin;
    const group = groups.get(key) ?? { key, rule, origin, runs: 0, broken: [], earlier: false };
    groups.set(key, group);
    group.runs++;
    const check = checks.find(({ state, counts }) => state === 'failed' && counts);
    if (check) group.broken.push({ result, run, check });
    if (check && result.earlierPrompt) group.earlier = true;
  }
}

function findingOf(group: Group, persona: Persona): BehaviorFinding {
  const { rule: id, runs, broken, earlier } = group;
  const rule = persona.rules.find((one) => one.id === id);
  const first = broken[0];
  const model = first?.result.model;
  const played = model?.provider === 'understudy';
  const interval = wilson(broken.length, runs);
  const severity: Severity = played ? 'hint' : !rule ? 'warning' : rule.severity === 'off' ? 'hint' : rule.severity;
  const probes = [...new Set(broken.map(({ result }) => result.case.title))];
  const problem: Problem = {
    code: played ? 'no-reply-found' : rule ? 'broken-rule' : 'failed-probe',
    severity,
    range: rangeIn(persona, rule ? (rule.name?.range ?? rule.sentence.range) : group.origin.range, group.origin),
    message: played
      ? `The offline understudy found no reply that keeps this in ${broken.length} of ${many(runs, 'run')} (${probes.join('; ')}). No model was asked.`
      : `${rule ? 'Broken' : 'Failed'} in ${broken.length} of ${many(runs, 'run')}${percent(interval)}: ${first?.check.why ?? ''} Probes: ${probes.join('; ')}. Model: ${model?.label ?? 'none'}.${earlier ? ' From an earlier prompt.' : ''}`,
    ...(rule ? { related: [{ origin: rule.origin, message: `The rule “${rule.id}”.` }] } : {}),
  };
  return {
    problem,
    rule: id,
    model,
    talk: first?.run.talk,
    broken: broken.length,
    runs,
    interval,
    earlierPrompt: earlier,
  };
}

/** An inherited rule is told at the persona's header: its own line is in another file. */
function rangeIn(persona: Persona, range: Range, origin: Origin): Range {
  return origin.uri === persona.uri ? range : headerOf(persona).range;
}

function percent(interval: Interval | undefined): string {
  if (!interval) return '';
  return ` (95 % interval ${Math.round(interval.low * 100)} to ${Math.round(interval.high * 100)} %)`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function compare(a: BehaviorFinding, b: BehaviorFinding): number {
  const [x, y] = [a.problem, b.problem];
  return x.range.start - y.range.start || order(x.code, y.code) || order(x.message, y.message);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
