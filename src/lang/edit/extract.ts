// Blocks and entries of a file become a parent of their own that the file extends. In: a tree, what is to move, how the parent is called.
// Out: the text of the new file and the edits of this one, or why not. Whether the persona still says the same is for others to see.
import { range } from '../../base/range.ts';
import { applyEdits, type TextEdit } from '../../base/text-edit.ts';
import { parse } from '../parse.ts';
import type { Block, Entry, Member, Tree } from '../tree.ts';
import { blockSays, difference, type OutlineLine, outline, outlineOf, spanOf } from './outline.ts';
import { blockEnd, lineBreakOf, lineEnd, startWithComments } from './place.ts';
import { setText } from './set-text.ts';
import { addMember, remove } from './structure.ts';
import { type Edited, refused } from './verified.ts';

/** What moves of one block: all of it, or some of what stands right under its header. */
export interface Moved {
  readonly block: Block;
  /** In the order of the file; undefined: the whole block. */
  readonly members: readonly Member[] | undefined;
}

export interface NewParent {
  /** As `extends` is to name it. */
  readonly path: string;
  /** What the parent is called. */
  readonly title: string;
}

export type Extracted =
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly parent: string }
  | { readonly ok: false; readonly reason: string };

/** What a child does not inherit, or what says who the parents are, stays. */
const stays = new Set(['extends', 'without']);

/** Whether a member may move; those that may not are left where they are. */
export function mayMove(block: Block, member: Member): boolean {
  return !(block.word === 'persona' && member.kind === 'entry' && stays.has(member.word ?? ''));
}

export function extractParent(tree: Tree, moved: readonly Moved[], parent: NewParent): Extracted {
  const unread = moved.find(({ block }) => block.word === undefined);
  if (unread) return no(`There is no block \`${unread.block.name.text}\`.`);
  const own = moved.find(({ block: { word } }) => word === 'scene' || word === 'test');
  if (own) return no(`A ${own.block.word} is not inherited, so it stays in its own file.`);
  const nodes = moved.flatMap(({ block, members }): readonly (Block | Member)[] => members ?? [block]);
  if (nodes.length === 0) return no('Select the entries or blocks that are to move.');
  const removals: TextEdit[] = [];
  for (const node of nodes) {
    const removed = remove(tree, node);
    if (!removed.ok) return no(removed.reason);
    removals.push(...removed.edits);
  }
  const rest = parse(applyEdits(tree.text, united(removals)), tree.uri);
  const text = parentText(tree, moved, parent.title);
  if (difference(outline(rest), without(tree, nodes)) !== undefined || !saysMoved(text, moved, parent.title)) {
    return no(
      'These lines cannot be moved as they stand: mind fences left open, and lines indented unlike the others.',
    );
  }
  const extended = addParent(rest, parent.path);
  if (!extended.ok) return no(extended.reason);
  return {
    ok: true,
    edits: together(tree, united(removals), parent, applyEdits(rest.text, extended.edits)),
    parent: text,
  };
}

function no(reason: string): Extracted {
  return { ok: false, reason };
}

/** Edit by edit where they do not meet, else one replacement. */
function together(tree: Tree, removals: readonly TextEdit[], { path }: NewParent, after: string): readonly TextEdit[] {
  const extended = addParent(tree, path);
  const apart =
    extended.ok &&
    extended.edits.every(({ range: a }) => removals.every(({ range: b }) => a.end < b.start || b.end < a.start));
  const edits = apart ? [...removals, ...extended.edits] : [];
  return apart && applyEdits(tree.text, edits) === after ? edits : [between(tree.text, after)];
}

/** The path behind those that are there, in the manner in which they stand; else as an entry of its own behind `kind`. */
function addParent(tree: Tree, path: string): Edited {
  const block = tree.blocks.find(({ word }) => word === 'persona');
  if (!block) return refused('This file has no `persona` block that could extend another.');
  const old = block.children.find((child): child is Entry => child.kind === 'entry' && child.word === 'extends');
  if (old && old.children.length > 0) return addMember(tree, old, { text: path });
  if (old) return setText(tree, old, old.text.value.trim() === '' ? path : `${old.text.value.trim()}, ${path}`);
  const [first] = block.children;
  const behind = first?.kind === 'entry' && first.word === 'kind' ? 1 : 0;
  return addMember(tree, block, { name: 'extends', text: path }, behind);
}

/** Lines as they stand with the comments above them, each under the header that it stood under. */
function parentText(tree: Tree, moved: readonly Moved[], title: string): string {
  const nl = lineBreakOf(tree);
  const head: string[] = [`persona ${title}`];
  const rest: string[] = [];
  for (const { block, members } of moved) {
    const whole = tree.text.slice(startWithComments(tree, block), blockEnd(tree, block));
    const lines = (members ?? []).map((member) =>
      tree.text.slice(startWithComments(tree, member), lineEnd(tree, member.range.end)),
    );
    if (block.word === 'persona') head.push(...lines);
    else if (members) rest.push([tree.text.slice(block.header.start, block.header.end), ...lines].join(nl));
    else rest.push(whole);
  }
  return [head.join(nl), ...rest].join(nl + nl) + nl;
}

/** Deletions that touch or overlap as one. */
function united(deletions: readonly TextEdit[]): TextEdit[] {
  const sorted = [...deletions].sort((a, b) => a.range.start - b.range.start);
  const found: TextEdit[] = [];
  for (const edit of sorted) {
    const last = found.at(-1);
    if (!last || edit.range.start > last.range.end) found.push(edit);
    else {
      const end = Math.max(last.range.end, edit.range.end);
      found[found.length - 1] = { range: { start: last.range.start, end }, text: '' };
    }
  }
  return found;
}

function without(tree: Tree, nodes: readonly (Block | Member)[]): readonly OutlineLine[] {
  const lines = outline(tree);
  for (const node of nodes) {
    const span = spanOf(lines, node);
    if (span) lines.splice(span.from, span.to - span.from);
  }
  return lines;
}

/** Whether the new file says what moved, word for word, and nothing else. */
function saysMoved(text: string, moved: readonly Moved[], title: string): boolean {
  const said = ({ block, members }: Moved) =>
    members ? members.flatMap((member) => outlineOf(member, 1)) : outlineOf(block, 0);
  const header = (says: string): OutlineLine => ({ depth: 0, says, node: undefined });
  const [own, others] = [true, false].map((is) => moved.filter(({ block }) => (block.word === 'persona') === is));
  const expected = [
    header(blockSays('persona', title, undefined)),
    ...(own ?? []).flatMap(said),
    ...(others ?? []).flatMap((one) => [
      ...(one.members ? [header(blockSays(one.block.name.text, one.block.title?.value, one.block.prose?.value))] : []),
      ...said(one),
    ]),
  ];
  return difference(outline(parse(text)), expected) === undefined;
}

/** One replacement, of what differs alone. */
function between(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { range: range(start, before.length - same), text: after.slice(start, after.length - same) };
}
