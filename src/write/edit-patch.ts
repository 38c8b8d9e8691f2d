// A patch whose words the author has changed, read and tried like any other. In: the file, the patch, the new lines. Out: patches in its place,
// or in words what is wrong with the lines.
import { nameKey } from '../lang/name.ts';
import type { Problem } from '../lang/problems.ts';
import type { Tree } from '../lang/tree.ts';
import { nodeAt } from './locate.ts';
import { type FindProblems, type Grounds, madePatch } from './make-patch.ts';
import type { Patch } from './patch.ts';
import { patchesOfLines, patchesOfText } from './patches-of.ts';

export type PatchEdited =
  | { readonly ok: true; readonly patches: readonly Patch[] }
  | { readonly ok: false; readonly reason: string; readonly problems: readonly Problem[] };

/** `lines`: of the language, as `Patch.after` has them. Reason and evidence stay: they are why there is a change at all. */
export function editPatch(base: Tree, patch: Patch, lines: string, find: FindProblems): PatchEdited {
  const { place, change, reason, evidence, oneOf } = patch;
  if (lines.trim() === '') return { ok: false, reason: 'There are no words left. Reject it instead.', problems: [] };
  const grounds = { reason, evidence };
  const text = `${lines.trimEnd()}\n`;
  const whole = change.op === 'put-block' || change.op === 'title';
  const read = whole
    ? patchesOfText(base, text, grounds, find)
    : patchesOfLines(base, place.block, lines, grounds, find);
  // A part of a file does not begin as a file does.
  const problems = read.problems.filter(({ code }) => code !== 'missing-persona');
  const [problem] = problems;
  if (problem) return { ok: false, reason: problem.message, problems };
  if (read.patches.length === 0) {
    return { ok: false, reason: 'That says nothing that is not in the file already.', problems: [] };
  }
  const word = nameKey(place.block.split(' ')[0] ?? '');
  const astray = read.patches.find((one) => nameKey(one.place.block.split(' ')[0] ?? '') !== word);
  if (astray) return { ok: false, reason: `That belongs into \`${astray.place.block}\`, not here.`, problems: [] };
  const [first, ...more] = read.patches;
  const own = first && (inItsPlace(base, patch, first, grounds, find) ?? first);
  const patches = own ? [{ ...own, ...(oneOf === undefined ? {} : { oneOf }) }, ...more] : more;
  const refused = patches.find((one) => one.refused !== undefined);
  if (refused?.refused !== undefined) return { ok: false, reason: refused.refused, problems: refused.problems };
  return { ok: true, patches };
}

/** Found by words, an item or one greeting of several would be one more: it still replaces what the patch was for. Undefined: it is found by its name. */
function inItsPlace(
  base: Tree,
  { place, change }: Patch,
  edited: Patch,
  grounds: Grounds,
  find: FindProblems,
): Patch | undefined {
  if (place.item === undefined || edited.place.item === undefined || edited.change.op !== change.op) return undefined;
  return nodeAt(base, place) ? madePatch(base, place, edited.change, edited.after, grounds, find) : undefined;
}
