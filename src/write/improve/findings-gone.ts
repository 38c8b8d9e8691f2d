// What a version has no more of the problems of another. In: two trees. Out: codes, one for each problem that is gone; none where the new one
// has errors of its own. Pure.
import type { Problem } from '../../lang/problems.ts';
import type { Tree } from '../../lang/tree.ts';
import type { FindProblems } from '../make-patch.ts';

/** Told by code and message, since lines move. Hints are not counted. */
export function findingsGone(before: Tree, after: Tree, find: FindProblems): readonly string[] {
  const left = counted(find(after.text, after.uri));
  const old = counted(find(before.text, before.uri));
  const fresh = [...left].some(([key, { count, problem }]) => {
    return problem.severity === 'error' && count > (old.get(key)?.count ?? 0);
  });
  if (fresh) return [];
  return [...old].flatMap(([key, { count, problem }]) => {
    const gone = count - (left.get(key)?.count ?? 0);
    return Array.from({ length: Math.max(0, gone) }, () => problem.code);
  });
}

function counted(
  problems: readonly Problem[],
): ReadonlyMap<string, { readonly count: number; readonly problem: Problem }> {
  const all = new Map<string, { count: number; problem: Problem }>();
  for (const problem of problems) {
    if (problem.severity === 'hint') continue;
    const key = `${problem.code}\n${problem.message}`;
    const known = all.get(key);
    if (known) known.count++;
    else all.set(key, { count: 1, problem });
  }
  return all;
}
