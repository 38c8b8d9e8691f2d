// Findings that are known and not told again: `baseline` of `dramatis.json` names a file of fingerprints. In: problems and that
// file's text. Out: what is new, and what is in the file and gone. Reads no file itself.
import { touches } from '../../base/range.ts';
import { fnv64 } from '../../lang/hash.ts';
import type { Problem } from '../../lang/problems.ts';
import type { Block, Member, Tree } from '../../lang/tree.ts';

/** Fingerprints by path from the folder of `dramatis.json`; one that holds twice stands twice. */
export interface Baseline {
  readonly version: 1;
  readonly findings: Readonly<Record<string, readonly string[]>>;
}

/** Undefined where the text is no baseline: then nothing is known, and everything is told. */
export function readBaseline(text: string): Baseline | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isBaseline(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** Sorted, one finding a line, so that it diffs well. */
export function writeBaseline(findings: Readonly<Record<string, readonly string[]>>): string {
  const known = Object.entries(findings).filter(([, list]) => list.length > 0);
  const sorted = known
    .map(([path, list]): [string, string[]] => [path, [...list].sort()])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const baseline: Baseline = { version: 1, findings: Object.fromEntries(sorted) };
  return `${JSON.stringify(baseline, undefined, 2)}\n`;
}

/** The code and a hash of the entry it stands in, white space folded: moving or formatting an entry does not make it new. */
export function fingerprint(problem: Problem, tree: Tree): string {
  const { start, end } = entryAt(tree, problem.range.start) ?? lineAt(tree, problem.range.start);
  return `${problem.code} ${fnv64(tree.text.slice(start, end).replace(/\s+/g, ' ').trim())}`;
}

/** The code that a fingerprint begins with. */
export function codeOf(fingerprint: string): string {
  return fingerprint.split(' ', 1)[0] ?? '';
}

/** Takes known findings away, each as often as it is known. `stale`: what is known and was not found. */
export function withoutKnown(
  problems: readonly Problem[],
  tree: Tree,
  known: readonly string[],
): { readonly problems: readonly Problem[]; readonly stale: readonly string[] } {
  if (known.length === 0) return { problems, stale: [] };
  const left = [...known];
  const fresh = problems.filter((problem) => {
    const index = left.indexOf(fingerprint(problem, tree));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return { problems: fresh, stale: left };
}

/** The member right under the block, so that a whole rule or example line is one thing. */
function entryAt(tree: Tree, offset: number): Member['range'] | undefined {
  const block: Block | undefined = tree.blocks.findLast((b) => touches(b.range, offset));
  return block?.children.findLast((member) => touches(member.range, offset))?.range;
}

function lineAt(tree: Tree, offset: number): Member['range'] {
  const { line } = tree.lines.positionAt(offset);
  return { start: tree.lines.startOf(line), end: tree.lines.startOf(line + 1) };
}

function isBaseline(json: unknown): json is Baseline {
  if (typeof json !== 'object' || json === null || !('version' in json) || json.version !== 1) return false;
  if (!('findings' in json) || typeof json.findings !== 'object' || json.findings === null) return false;
  return Object.values(json.findings).every(
    (list) => Array.isArray(list) && list.every((entry) => typeof entry === 'string'),
  );
}
