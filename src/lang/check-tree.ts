// What only shows once a file is read: blocks twice, names twice, titles and entries missing, values of the wrong sort.
// Blocks of one file in, problems out; other files are never asked.
import { range } from '../base/range.ts';
import { checkBlock } from './check-block.ts';
import type { Problem } from './problems.ts';
import type { Block } from './tree.ts';
import { blockRow } from './vocabulary.ts';

/** All such problems of a file, in no particular order. */
export function checkTree(uri: string, text: string, blocks: readonly Block[]): Problem[] {
  return [...blocks.flatMap((block) => checkBlock(block)), ...duplicates(uri, blocks), ...persona(text, blocks)];
}

function duplicates(uri: string, blocks: readonly Block[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, Block>();
  for (const block of blocks) {
    const row = block.word && blockRow(block.word);
    if (!row) continue;
    const key = row.many ? `${row.word} ${block.title?.value.toLowerCase() ?? ''}` : row.word;
    const before = seen.get(key);
    if (!before) {
      seen.set(key, block);
      continue;
    }
    if (row.many && (!block.title || row.prose)) continue;
    const related = [{ origin: { uri, range: before.header }, message: 'The first is here.' }];
    problems.push({
      code: row.many ? 'duplicate-name' : 'duplicate-block',
      severity: row.many ? 'warning' : 'error',
      range: block.header,
      message: row.many
        ? `There is another \`${row.word}\` of this title.`
        : `\`${row.word}\` comes once; what stands here is added to the first.`,
      related,
    });
  }
  return problems;
}

function persona(text: string, blocks: readonly Block[]): Problem[] {
  const at = blocks.findIndex((block) => block.word === 'persona');
  if (at === 0) return [];
  const found = blocks[at];
  if (found) {
    const message = 'The block `persona` comes first.';
    return [{ code: 'missing-persona', severity: 'warning', range: found.header, message }];
  }
  const begin = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const empty = text.trim() === '';
  return [
    {
      code: 'missing-persona',
      severity: empty ? 'hint' : 'error',
      range: blocks[0]?.header ?? range(begin, begin),
      message: 'A persona file begins with `persona` and a name.',
      fixes: [{ title: 'Add `persona`', edits: [{ range: range(begin, begin), text: 'persona Somebody\n\n' }] }],
    },
  ];
}
