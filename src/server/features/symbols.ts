// The outline of a persona: blocks, and under them what has a name or, in dialogues, a speaker.
import type * as lsp from 'vscode-languageserver-protocol';
import type { Block, Member, Tree } from '../../lang/tree.ts';
import { symbolKind, toRange } from '../to-lsp.ts';

/** Longest text shown beside a name. */
const glimpse = 60;

export function documentSymbols(tree: Tree): lsp.DocumentSymbol[] {
  return tree.blocks.map((block) => ({
    name: block.title?.value.trim() ? `${block.name.text} ${block.title.value.trim()}` : block.name.text || '(no name)',
    kind: block.word === 'persona' ? symbolKind.class : block.word === 'test' ? symbolKind.event : symbolKind.object,
    range: toRange(tree.lines, block.range),
    selectionRange: toRange(tree.lines, block.header),
    children: block.children.flatMap((member) => symbol(tree, block, member)),
  }));
}

function symbol(tree: Tree, block: Block, member: Member): lsp.DocumentSymbol[] {
  const text = short(member.text.value);
  const name = member.kind === 'entry' ? member.name.text : block.word === 'rules' ? text : undefined;
  if (!name) return [];
  return [
    {
      name,
      detail: member.kind === 'entry' ? text : '',
      kind:
        block.word === 'given'
          ? symbolKind.constant
          : member.kind === 'entry'
            ? symbolKind.property
            : symbolKind.string,
      range: toRange(tree.lines, member.range),
      selectionRange: toRange(tree.lines, member.kind === 'entry' ? member.name.range : firstLine(tree, member)),
    },
  ];
}

function firstLine(tree: Tree, member: Member) {
  const { line } = tree.lines.positionAt(member.range.start);
  return {
    start: member.range.start,
    end: Math.min(member.range.end, Math.max(member.range.start, tree.lines.startOf(line + 1) - 1)),
  };
}

function short(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > glimpse ? `${line.slice(0, glimpse - 1)}…` : line;
}
