// A value that is declared and never used: in prose, phrases or another value.
import type { Problem } from '../../lang/problems.ts';
import type { LintContext, LintRule } from './rule.ts';
import { usedNames } from './used-names.ts';

export const unusedGiven: LintRule = {
  id: 'unused-given',
  severity: 'hint',
  summary: 'A `given` value that nothing uses.',
  phase: 'save',
  check: ({ persona }: LintContext): readonly Problem[] => {
    const used = usedNames(persona);
    return persona.given
      .filter((given) => given.origin.uri === persona.uri && !used.has(given.name.key))
      .map((given) => ({
        code: 'unused-given',
        severity: 'hint',
        range: given.name.range,
        message: `Nothing uses \`${given.name.text}\`. Write {{${given.name.text}}} where it is meant, or take it out.`,
      }));
  },
};
