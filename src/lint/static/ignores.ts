// `# dramatis-ignore <id>: reason`: which findings a comment silences, and what is wrong with such comments themselves.
import { covers } from '../../base/range.ts';
import type { Directive } from '../../lang/directives.ts';
import { type Problem, problemCodes } from '../../lang/problems.ts';
import { isBehaviorCode } from './behavior-summaries.ts';
import { staticRules } from './index.ts';

/** Whether a comment above the finding's line or entry names its code. */
export function ignored(problem: Problem, directives: readonly Directive[]): boolean {
  return directives.some((d) => d.kind === 'ignore' && d.ids.includes(problem.code) && covers(d.covers, problem.range));
}

/** Ignores of a code that does not exist, and ignores that silence nothing any more. */
export function ignoreProblems(directives: readonly Directive[], found: readonly Problem[]): readonly Problem[] {
  return directives.flatMap((directive): Problem[] => {
    if (directive.kind !== 'ignore') return [];
    if (directive.ids.length === 0)
      return [needless(directive, 'Name the finding to ignore: `# dramatis-ignore unused-given: reason`.')];
    return directive.ids.flatMap((code) => {
      // Whether it silences something only a model's answers can tell.
      if (isBehaviorCode(code)) return [];
      if (!isCode(code)) return [needless(directive, `There is no finding called \`${code}\`.`)];
      const silences = found.some((p) => p.code === code && covers(directive.covers, p.range));
      return silences ? [] : [needless(directive, `Nothing here is found as \`${code}\`: this comment can go.`)];
    });
  });
}

function isCode(code: string): boolean {
  return problemCodes.some((c) => c === code) || staticRules.some((rule) => rule.id === code);
}

function needless(directive: Directive, message: string): Problem {
  return { code: 'needless-ignore', severity: 'hint', range: directive.range, message };
}
