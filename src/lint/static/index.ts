// The list of all static rules: adding one is a file, a line here, a page in docs/rules and fixtures.
import { asciiOnlyPattern } from './ascii-only-pattern.ts';
import { breaksOwnRule } from './breaks-own-rule.ts';
import { clinicalAuthority } from './clinical-authority.ts';
import { contradictoryRules } from './contradictory-rules.ts';
import { hiddenUnicode } from './hidden-unicode.ts';
import { noReplyFound } from './no-reply-found.ts';
import { overBudget } from './over-budget.ts';
import { patternAlwaysMatches } from './pattern-always-matches.ts';
import { patternNeverMatches } from './pattern-never-matches.ts';
import type { LintRule } from './rule.ts';
import { ruleNeverApplies } from './rule-never-applies.ts';
import { ruleWithoutCheck } from './rule-without-check.ts';
import { secretGivenAway } from './secret-given-away.ts';
import { suggestThrough } from './suggest-through.ts';
import { unusedGiven } from './unused-given.ts';

export const staticRules: readonly LintRule[] = [
  breaksOwnRule,
  contradictoryRules,
  noReplyFound,
  ruleNeverApplies,
  patternAlwaysMatches,
  patternNeverMatches,
  asciiOnlyPattern,
  ruleWithoutCheck,
  secretGivenAway,
  suggestThrough,
  unusedGiven,
  hiddenUnicode,
  overBudget,
  clinicalAuthority,
];
