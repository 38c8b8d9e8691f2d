// `knows`, `unknown`, `memory` and `state`: what the persona knows, does not, keeps and notes. Files named by `from:` are opened
// through the reading; what cannot be opened is its problem, not ours.
import { append } from '../../base/append.ts';
import { recall, recallAll } from '../memory.ts';
import { nameKey } from '../name.ts';
import { readPattern } from '../pattern.ts';
import type { Fact, Persona, Slot } from '../persona.ts';
import { isBlank, isComma, paragraphs, trimmedSlice, trimText, wholeText } from '../slice-text.ts';
import type { SourceText } from '../source-text.ts';
import type { Block, Entry, Item, Member, Tree } from '../tree.ts';
import type { Reading } from './draft.ts';
import { blocksOf, itemTexts, listOf, membersIn, nameKeysOf, placeOf, textOf } from './members.ts';
import { namedEntries, singleTexts } from './read-head.ts';

/** Facts in the order of the file; each paragraph of a `from:` file is one. */
export function readKnows(tree: Tree, reading: Reading): readonly Fact[] {
  const read = blocksOf(tree, 'knows').map((block) => {
    // What stands in other files may change while the block does not.
    const files = recall(tree.memory, namesFiles, block, undefined);
    return files ? readAll(block, tree, reading) : recall(tree.memory, readBlock, block, tree);
  });
  // The same list as long as its one block is the same: what is found out about it is remembered.
  return read.length === 1 ? (read[0] ?? []) : read.flat();
}

function readAll(block: Block, tree: Tree, reading: Reading): readonly Fact[] {
  return block.children.flatMap((member) =>
    isFrom(member) ? readFile(tree, member, reading) : recall(tree.memory, readMember, member, tree),
  );
}

function readBlock({ children }: Block, tree: Tree): readonly Fact[] {
  return recallAll(tree.memory, readMember, children, tree);
}

function namesFiles({ children }: Block): boolean {
  return children.some(isFrom);
}

function isFrom(member: Member): member is Entry {
  return member.kind === 'entry' && member.word === 'from';
}

function readMember(member: Member, tree: Tree): readonly Fact[] {
  const name = member.kind === 'entry' ? member.name : undefined;
  const text = trimText(member.text);
  return text.value === '' && name === undefined ? [] : [readFact(tree, member, name, text)];
}

function readFact(tree: Tree, node: Entry | Item, name: Fact['name'], text: SourceText): Fact {
  const priority = Number(textOf(node.children, 'priority')?.value ?? '0');
  return {
    name,
    text,
    keys: keysOf(node.children, 'keys'),
    also: keysOf(node.children, 'also'),
    priority: Number.isFinite(priority) ? priority : 0,
    visibleTo: nameKeysOf(node.children, 'visible to'),
    onlyWith: nameKeysOf(node.children, 'only with'),
    source: textOf(node.children, 'source'),
    origin: placeOf(tree, node),
  };
}

/** After so many patterns on one line without an end, none is looked for: reading stays linear. */
const mostUnclosed = 20;

/** The keys of lore. On one line, a comma inside a `/pattern/` belongs to it. */
function keysOf(members: readonly Member[], word: string): readonly SourceText[] {
  const keys: SourceText[] = [];
  for (const member of members) {
    if (member.kind !== 'entry' || member.word !== word) continue;
    splitKeys(member.text, keys);
    append(keys, itemTexts(member.children));
  }
  return keys;
}

function splitKeys(text: SourceText, keys: SourceText[]): void {
  const { value } = text;
  let at = 0;
  let unclosed = 0;
  while (at < value.length) {
    let start = at;
    while (start < value.length && isBlank(value.charCodeAt(start))) start++;
    const opens = value.charCodeAt(start) === 47;
    const pattern = opens && unclosed < mostUnclosed ? readPattern(value, start) : undefined;
    if (opens && !pattern?.ok) unclosed++;
    let end = pattern?.ok ? pattern.end : start;
    while (end < value.length && !isComma(value.charCodeAt(end))) end++;
    const key = trimmedSlice(text, at, end);
    if (key.value !== '') keys.push(key);
    at = end + 1;
  }
}

function readFile(tree: Tree, entry: Entry, reading: Reading): readonly Fact[] {
  const path = trimText(entry.text);
  if (path.value === '') return [];
  const file = reading.open(path.value, path);
  if (!file) return [];
  return paragraphs(wholeText(file.uri, file.text)).map((text) => readFact(tree, entry, undefined, text));
}

export function readUnknown(blocks: readonly Block[]): Persona['unknown'] {
  const members = membersIn(blocks);
  return { items: itemTexts(members), decline: textOf(members, 'decline') };
}

export function readMemory(blocks: readonly Block[]): ReadonlyMap<string, SourceText> {
  return singleTexts(membersIn(blocks), new Set());
}

const slotTypes: readonly Slot['type'][] = ['text', 'number', 'yes or no', 'date', 'list', 'choice'];

/** Slots; one with `values` and no type is a choice, any other without a type a text. */
export function readState(blocks: readonly Block[], tree: Tree): readonly Slot[] {
  return namedEntries(membersIn(blocks)).map((entry) => {
    const values = listOf(entry.children, 'values');
    const said = textOf(entry.children, 'type');
    const type = said && slotTypes.find((word) => word === nameKey(said.value));
    return {
      name: entry.name,
      text: trimText(entry.text),
      type: type ?? (values.length > 0 ? 'choice' : 'text'),
      values,
      startsAs: textOf(entry.children, 'starts as'),
      origin: placeOf(tree, entry),
    };
  });
}
