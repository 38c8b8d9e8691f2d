// `knows`, `unknown`, `memory` and `state`: what the persona knows, does not, keeps and notes. Files named by `from:` are opened
// through the reading; what cannot be opened is its problem, not ours.
import { nameKey } from '../name.ts';
import { readPattern } from '../pattern.ts';
import type { Fact, Persona, Slot } from '../persona.ts';
import { paragraphs, sliceText, trimText, wholeText } from '../slice-text.ts';
import type { SourceText } from '../source-text.ts';
import type { Entry, Item, Member, Tree } from '../tree.ts';
import type { Reading } from './draft.ts';
import { entriesOf, itemTexts, listOf, membersOf, nameKeysOf, placeOf, textOf } from './members.ts';
import { namedEntries, singleTexts } from './read-head.ts';

/** Facts in the order of the file; each paragraph of a `from:` file is one. */
export function readKnows(tree: Tree, reading: Reading): readonly Fact[] {
  return membersOf(tree, 'knows').flatMap((member) => {
    if (member.kind === 'entry' && member.word === 'from') return readFile(tree, member, reading);
    const name = member.kind === 'entry' ? member.name : undefined;
    const text = trimText(member.text);
    return text.value === '' && name === undefined ? [] : [readFact(tree, member, name, text)];
  });
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
  return entriesOf(members, word).flatMap((entry) => [...splitKeys(entry.text), ...itemTexts(entry.children)]);
}

function splitKeys(text: SourceText): readonly SourceText[] {
  const keys: SourceText[] = [];
  let at = 0;
  let unclosed = 0;
  while (at < text.value.length) {
    const start = at + text.value.slice(at).search(/\S|$/);
    const pattern = unclosed < mostUnclosed ? readPattern(text.value, start) : undefined;
    if (text.value[start] === '/' && !pattern?.ok) unclosed++;
    const from = pattern?.ok ? pattern.end : start;
    const comma = text.value.slice(from).search(/[,，、،]/);
    const end = comma < 0 ? text.value.length : from + comma;
    const key = trimText(sliceText(text, at, end));
    if (key.value !== '') keys.push(key);
    at = end + 1;
  }
  return keys;
}

function readFile(tree: Tree, entry: Entry, reading: Reading): readonly Fact[] {
  const path = trimText(entry.text);
  if (path.value === '') return [];
  const file = reading.open(path.value, path);
  if (!file) return [];
  return paragraphs(wholeText(file.uri, file.text)).map((text) => readFact(tree, entry, undefined, text));
}

export function readUnknown(tree: Tree): Persona['unknown'] {
  const members = membersOf(tree, 'unknown');
  return { items: itemTexts(members), decline: textOf(members, 'decline') };
}

export function readMemory(tree: Tree): ReadonlyMap<string, SourceText> {
  return singleTexts(membersOf(tree, 'memory'), new Set());
}

const slotTypes: readonly Slot['type'][] = ['text', 'number', 'yes or no', 'date', 'list', 'choice'];

/** Slots; one with `values` and no type is a choice, any other without a type a text. */
export function readState(tree: Tree): readonly Slot[] {
  return namedEntries(membersOf(tree, 'state')).map((entry) => {
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
