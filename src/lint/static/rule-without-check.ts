// A rule that only a judge model could decide: it states no `must`, `never` or `user must`. Fine, but worth knowing.
import type { Problem } from '../../lang/problems.ts';
import type { LintContext, LintRule } from './rule.ts';

export const ruleWithoutCheck: LintRule = {
  id: 'rule-without-check',
  severity: 'hint',
  summary: 'A rule that no program can check: it has no `must:`, `never:` or `user must:` line.',
  phase: 'save',
  check: ({ persona }: LintContext): readonly Problem[] =>
    persona.rules
      .filter((rule) => rule.origin.uri === persona.uri && rule.severity !== 'off')
      .filter((rule) => !rule.clauses.some(({ kind }) => kind === 'must' || kind === 'never' || kind === 'user must'))
      .map((rule) => ({
        code: 'rule-without-check',
        severity: 'hint',
        range: rule.name?.range ?? rule.sentence.range,
        message: rule.clauses.some(({ kind }) => kind === 'judge')
          ? 'Only a judge model can decide this rule. A `must:` or `never:` line would be checked on every save, free.'
          : 'Nothing checks this rule. Add a `must:`, `never:` or `judge:` line.',
      })),
};
