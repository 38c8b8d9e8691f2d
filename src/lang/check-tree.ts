// What only shows once a file is read: blocks twice, names twice, titles and entries missing, values of the wrong sort.
// Blocks of one file in, problems out; other files are never asked.
import { append } from '../base/append.ts';
import { range } from '../base/range.ts';
import type { BlocksByWord } from './blocks-by-word.ts';
import { checkBlock } from './check-block.ts';
import { type Memory, recall, recallAll } from './memory.ts';
import type { Problem } from './problems.ts';
import type { Block } from './tree.ts';
import { blockRow } from './vocabulary.ts';

export interface BlocksOfFile {
  readonly uri: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly byWord: BlocksByWord;
  /** Where the first character stands, by the offsets of the blocks. */
  readonly begin: number;
  readonly memory: Memory | undefined;
}

/** All such problems of a file, in no particular order. */
export function checkTree(file: BlocksOfFile): Problem[] {
  const problems: Problem[] = [];
  for (const blocks of file.byWord.values()) append(problems, recall(file.memory, checkBlocks, blocks, file));
  append(problems, persona(file.text, file.blocks, file.begin));
  return problems;
}

/** All blocks of one word: each by itself, and those that are there twice. */
function checkBlocks(blocks: readonly Block[], { uri, memory }: BlocksOfFile): readonly Problem[] {
  const problems = recallAll(memory, checkBlock, blocks, memory);
  append(problems, duplicates(uri, blocks));
  return problems;
}

function duplicates(uri: string, blocks: readonly Block[]): Problem[] {
  const problems: Problem[] = [];
  const word = blocks[0]?.word;
  const row = word && blockRow(word);
  if (!row || blocks.length < 2) return problems;
  const titles = new Map<string, Block>();
  for (const block of blocks) {
    if (row.many && (!block.title || row.prose)) continue;
    const key = row.many ? (block.title?.value.toLowerCase() ?? '') : '';
    const before = titles.get(key);
    if (!before) {
      titles.set(key, block);
      continue;
    }
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

function persona(text: string, blocks: readonly Block[], begin: number): Problem[] {
  const at = blocks.findIndex((block) => block.word === 'persona');
  if (at === 0) return [];
  const found = blocks[at];
  if (found) {
    const message = 'The block `persona` comes first.';
    return [{ code: 'missing-persona', severity: 'warning', range: found.header, message }];
  }
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
