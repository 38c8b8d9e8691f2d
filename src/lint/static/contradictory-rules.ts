// Two clauses that no reply can keep together, with a proof from the clauses alone. Where there is no proof nothing is said.
import { nameKey } from '../../lang/name.ts';
import type { Problem } from '../../lang/problems.ts';
import { originOf } from '../../lang/source-text.ts';
import type { CheckedClause, TextTest } from '../../rules/phrase.ts';
import type { CheckedRule } from '../../rules/rule-book.ts';
import type { LintContext, LintRule } from './rule.ts';
import { appliesWith, conditionKeys } from './shared-conditions.ts';
import { excludes, implies } from './test-logic.ts';

export const contradictoryRules: LintRule = {
  id: 'contradictory-rules',
  severity: 'error',
  summary: 'Two rules that no reply can keep both.',
  phase: 'save',
  check: ({ persona, book }: LintContext): readonly Problem[] => {
    const active = book.rules
      .filter(({ rule }) => rule.severity !== 'off')
      .map((checked): Conditioned => ({ checked, conditions: conditionKeys(checked) }));
    return active.flatMap((later, index) =>
      active.slice(0, index + 1).flatMap((earlier) => pairProblems(earlier, later, persona.uri)),
    );
  },
};

interface Conditioned {
  readonly checked: CheckedRule;
  readonly conditions: ReadonlySet<string>;
}

function pairProblems(
  { checked: earlier, conditions: a }: Conditioned,
  { checked: later, conditions: b }: Conditioned,
  uri: string,
): Problem[] {
  if (!appliesWith(a, b) && !appliesWith(b, a)) return [];
  return clauseProblems(earlier, later, uri);
}

function clauseProblems(earlier: CheckedRule, later: CheckedRule, uri: string): Problem[] {
  for (const b of later.clauses) {
    for (const a of earlier.clauses) {
      if (a === b || !contradict(a, b) || !sameValues(a, earlier, later)) continue;
      // Told where the author of this file can mend it: on the clause that stands in it.
      const [here, there] = b.clause.origin.uri === uri ? [b, a] : [a, b];
      if (here.clause.origin.uri !== uri) continue;
      const other =
        earlier === later ? 'another line of this rule' : `the rule “${here === b ? earlier.rule.id : later.rule.id}”`;
      return [
        {
          code: 'contradictory-rules',
          severity: 'error',
          range: here.clause.text.range,
          message: `No reply can keep this and ${other}: ${said(there)}.`,
          related: [{ origin: originOf(there.clause.text), message: `Contradicts ${said(here)}.` }],
        },
      ];
    }
  }
  return [];
}

/** A value that one rule binds for itself is another in the other rule, unless that binds it alike. */
function sameValues({ values }: CheckedClause, earlier: CheckedRule, later: CheckedRule): boolean {
  return values.every(({ path }) => boundTo(earlier, path) === boundTo(later, path));
}

function boundTo({ clauses }: CheckedRule, path: string): string {
  const key = nameKey(path.split('.')[0] ?? '');
  return clauses
    .filter(({ binding }) => binding?.key === key)
    .map(({ clause }) => clause.text.value)
    .join('\n');
}

function said({ clause }: CheckedClause): string {
  return `\`${clause.kind}: ${clause.text.value.trim()}\``;
}

function contradict(a: CheckedClause, b: CheckedClause): boolean {
  if (a.clause.kind === 'must' && b.clause.kind === 'must') {
    const [x, y] = [tests(a), tests(b)];
    return x.length > 0 && y.length > 0 && x.every((m) => y.every((n) => excludes(m, n)));
  }
  if (a.clause.kind === 'never' && b.clause.kind === 'must') return contradict(b, a);
  if (a.clause.kind !== 'must' || b.clause.kind !== 'never') return false;
  const [required, forbidden] = [tests(a), tests(b)];
  return required.length > 0 && required.every((m) => forbidden.some((n) => implies(m, n)));
}

/** The tests of a line's alternatives; none where one of them is not about the reply. */
function tests({ phrases }: CheckedClause): readonly TextTest[] {
  if (!phrases?.every((phrase) => phrase.about === 'reply')) return [];
  return phrases.map((phrase) => phrase.test);
}
