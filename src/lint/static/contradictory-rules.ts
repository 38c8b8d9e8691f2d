// Lines of two rules, or of one, that no reply can keep together, with a proof from the lines alone. Where there is no proof
// nothing is said. Values count as the file gives them.
import type { Problem } from '../../lang/problems.ts';
import { originOf } from '../../lang/source-text.ts';
import { valuesOf } from '../../rules/judge.ts';
import type { CheckedClause } from '../../rules/phrase.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { appliesWith, type Conditions, conditionsOf } from './contradiction/conditions.ts';
import { type Demand, demandsOf } from './contradiction/demand.ts';
import { coreOf, refuted } from './contradiction/refute.ts';
import type { LintContext, LintRule } from './rule.ts';

export const contradictoryRules: LintRule = {
  id: 'contradictory-rules',
  severity: 'error',
  summary: 'Two rules that no reply can keep both.',
  phase: 'save',
  *check({ persona, book }: LintContext) {
    const found = yield* contradictions(book);
    yield* found.flatMap((core) => problemOf(core, persona.uri));
  },
};

/** Rules beyond these are compared only where their conditions are written alike, and so many pairs at most. */
const closelyCompared = 120;
const mostPairs = 20_000;
/** A rule that contradicts many is told with the first of them. */
const mostOfOne = 3;

interface Ready {
  readonly conditions: Conditions;
  readonly demands: readonly Demand[];
  readonly broken: boolean;
}

/** Two rules ask for the same proofs of one book. */
const proven = new WeakMap<RuleBook, readonly (readonly Demand[])[]>();

/** For each pair of rules, and each rule by itself, the demands that are proven to leave no reply. Rests with each rule. */
export function* contradictions(book: RuleBook): Generator<undefined, readonly (readonly Demand[])[]> {
  const known = proven.get(book) ?? (yield* prove(book));
  proven.set(book, known);
  return known;
}

function* prove(book: RuleBook): Generator<undefined, readonly (readonly Demand[])[]> {
  const values = valuesOf(book);
  const active: Ready[] = [];
  for (const rule of book.rules.filter(({ rule: { severity } }) => severity !== 'off')) {
    yield undefined;
    const demands = demandsOf(rule, values);
    if (demands.length > 0) active.push({ conditions: conditionsOf(rule), demands, broken: refuted(demands) });
  }
  const closely = active.length <= closelyCompared;
  const cores: (readonly Demand[])[] = [];
  let pairs = 0;
  for (const [index, later] of active.entries()) {
    yield undefined;
    if (later.broken) cores.push(coreOf(later.demands));
    let own = 0;
    for (const earlier of active.slice(0, index)) {
      if (later.broken || earlier.broken || !applyTogether(earlier, later, closely)) continue;
      if (++pairs > mostPairs || own >= mostOfOne) break;
      const both = [...earlier.demands, ...later.demands];
      if (!refuted(both)) continue;
      cores.push(coreOf(both));
      own++;
    }
  }
  return cores;
}

function applyTogether({ conditions: a }: Ready, { conditions: b }: Ready, closely: boolean): boolean {
  return appliesWith(a, b, closely) || appliesWith(b, a, closely);
}

/** Told where the author of this file can mend it: on the last line that stands in it. */
function problemOf(core: readonly Demand[], uri: string): readonly Problem[] {
  const lines = [...new Map(core.map((demand) => [demand.checked, demand])).values()];
  const here = lines.findLast(({ checked }) => checked.clause.origin.uri === uri);
  if (!here) return [];
  const others = lines.filter((line) => line !== here);
  const other = others.find(({ rule }) => rule !== here.rule);
  const what = other ? `the rule “${other.rule.rule.id}”` : 'another line of this rule';
  const message =
    others.length === 0
      ? 'No reply can keep this line.'
      : `No reply can keep this and ${what}: ${others.map(({ checked }) => said(checked)).join(', ')}.`;
  const related = others.map(({ checked }) => ({
    origin: originOf(checked.clause.text),
    message: `Contradicts ${said(here.checked)}.`,
  }));
  return [{ code: 'contradictory-rules', severity: 'error', range: here.checked.clause.text.range, message, related }];
}

function said({ clause }: CheckedClause): string {
  return `\`${clause.kind}: ${clause.text.value.trim()}\``;
}
