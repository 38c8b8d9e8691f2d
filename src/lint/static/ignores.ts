// `# dramatis-ignore <id>: reason`: which findings a comment silences, and what is wrong with such comments themselves.
import { covers } from '../../base/range.ts';
import type { Directive } from '../../lang/directives.ts';
import { type Problem, problemCodes } from '../../lang/problems.ts';
import { staticRules } from './index.ts';

/** Whether a comment above the finding's line or entry names its code. */
export function ignored(problem: Problem, directives: readonly Directive[]): boolean {
  return directives.some((d) => d.kind === 'ignore' && d.code === problem.code && covers(d.target, problem.range));
}

/** Ignores of a code that does not exist, and ignores that silence nothing any more. */
export function ignoreProblems(directives: readonly Directive[], found: readonly Problem[]): readonly Problem[] {
  return directives.flatMap((directive): Problem[] => {
    if (directive.kind !== 'ignore') return [];
    const { code, range } = directive;
    const known = problemCodes.some((c) => c === code) || staticRules.some((rule) => rule.id === code);
    if (known && found.some((p) => p.code === code && covers(directive.target, p.range))) return [];
    return [
      {
        code: 'needless-ignore',
        severity: 'hint',
        range,
        message: known ? `Nothing here is found as \`${code}\`: this comment can go.` : `There is no finding called \`${code}\`.`,
      },
    ];
  });
}
