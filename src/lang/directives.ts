// The comments that speak to tools: `# dramatis-ignore <rule id>: reason` and `# dramatis-keep`, each with the stretch of
// the text it speaks for. Obeys none of them: lint and the generation commands do.
import { type Range, range } from '../base/range.ts';
import type { Comment, Member, Tree } from './tree.ts';

export interface Directive {
  readonly kind: 'ignore' | 'keep';
  /** Rule ids of an `ignore`, split at commas and spaces; none: a mistake whoever obeys it may report. */
  readonly ids: readonly string[];
  readonly reason: string;
  /** The comment itself. */
  readonly range: Range;
  /** What it speaks for: the next line, or the block, entry or item that begins there with all that is in it. */
  readonly covers: Range;
}

const shape = /^dramatis-(ignore|keep)(?![\w-])\s*([^:：]*)[:：]?\s*(.*)$/su;

/** Whether the text of a comment speaks to tools. */
export function isDirective(text: string): boolean {
  return shape.test(text);
}

/** All directives of a file, in order. Directives above one another speak for the same line. */
export function directives(tree: Tree): Directive[] {
  const found = tree.comments.flatMap((comment) => {
    const match = shape.exec(comment.text);
    return match ? [{ comment, match }] : [];
  });
  if (found.length === 0) return [];
  const starts = nodesByLine(tree);
  const commentLines = new Set(tree.comments.map((comment) => tree.lines.positionAt(comment.range.start).line));
  return found.map(({ comment, match }) => ({
    kind: match[1] === 'keep' ? 'keep' : 'ignore',
    ids: (match[2] ?? '').split(/[\s,]+/u).filter((id) => id !== ''),
    reason: (match[3] ?? '').trim(),
    range: comment.range,
    covers: coversOf(tree, comment, starts, commentLines),
  }));
}

function coversOf(tree: Tree, comment: Comment, starts: Map<number, Range>, commentLines: Set<number>): Range {
  let line = tree.lines.positionAt(comment.range.start).line + 1;
  while (line < tree.lines.count && (commentLines.has(line) || isBlank(tree, line))) line += 1;
  if (line >= tree.lines.count) return range(tree.text.length, tree.text.length);
  const node = starts.get(line);
  if (node) return range(tree.lines.startOf(line), node.end);
  const end = tree.lines.startOf(line + 1);
  const text = tree.text.slice(tree.lines.startOf(line), end).replace(/[\r\n]+$/u, '');
  return range(tree.lines.startOf(line), tree.lines.startOf(line) + text.length);
}

function isBlank(tree: Tree, line: number): boolean {
  return tree.text.slice(tree.lines.startOf(line), tree.lines.startOf(line + 1)).trim() === '';
}

/** The outermost node that begins on each line. */
function nodesByLine(tree: Tree): Map<number, Range> {
  const starts = new Map<number, Range>();
  const add = (node: { range: Range }): void => {
    const { line } = tree.lines.positionAt(node.range.start);
    if (!starts.has(line)) starts.set(line, node.range);
  };
  for (const block of tree.blocks) {
    add(block);
    const members: Member[] = [...block.children];
    for (let member = members.pop(); member; member = members.pop()) {
      add(member);
      for (const child of member.children) members.push(child);
    }
  }
  return starts;
}
