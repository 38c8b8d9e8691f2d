// One node that our parser read from what was proposed, and the file it is for: the patch that would put it there; undefined where it says
// nothing new. Problems and refusals come from trying it. Writes nothing.
import { fnv64 } from '../lang/hash.ts';
import { parse } from '../lang/parse.ts';
import type { Problem } from '../lang/problems.ts';
import type { Block, Member, Tree } from '../lang/tree.ts';
import { blockRow } from '../lang/vocabulary.ts';
import { applyPatch } from './apply-patches.ts';
import { linesOfBlock, linesOfMember, linesOfNode } from './lines-of.ts';
import { headerOf, nodeAt } from './locate.ts';
import { newBlockOf, newMemberOf } from './new-node.ts';
import type { Change, Evidence, Patch, PatchPlace } from './patch.ts';
import { unsupportedProblem } from './unsupported.ts';

/** Why a change is proposed. */
export interface Grounds {
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** That nothing which was given says it, in a sentence: a finding on the patch. Undefined: something does, or nothing was given to go by. */
  readonly unsupported?: string | undefined;
}

/** Reads the problems of a text that stands by itself; the door adds lint. */
export type FindProblems = (text: string, uri: string) => readonly Problem[];

export const structuralProblems: FindProblems = (text, uri) => parse(text, uri).problems;

/** A whole block: prose, dialogues, tests. */
export function blockPatch(base: Tree, block: Block, grounds: Grounds, find: FindProblems): Patch | undefined {
  const fresh = newBlockOf(block);
  if (!fresh) return undefined;
  const lines = linesOfBlock(fresh);
  const header = headerOf(block);
  // Without a title it is one more of its kind, not the one that is there.
  const place =
    fresh.title === undefined && blockRow(fresh.word)?.many ? { block: header, item: lines } : { block: header };
  return madePatch(base, place, { op: 'put-block', block: fresh }, lines, grounds, find);
}

/** One entry or item of a block. */
export function memberPatch(
  base: Tree,
  block: Block,
  member: Member,
  grounds: Grounds,
  find: FindProblems,
): Patch | undefined {
  const fresh = newMemberOf(member);
  const place: PatchPlace =
    fresh.name === undefined
      ? { block: headerOf(block), item: fresh.text }
      : { block: headerOf(block), entry: fresh.name };
  return madePatch(base, place, { op: 'put-member', member: fresh }, linesOfMember(fresh), grounds, find);
}

/** A node of the file to be taken away. */
export function removalPatch(base: Tree, place: PatchPlace, grounds: Grounds, find: FindProblems): Patch | undefined {
  return nodeAt(base, place) ? madePatch(base, place, { op: 'remove' }, undefined, grounds, find) : undefined;
}

/** The name of the persona. */
export function titlePatch(base: Tree, title: string, grounds: Grounds, find: FindProblems): Patch | undefined {
  const place = { block: 'persona' };
  return madePatch(base, place, { op: 'title', title }, `persona ${title}`, grounds, find);
}

/** A change at a place that is known: what stands there is replaced, by whatever words. Undefined where it says nothing new. */
export function madePatch(
  base: Tree,
  place: PatchPlace,
  change: Change,
  after: string | undefined,
  { reason, evidence, unsupported }: Grounds,
  find: FindProblems,
): Patch | undefined {
  const old = nodeAt(base, place);
  const before = old && (change.op === 'title' ? headLine(base, old) : linesOfNode(base, old));
  const done = applyPatch(base.text, base.uri, { place, change });
  if (done.ok && done.text === base.text) return undefined;
  if (before !== undefined && before === after) return undefined;
  return {
    id: fnv64(JSON.stringify([place, change])),
    place,
    change,
    title: titleOf(place),
    kind: change.op === 'remove' ? 'remove' : old ? 'change' : 'add',
    before,
    after,
    reason,
    evidence,
    problems: [
      ...(unsupported === undefined ? [] : [unsupportedProblem(unsupported)]),
      ...(done.ok ? fresh(find(base.text, base.uri), find(done.text, base.uri)) : []),
    ],
    effect: undefined,
    refused: done.ok ? undefined : done.reason,
  };
}

function headLine(base: Tree, node: Block | Member): string {
  return base.text.slice(node.range.start, node.range.end).split(/\r\n|\n|\r/u)[0] ?? '';
}

/** Problems that the change brings; told by code and message, since everything below it has moved. */
function fresh(before: readonly Problem[], after: readonly Problem[]): readonly Problem[] {
  const known = new Map<string, number>();
  const key = ({ code, message }: Problem) => `${code}\n${message}`;
  for (const problem of before) known.set(key(problem), (known.get(key(problem)) ?? 0) + 1);
  return after.filter((problem) => {
    const left = known.get(key(problem)) ?? 0;
    if (left > 0) known.set(key(problem), left - 1);
    return left === 0;
  });
}

function titleOf({ block, entry, item }: PatchPlace): string {
  const inner =
    entry ?? (item?.startsWith(`${block}\n`) ? item.slice(block.length) : item)?.replace(/\s+/gu, ' ').trim();
  if (inner === undefined) return block;
  const short = inner.length > 60 ? `${inner.slice(0, 59).trimEnd()}…` : inner;
  return `${block} › ${short}`;
}
