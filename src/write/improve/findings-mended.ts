// Findings that a version of a file has mended. In: two trees, what was set out to be mended. Out: codes, one for each finding; none where the new
// version has errors of its own. Pure.
import type { Problem } from '../../lang/problems.ts';
import type { Block, Member, Tree } from '../../lang/tree.ts';
import { headerOf } from '../locate.ts';
import type { FindProblems } from '../make-patch.ts';
import type { Trouble } from '../offer.ts';
import { isOfProbe } from './bench.ts';

/**
 * A finding is mended where it was among what was claimed, is found no more, and what it stood on still stands. It stands on the block, and in it the
 * entry or item, that holds its place: that stands where the new version has no fewer of the same name there (of items: no fewer items). So a rule taken
 * out mends nothing that was wrong with it, nor does one under another name; one said in other words may. A finding is told by code, message and that
 * place, since lines move; hints are not counted.
 */
export function findingsMended(
  before: Tree,
  after: Tree,
  find: FindProblems,
  claimed: readonly Trouble[],
): readonly string[] {
  const [old, now] = [foundIn(before, find), foundIn(after, find)];
  if (bringsError(old, now)) return [];
  return [...new Set(old.map(({ key }) => key))].flatMap((key) => {
    const [own, left] = [old, now].map((all) => all.filter((one) => one.key === key));
    const [first] = own ?? [];
    if (!own || !left || !first || countAt(after.blocks, first.path) < countAt(before.blocks, first.path)) return [];
    const meant = own.filter(({ problem }) => claimed.some((trouble) => isAbout(trouble, problem, before.uri)));
    return meant.slice(0, Math.max(0, own.length - left.length)).map(({ problem }) => problem.code);
  });
}

interface Found {
  readonly problem: Problem;
  /** Names from the block down to what holds the place of the problem. */
  readonly path: readonly string[];
  readonly key: string;
}

function foundIn(tree: Tree, find: FindProblems): readonly Found[] {
  return find(tree.text, tree.uri)
    .filter(({ severity }) => severity !== 'hint')
    .map((problem) => {
      const path = pathTo(tree.blocks, problem.range.start);
      return { problem, path, key: JSON.stringify([problem.code, problem.message, path]) };
    });
}

/** More errors of a kind than there were. */
function bringsError(old: readonly Found[], now: readonly Found[]): boolean {
  const countOf = (all: readonly Found[], { code, message }: Problem) =>
    all.filter(({ problem }) => problem.code === code && problem.message === message).length;
  return now.some(({ problem }) => problem.severity === 'error' && countOf(now, problem) > countOf(old, problem));
}

function pathTo(nodes: readonly (Block | Member)[], at: number): readonly string[] {
  const node = nodes.find(({ range }) => range.start <= at && at < range.end);
  return node ? [nameOf(node), ...pathTo(node.children, at)] : [];
}

function countAt(nodes: readonly (Block | Member)[], [name, ...rest]: readonly string[]): number {
  if (name === undefined) return 1;
  const same = nodes.filter((node) => nameOf(node) === name);
  return same.reduce((sum, node) => sum + countAt(node.children, rest), 0);
}

function nameOf(node: Block | Member): string {
  if (node.kind === 'block') return headerOf(node);
  return node.kind === 'entry' ? node.name.key : '-';
}

/** Told by its place, or where that is not known by its words. */
function isAbout(trouble: Trouble, { code, message, range }: Problem, uri: string): boolean {
  if (trouble.kind !== 'finding' || isOfProbe(trouble)) return false;
  if (trouble.title !== code && trouble.title !== message) return false;
  const { origin } = trouble;
  return origin ? origin.uri === uri && origin.range.start === range.start : trouble.text.includes(message);
}
