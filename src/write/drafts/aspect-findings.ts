// What a drafted paragraph leaves out of the aspects that an author chose, as findings on the change that brings it. In: a change, findings in words. Out: the
// change with its problems. Pure.
import { parse } from '../../lang/parse.ts';
import type { Problem } from '../../lang/problems.ts';
import type { Tree } from '../../lang/tree.ts';
import { applyPatch } from '../apply-patches.ts';
import { blockAt } from '../locate.ts';
import type { Patch } from '../patch.ts';

/** They stand on the whole block. Lint cannot find them: nothing in a file says that a text must hold another. */
export function withFindings(base: Tree, patch: Patch, messages: readonly string[]): Patch {
  const done = applyPatch(base.text, base.uri, patch);
  const put = done.ok ? blockAt(parse(done.text, base.uri), patch.place.block) : undefined;
  const range = put?.range ?? { start: 0, end: 0 };
  const found = messages.map((message): Problem => ({ code: 'aspect-left-out', severity: 'warning', range, message }));
  return { ...patch, problems: [...patch.problems, ...found] };
}
