// What can be folded: blocks, and every entry or item of more than one line; runs of comments.
import type * as lsp from 'vscode-languageserver-protocol';
import type { Range } from '../../base/range.ts';
import type { Member, Tree } from '../../lang/tree.ts';

export function foldingRanges(tree: Tree): lsp.FoldingRange[] {
  const folds: lsp.FoldingRange[] = [];
  const add = (range: Range, kind?: 'comment') => {
    const startLine = tree.lines.positionAt(range.start).line;
    const endLine = tree.lines.positionAt(range.end).line;
    if (endLine > startLine) folds.push(kind ? { startLine, endLine, kind } : { startLine, endLine });
  };
  const waiting: Member[] = [];
  for (const block of tree.blocks) {
    add(block.range);
    waiting.push(...block.children);
  }
  for (let member = waiting.pop(); member; member = waiting.pop()) {
    add(member.range);
    waiting.push(...member.children);
  }
  for (const run of commentRuns(tree)) add(run, 'comment');
  return folds.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

/** Comments on lines that follow each other. */
function commentRuns(tree: Tree): Range[] {
  const runs: { start: number; end: number; line: number }[] = [];
  for (const { range } of tree.comments) {
    const { line } = tree.lines.positionAt(range.start);
    const last = runs.at(-1);
    if (last && last.line + 1 === line) Object.assign(last, { end: range.end, line });
    else runs.push({ start: range.start, end: range.end, line });
  }
  return runs;
}
