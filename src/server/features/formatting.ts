// The formatter's edits in the protocol's shape: of a whole file, and of what a selection touches.
import type * as lsp from 'vscode-languageserver-protocol';
import { covers, type Range, range } from '../../base/range.ts';
import { applyEdits } from '../../base/text-edit.ts';
import { difference, outline } from '../../lang/edit/outline.ts';
import { format } from '../../lang/format.ts';
import { parse } from '../../lang/parse.ts';
import type { Tree } from '../../lang/tree.ts';
import { toTextEdits } from '../to-lsp.ts';

export function formatting(tree: Tree): lsp.TextEdit[] {
  return toTextEdits(tree.lines, format(tree));
}

/**
 * The lines of a text move together, so an entry under a header is formatted as a whole or not at all. Where it would then stand deeper or less
 * deep than those beside it, so that one became a part of another, all of its block is formatted.
 */
export function rangeFormatting(tree: Tree, selection: Range): lsp.TextEdit[] {
  const all = format(tree);
  for (const whole of [touchedMembers(tree, selection), touchedBlocks(tree, selection)]) {
    const edits = all.filter((edit) => covers(whole, edit.range));
    const after = parse(applyEdits(tree.text, edits), tree.uri);
    if (difference(outline(tree), outline(after)) === undefined) return toTextEdits(tree.lines, edits);
  }
  return [];
}

/** From the start of the first line to the end of the last, of everything right under a header that the selection touches. */
function touchedMembers(tree: Tree, selection: Range): Range {
  const members = tree.blocks.flatMap((block): readonly { readonly range: Range }[] =>
    block.prose ? [block] : block.children,
  );
  return touchedLines(tree, selection, members);
}

function touchedBlocks(tree: Tree, selection: Range): Range {
  return touchedLines(tree, selection, tree.blocks);
}

function touchedLines({ lines }: Tree, { start, end }: Range, nodes: readonly { readonly range: Range }[]): Range {
  const touched = nodes.map((node) => node.range).filter((node) => node.start <= end && start <= node.end);
  const first = touched.reduce((least, node) => Math.min(least, node.start), start);
  const last = touched.reduce((most, node) => Math.max(most, node.end), end);
  return range(lines.startOf(lines.positionAt(first).line), lines.startOf(lines.positionAt(last).line + 1));
}
