// Blocks that may still come, each with the line that usually follows its header. In a file without `persona` that one comes first.
import type * as lsp from 'vscode-languageserver-protocol';
import { type BlockRow, vocabulary } from '../../../lang/vocabulary.ts';
import { completionKind } from '../../to-lsp.ts';
import { example, gist, order, suggestAgain } from './items.ts';
import type { Place } from './place.ts';

export function blockItems({ persona: { tree }, line, before, behind, replaces }: Place): lsp.CompletionItem[] {
  const others = tree.blocks.filter((block) => tree.lines.positionAt(block.range.start).line !== line);
  const here = new Set(others.map((block) => block.word));
  const first = !others.some((block) => tree.lines.positionAt(block.range.start).line < line);
  const rows =
    first && !here.has('persona')
      ? vocabulary.filter((row) => row.word === 'persona')
      : vocabulary.filter((row) => row.many || !here.has(row.word));
  // A header that is there already keeps its title and what is under it.
  const rest = /^\S*/.exec(behind)?.[0] ?? '';
  const alone = behind.trim() === '';
  return rows.map((row, index) => ({
    label: row.word,
    labelDetails: gist(row.doc),
    kind: completionKind.keyword,
    detail: row.group,
    documentation: example(row),
    insertTextFormat: 2,
    textEdit: { range: replaces(before.length, rest.length), newText: alone ? opened(row) : row.word },
    filterText: row.word,
    sortText: order(index),
    ...(alone && row.title === 'none' && !row.prose && suggestAgain),
  }));
}

function opened(row: BlockRow): string {
  const titled = row.title === 'needed' || (row.title === 'may' && row.word !== 'greeting');
  return `${row.word}${titled ? ' $1' : ''}\n  ${firstUnder(row)}`;
}

/** What stands under nearly every header of the sort. */
function firstUnder(row: BlockRow): string {
  if (row.word === 'example') return 'user: $2\n  self: $0';
  if (row.word === 'test') return 'user: $2\n  $0';
  return '$0';
}
