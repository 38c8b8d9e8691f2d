// A node in lines of the language, as a person reads it in a list of patches. Pure.

import { memberLines, textLines } from '../lang/edit/write-lines.ts';
import type { NewBlock, NewMember } from '../lang/edit.ts';
import type { Block, Member, Tree } from '../lang/tree.ts';

const step = '  ';

export function linesOfMember(member: NewMember): string {
  return memberLines(member, '', step).join('\n');
}

export function linesOfBlock(block: NewBlock): string {
  const head = block.title ? `${block.word} ${block.title}` : block.word;
  const prose = block.prose ? textLines(block.prose, step, 'below').deeper : [];
  const children = (block.children ?? []).flatMap((child) => memberLines(child, step, step));
  return [head, ...prose, ...children].join('\n');
}

/** As it stands in its file, without the indentation that all its lines share. */
export function linesOfNode(tree: Tree, node: Block | Member): string {
  const text = tree.text.slice(node.range.start, node.range.end).trimEnd();
  const [first = '', ...rest] = text.split(/\r\n|\n|\r/u);
  const indents = rest.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const own = tree.lines.positionAt(node.range.start).character;
  const shared = Math.min(own, ...indents);
  return [first, ...rest.map((line) => line.slice(shared))].join('\n');
}
