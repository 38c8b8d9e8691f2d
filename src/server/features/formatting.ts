// The formatter's edits in the protocol's shape: of a whole file, and of what a selection touches.
import type * as lsp from 'vscode-languageserver-protocol';
import { covers, type Range, range } from '../../base/range.ts';
import { format } from '../../lang/format.ts';
import type { Tree } from '../../lang/tree.ts';
import { toTextEdits } from '../to-lsp.ts';

export function formatting(tree: Tree): lsp.TextEdit[] {
  return toTextEdits(tree.lines, format(tree));
}

/** The lines of a text move together, so an entry under a header is formatted as a whole or not at all. */
export function rangeFormatting(tree: Tree, selection: Range): lsp.TextEdit[] {
  const whole = touchedLines(tree, selection);
  return toTextEdits(
    tree.lines,
    format(tree).filter((edit) => covers(whole, edit.range)),
  );
}

/** From the start of the first line to the end of the last, of everything right under a header that the selection touches. */
function touchedLines(tree: Tree, { start, end }: Range): Range {
  let whole = range(start, end);
  for (const block of tree.blocks) {
    for (const member of block.prose ? [{ range: block.range }] : block.children) {
      const touched = member.range.start <= end && start <= member.range.end;
      if (touched) whole = range(Math.min(whole.start, member.range.start), Math.max(whole.end, member.range.end));
    }
  }
  const { lines } = tree;
  const last = lines.positionAt(whole.end).line;
  return range(lines.startOf(lines.positionAt(whole.start).line), lines.startOf(last + 1));
}
