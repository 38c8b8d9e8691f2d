// What nothing that was given says, as a finding on a patch: no look at the file finds it again, so the patch carries it. In: a sentence, a patch. Out: the
// finding. Pure.
import type { Problem } from '../lang/problems.ts';
import type { Patch } from './patch.ts';

const code = 'unsupported';

export function unsupportedProblem(message: string): Problem {
  return { code, severity: 'warning', range: { start: 0, end: 0 }, message };
}

/** Empty where something supports the patch, or nothing was given that could. */
export function unsupportedIn({ problems }: Pick<Patch, 'problems'>): readonly Problem[] {
  return problems.filter((problem) => problem.code === code);
}
