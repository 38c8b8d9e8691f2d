// What Enter does to the indentation of a new, empty line: under a header or a name without text it is one step deeper, else as deep as
// the line before, both in the manner of the file. Touches nothing that has ink, and nothing but that line.
import type * as lsp from 'vscode-languageserver-protocol';
import { childIndentation } from '../../lang/edit/place.ts';
import type { Tree } from '../../lang/tree.ts';
import { blockRow } from '../../lang/vocabulary.ts';
import { atCursor } from '../at-cursor.ts';

export function onTypeFormatting(tree: Tree, position: lsp.Position): lsp.TextEdit[] {
  const { line } = position;
  const written = lineText(tree, line);
  if (line === 0 || written.trim() !== '') return [];
  const wanted = indentationBelow(tree, line - 1);
  if (written === wanted) return [];
  const range = { start: { line, character: 0 }, end: { line, character: written.length } };
  return [{ range, newText: wanted }];
}

/** What a line begins with that comes next after `line`: tabs stay tabs, so that as deep is as deep in columns, too. */
function indentationBelow(tree: Tree, line: number): string {
  const text = lineText(tree, line);
  const ink = text.length - text.trimStart().length;
  const written = text.slice(0, ink).replace(/^\ufeff/u, '');
  if (text.trim() === '') return written;
  const start = tree.lines.startOf(line) + ink;
  const { block, path } = atCursor(tree, start);
  if (!block) return written;
  if (block.name.range.start === start) return block.word && blockRow(block.word) ? childIndentation(tree, block) : '';
  const member = path.findLast((one) => one.member.range.start === start)?.member;
  const opens = member?.kind === 'entry' && member.text.value === '' && /[:：]\s*$/u.test(text);
  return opens ? childIndentation(tree, member) : written;
}

function lineText(tree: Tree, line: number): string {
  return tree.text.slice(tree.lines.startOf(line), tree.lines.startOf(line + 1)).replace(/[\r\n]+$/, '');
}
