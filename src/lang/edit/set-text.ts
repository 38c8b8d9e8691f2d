// Sets what a node says, as edits that touch nothing else. Refuses where the text would not read back as given.
import { range } from '../../base/range.ts';
import type { TextEdit } from '../../base/text-edit.ts';
import type { Block, Member, Tree } from '../tree.ts';
import { blockSays, memberSays, outline } from './outline.ts';
import { childIndentation, indentationOf, indentStepOf, lineBreakOf, lineEnd, lineStart, nextLine } from './place.ts';
import { type Edited, refused, verified } from './verified.ts';
import { type TextForm, textForm, textLines } from './write-lines.ts';

/** The prose of a block, or the text of an entry or item, becomes `value` (lines parted by any line break). */
export function setText(tree: Tree, node: Block | Member, value: string): Edited {
  const text = value.replace(/\r\n|\r/gu, '\n');
  if (text !== text.trim()) return refused('A text cannot begin or end with white space.');
  if (node.kind === 'block') return setProse(tree, node, text);
  if (node.children.some((child) => child.range.start < node.text.range.end)) {
    return refused('Its text goes on behind its clauses; move those lines up first.');
  }
  const expected = outline(tree).map((line) =>
    line.node === node ? { ...line, says: memberSays(node.kind === 'entry' ? node.name.text : undefined, text) } : line,
  );
  const preferred = usualForm(tree, node, text);
  const first = verified(tree, memberEdits(tree, node, text, preferred), expected);
  if (first.ok) return first;
  const second = verified(tree, memberEdits(tree, node, text, preferred === 'line' ? 'below' : 'line'), expected);
  return second.ok ? second : first;
}

/** The title of a block; an empty one takes it away. */
export function setTitle(tree: Tree, block: Block, title: string): Edited {
  const expected = outline(tree).map((line) =>
    line.node === block ? { ...line, says: blockSays(block.name.text, title, block.prose?.value) } : line,
  );
  const old = block.title?.range;
  const at = old
    ? range(title === '' ? block.name.range.end : old.start, old.end)
    : range(block.header.end, block.header.end);
  return verified(tree, [{ range: at, text: old || title === '' ? title : ` ${title}` }], expected);
}

/** The same for a member, in its usual form and not read back: that is the caller's. Undefined where it is known to be refused. */
export function textEdits(tree: Tree, member: Member, text: string): readonly TextEdit[] | undefined {
  if (text !== text.trim() || member.children.some((child) => child.range.start < member.text.range.end))
    return undefined;
  return memberEdits(tree, member, text, usualForm(tree, member, text));
}

function usualForm(tree: Tree, member: Member, text: string): TextForm {
  return beginsBelow(tree, member) && text !== '' ? 'below' : textForm(text);
}

function beginsBelow(tree: Tree, member: Member): boolean {
  return member.text.value !== '' && member.text.range.start > lineEnd(tree, member.range.start);
}

function memberEdits(tree: Tree, member: Member, text: string, form: TextForm): TextEdit[] {
  const nl = lineBreakOf(tree);
  const { first, deeper } = textLines(text, deeperIndentation(tree, member), form);
  const old = member.text.range;
  const online = !beginsBelow(tree, member);
  const head = lineEnd(tree, member.range.start);
  const start = online && first !== '' ? old.start : behindHead(member);
  const end = Math.max(old.end, old.start === old.end ? head : old.end);
  const before = tree.text[start - 1] ?? ' ';
  const space = first === '' || /\s/u.test(before) || start === member.range.start ? '' : ' ';
  const lines = [`${space}${first}`, ...deeper, ...linesInside(tree, member, start, end)];
  return [{ range: range(start, end), text: lines.join(nl) }];
}

/** Offset behind the colon or the marker. */
function behindHead(member: Member): number {
  return member.kind === 'item' ? member.marker.end : member.name.range.end + 1;
}

/** Comments and stray lines between the lines of a text: they stay. */
function linesInside(
  tree: Tree,
  node: { text: { segments: readonly { start: number }[] } },
  start: number,
  end: number,
): string[] {
  const own = new Set(node.text.segments.map((segment) => lineStart(tree, segment.start)));
  const kept: string[] = [];
  for (let at = nextLine(tree, start); at < end; at = nextLine(tree, at)) {
    const line = tree.text.slice(at, lineEnd(tree, at));
    if (!own.has(at) && line.trim() !== '') kept.push(line);
  }
  return kept;
}

function deeperIndentation(tree: Tree, member: Member): string {
  const head = lineEnd(tree, member.range.start);
  const below = member.text.segments.find((segment) => segment.start > head);
  if (below) return tree.text.slice(lineStart(tree, below.start), below.start);
  const child = member.children[0];
  return child ? childIndentation(tree, member) : indentationOf(tree, member) + indentStepOf(tree);
}

function setProse(tree: Tree, block: Block, text: string): Edited {
  if (!block.prose) return refused('This block holds entries, not a text.');
  const nl = lineBreakOf(tree);
  const first = block.prose.segments[0];
  const indent = first ? tree.text.slice(lineStart(tree, first.start), first.start) : indentStepOf(tree);
  const { deeper } = textLines(text, indent, 'below');
  const start = block.header.end;
  const end = first ? block.prose.range.end : start;
  const kept = linesInside(tree, { text: block.prose }, start, end);
  const expected = outline(tree).map((line) =>
    line.node === block ? { ...line, says: blockSays(block.name.text, block.title?.value, text) } : line,
  );
  const lines = text === '' ? kept : [...deeper, ...kept];
  const edit = { range: range(start, end), text: lines.map((line) => nl + line).join('') };
  return verified(tree, [edit], expected);
}
