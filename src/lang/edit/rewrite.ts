// A node made to say something else, member by member: lines that stay are not touched, comments and blank lines between them stay, too. In: a tree,
// a block or member of it, what it is to say. Out: edits that touch nothing else, or why not.
import { range } from '../../base/range.ts';
import type { TextEdit } from '../../base/text-edit.ts';
import type { Block, Member, Tree } from '../tree.ts';
import { blockSays, type NewMember, type OutlineLine, outline, outlineOf, outlineOfNew, spanOf } from './outline.ts';
import { pairedWith } from './paired.ts';
import { anchorOf, childIndentation, indentStepOf, lineBreakOf, lineEnd, nextLine } from './place.ts';
import { setText, textEdits } from './set-text.ts';
import { type NewBlock, removal, replaceBlock } from './structure.ts';
import { type Edited, refused, verified } from './verified.ts';
import { memberLines } from './write-lines.ts';

/** The block becomes `fresh`, which has its word and title. Where no edit line by line reads back, its lines are written anew. */
export function rewriteBlock(tree: Tree, block: Block, fresh: NewBlock): Edited {
  const head: OutlineLine = {
    depth: 0,
    says: blockSays(block.name.text, block.title?.value, block.prose?.value),
    node: undefined,
  };
  const children = fresh.children ?? [];
  const expected = [head, ...children.flatMap((child) => outlineOfNew(child, 1))];
  const sameText = (fresh.prose ?? '') === (block.prose?.value ?? '');
  const all = withSpan(tree, block, expected);
  for (const setting of sameText ? [textEdits, carefully] : []) {
    const edits = childEdits(tree, block, children, setting);
    const done = edits && verified(tree, edits, all);
    if (done?.ok) return done;
  }
  return replaceBlock(tree, block, fresh);
}

/** The member becomes `fresh`. Refused where that cannot be written line by line. */
export function rewriteMember(tree: Tree, member: Member, fresh: NewMember): Edited {
  const edits = memberEdits(tree, member, fresh, carefully);
  const depth = outline(tree).find(({ node }) => node === member)?.depth;
  if (!edits || depth === undefined) return refused('This cannot be changed line by line.');
  return verified(tree, edits, withSpan(tree, member, outlineOfNew(fresh, depth)));
}

/** How a text is set: quickly, or read back each by itself. */
type Setting = typeof textEdits;

const carefully: Setting = (tree, member, text) => {
  const done = setText(tree, member, text);
  return done.ok ? done.edits : undefined;
};

/** The outline of the tree with what `node` says replaced. */
function withSpan(tree: Tree, node: Block | Member, fresh: readonly OutlineLine[]): OutlineLine[] {
  const lines = outline(tree);
  const span = spanOf(lines, node);
  return span ? [...lines.slice(0, span.from), ...fresh, ...lines.slice(span.to)] : lines;
}

function memberEdits(tree: Tree, member: Member, fresh: NewMember, setting: Setting): readonly TextEdit[] | undefined {
  if ((member.kind === 'entry') !== (fresh.name !== undefined)) return undefined;
  const named =
    member.kind === 'entry' && fresh.name !== undefined && fresh.name !== member.name.text
      ? [{ range: member.name.range, text: fresh.name }]
      : [];
  const text = member.text.value === fresh.text ? [] : setting(tree, member, fresh.text);
  const inside = childEdits(tree, member, fresh.children ?? [], setting);
  return text && inside && [...named, ...text, ...inside];
}

function childEdits(
  tree: Tree,
  parent: Block | Member,
  fresh: readonly NewMember[],
  setting: Setting,
): readonly TextEdit[] | undefined {
  const old = parent.children.map((child) => ({ says: saying(outlineOf(child, 0)), name: nameOf(child) }));
  const wanted = fresh.map((child) => ({ says: saying(outlineOfNew(child, 0)), name: child.name }));
  const pairs = pairedWith(old, wanted);
  const taken = new Set(pairs);
  const gone = new Set(old.flatMap((_, at) => (taken.has(at) ? [] : [at])));
  const edits = [...takenAway(tree, parent, gone)];
  const [nl, step, indent] = [lineBreakOf(tree), indentStepOf(tree), childIndentation(tree, parent)];
  let behind = 0;
  let lines: string[] = [];
  const flush = () => {
    const at = anchorOf(tree, parent, behind);
    if (lines.length > 0) edits.push({ range: range(at, at), text: lines.map((line) => nl + line).join('') });
    lines = [];
  };
  for (const [at, member] of fresh.entries()) {
    const kept = pairs[at];
    const child = kept === undefined ? undefined : parent.children[kept];
    if (!child || kept === undefined) {
      lines.push(...memberLines(member, indent, step));
      continue;
    }
    flush();
    behind = kept + 1;
    if (old[kept]?.says === wanted[at]?.says) continue;
    const own = memberEdits(tree, child, member, setting);
    if (!own) return undefined;
    edits.push(...own);
  }
  flush();
  return edits;
}

/** The lines of what is taken away; blank lines before them where they would part nothing any more. */
function takenAway(tree: Tree, parent: Block | Member, gone: ReadonlySet<number>): readonly TextEdit[] {
  return [...gone].flatMap((at): TextEdit[] => {
    const child = parent.children[at];
    if (!child) return [];
    const own = removal(tree, child);
    const before = parent.children[at - 1];
    if (!before || own.range.end >= tree.text.length) return [own];
    let last = at;
    while (gone.has(last + 1)) last++;
    const next = parent.children[last + 1];
    const end = nextLine(tree, parent.children[last]?.range.end ?? own.range.end);
    const partsNothing = gone.has(at - 1) || !next || isBlank(tree, end, lineEnd(tree, end));
    const from = nextLine(tree, lineEnd(tree, before.range.end));
    return partsNothing && from < own.range.start && isBlank(tree, from, own.range.start)
      ? [{ range: range(from, own.range.end), text: '' }]
      : [own];
  });
}

function isBlank({ text }: Tree, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}

function saying(lines: readonly OutlineLine[]): string {
  return JSON.stringify(lines.map(({ depth, says }) => [depth, says]));
}

function nameOf(member: Member): string | undefined {
  return member.kind === 'entry' ? member.name.text : undefined;
}
