// Reads what stands under a block or an entry: its entries by word, their clauses, lists, numbers and names. Makes no problems.
import type { Range } from '../../base/range.ts';
import { blocksByWord } from '../blocks-by-word.ts';
import { nameKey } from '../name.ts';
import { splitCommas, trimText } from '../slice-text.ts';
import type { Origin, SourceText } from '../source-text.ts';
import type { Block, Entry, Item, Member, Tree } from '../tree.ts';
import type { BlockWord } from '../vocabulary.ts';

const none: readonly never[] = [];

/** Every block of that word, in the order of the file. A block written twice is read as one after the other. */
export function blocksOf(tree: Tree, word: BlockWord): readonly Block[] {
  return (tree.byWord ?? blocksByWord(tree.blocks)).get(word) ?? none;
}

/** What stands in every block of that word. */
export function membersOf(tree: Tree, word: BlockWord): readonly Member[] {
  return membersIn(blocksOf(tree, word));
}

/** What stands in all of these blocks. */
export function membersIn(blocks: readonly Block[]): readonly Member[] {
  if (blocks.length === 0) return none;
  return blocks.length === 1 ? (blocks[0] as Block).children : blocks.flatMap((block) => block.children);
}

/** The entries whose meant word is `word`. */
export function entriesOf(members: readonly Member[], word: string): readonly Entry[] {
  if (members.length === 0) return none;
  return members.filter((member): member is Entry => member.kind === 'entry' && member.word === word);
}

/** The first entry of that word with a text, trimmed. */
export function textOf(members: readonly Member[], word: string): SourceText | undefined {
  for (const member of members) {
    if (member.kind !== 'entry' || member.word !== word) continue;
    const text = trimText(member.text);
    if (text.value !== '') return text;
  }
  return undefined;
}

/** The texts of every entry of that word, empty ones left out. */
export function textsOf(members: readonly Member[], word: string): readonly SourceText[] {
  const entries = entriesOf(members, word);
  if (entries.length === 0) return none;
  return entries.map((entry) => trimText(entry.text)).filter((text) => text.value !== '');
}

/** The elements of every list of that word: commas on the line, or one item a line. */
export function listOf(members: readonly Member[], word: string): readonly SourceText[] {
  const entries = entriesOf(members, word);
  return entries.length === 0 ? none : entries.flatMap(elementsOf);
}

/** The elements of one list. */
export function elementsOf(entry: Entry): readonly SourceText[] {
  return [...splitCommas(entry.text), ...itemTexts(entry.children)];
}

/** The texts of items, empty ones left out. */
export function itemTexts(members: readonly Member[]): readonly SourceText[] {
  if (members.length === 0) return none;
  return itemsOf(members)
    .map((item) => trimText(item.text))
    .filter((text) => text.value !== '');
}

export function itemsOf(members: readonly Member[]): readonly Item[] {
  return members.filter((member): member is Item => member.kind === 'item');
}

/** A list of names as keys to compare by; undefined where the clause is not there. */
export function nameKeysOf(members: readonly Member[], word: string): readonly string[] | undefined {
  if (!members.some((member) => member.kind === 'entry' && member.word === word)) return undefined;
  return listOf(members, word).map((text) => nameKey(text.value));
}

/** A whole number of at least `least`; undefined where there is none or it cannot be read. */
export function countOf(members: readonly Member[], word: string, least = 1): number | undefined {
  const text = textOf(members, word);
  if (!text || !/^\d{1,9}$/.test(text.value)) return undefined;
  const count = Number(text.value);
  return count >= least ? count : undefined;
}

/** A number from 0 to 1; undefined where there is none or it cannot be read. */
export function shareOf(members: readonly Member[], word: string): number | undefined {
  const text = textOf(members, word);
  if (!text || !/^(?:0|1|[01]?\.\d{1,9})$/.test(text.value)) return undefined;
  return Number(text.value) <= 1 ? Number(text.value) : undefined;
}

/** Where a node stands. */
export function placeOf(tree: Pick<Tree, 'uri'>, node: { readonly range: Range }): Origin {
  return { uri: tree.uri, range: node.range };
}
