// Runs the static rules over one persona: a context in, problems out, severities of the configuration and ignores applied.
// Order and result depend on nothing but the context.
import type { Config } from '../../config/config.ts';
import { type Directive, directives } from '../../lang/directives.ts';
import { inOrder, type Problem } from '../../lang/problems.ts';
import { ignored, ignoreProblems } from './ignores.ts';
import { staticRules } from './index.ts';
import type { LintContext } from './rule.ts';

/**
 * Structural problems of the file, problems of its phrases, and findings of every rule of the phase. Yields wherever it may rest.
 * @returns in the order of the text; what `dramatis.json` turns off or a comment ignores is not among them.
 */
export function* lintInSteps(context: LintContext, phase: 'typing' | 'save'): Generator<void, readonly Problem[]> {
  const { config } = context;
  const found: Problem[] = [...context.structure];
  for (const rule of staticRules) {
    if (config.severities[rule.id] === 'off') continue;
    if (phase === 'typing' && rule.phase === 'save') continue;
    for (const problem of rule.check(context)) {
      if (problem) found.push(problem);
      yield;
    }
    yield;
  }
  if (phase === 'typing' && found.length === 0) return found;
  const said = directives(context.tree);
  if (phase === 'save') found.push(...ignoreProblems(said, found));
  return heeded(found, config, said);
}

/** What of `found` is to be told: what `dramatis.json` turns off or a comment ignores is left out, severities are as it says. In the order of the text. */
export function heeded(found: readonly Problem[], config: Config, said: readonly Directive[]): readonly Problem[] {
  return found
    .filter((problem) => config.severities[problem.code] !== 'off' && !ignored(problem, said))
    .map((problem) => withSeverity(problem, config.severities[problem.code]))
    .sort(inOrder);
}

function withSeverity(problem: Problem, severity: string | undefined): Problem {
  return severity === 'error' || severity === 'warning' || severity === 'hint' ? { ...problem, severity } : problem;
}
