// THE table of the language. Parser checks, completion, hover, formatter, grammar, primer and reference all read it; a new
// entry is one row in `vocabulary/`. Nothing here reads a text.
import { behaviour } from './vocabulary/behaviour.ts';
import { knowledge } from './vocabulary/knowledge.ts';
import { look } from './vocabulary/look.ts';
import type { BlockRow, EntryRow } from './vocabulary/row.ts';
import { who } from './vocabulary/who.ts';

export type { BlockRow, EntryRow, ValueType } from './vocabulary/row.ts';

export const blockWords = [
  'persona',
  'section',
  'about',
  'traits',
  'voice',
  'knows',
  'unknown',
  'memory',
  'state',
  'given',
  'rules',
  'plan',
  'moves',
  'tools',
  'turns',
  'greeting',
  'example',
  'scene',
  'test',
] as const;

export type BlockWord = (typeof blockWords)[number];

/** All blocks, in the order of the reference. */
export const vocabulary: readonly BlockRow[] = [...who, ...knowledge, ...behaviour, ...look];

/** Entries of `persona` that each `kind` asks for, inherited ones counted. */
export const kindAsks: Readonly<Record<string, readonly string[]>> = {
  demographic: ['population', 'source'],
  character: ['source'],
  individual: ['consent', 'source'],
  expert: [],
};

/** Values that exist without being declared: `{{user}}` … No value or slot may take such a name. */
export const builtInValues: readonly string[] = ['user', 'self', 'turn', 'stage'];

const blocks = new Map<string, BlockRow>(vocabulary.map((row) => [row.word, row]));
const misnamedBlocks = new Map<string, BlockRow>(vocabulary.flatMap((row) => row.wrong.map((wrong) => [wrong, row])));

/** The block of that word, to the letter. */
export function blockRow(word: string): BlockRow | undefined {
  return blocks.get(word);
}

/** The block that a wrong name people try stands for (`facts` → `knows`). */
export function blockMeant(wrong: string): BlockRow | undefined {
  return misnamedBlocks.get(wrong);
}

/** The known entry of a block by its word; `given passphrase` in a test is the row of `given`. */
export function entryRow(block: BlockWord | BlockRow, word: string): EntryRow | undefined {
  const row = typeof block === 'string' ? blocks.get(block) : block;
  if (!row) return undefined;
  const { byWord, named } = entriesOf(row);
  const known = byWord.get(word);
  if (known && !known.named) return known;
  return named.length === 0 ? undefined : named.find((entry) => word.startsWith(`${entry.word} `));
}

/** The entries of a block in the ways they are asked for, which is with every line that is read. */
interface Entries {
  readonly byWord: ReadonlyMap<string, EntryRow>;
  readonly named: readonly EntryRow[];
}

const entriesByBlock = new Map<BlockRow, Entries>();

function entriesOf(block: BlockRow): Entries {
  let known = entriesByBlock.get(block);
  if (!known) {
    const byWord = new Map(block.entries.map((entry) => [entry.word, entry]));
    known = { byWord, named: block.entries.filter((entry) => entry.named) };
    entriesByBlock.set(block, known);
  }
  return known;
}

/** The clause of an entry by its word, to the letter. */
export function clauseRow(owner: EntryRow, word: string): EntryRow | undefined {
  return owner.clauses.find((clause) => clause.word === word);
}

/** The row among `rows` that a wrong name people try stands for. */
export function entryMeant(rows: readonly EntryRow[], wrong: string): EntryRow | undefined {
  return rows.find((row) => row.wrong.includes(wrong));
}

/** What a member of a block is: the known entry, else what the block's free names or items are. */
export function memberRow(block: BlockRow, word: string | undefined, kind: 'entry' | 'item'): EntryRow | undefined {
  if (kind === 'item') return block.item;
  return (word === undefined ? undefined : entriesOf(block).byWord.get(word)) ?? block.free;
}
