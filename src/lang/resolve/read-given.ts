// `given`: values as their author wrote them. A line is text to the letter, items are a list, entries a map, nothing is not known.
import { deepestMap } from '../open-node.ts';
import type { Given } from '../persona.ts';
import { trimText } from '../slice-text.ts';
import type { Block, Entry, Member, Tree } from '../tree.ts';
import type { Value } from '../value.ts';
import { itemsOf, membersIn, placeOf } from './members.ts';
import { namedEntries } from './read-head.ts';

export function readGiven(blocks: readonly Block[], tree: Tree): readonly Given[] {
  return namedEntries(membersIn(blocks)).map((entry) => givenOf(tree, entry));
}

/** One declared value. */
export function givenOf(tree: Tree, entry: Entry): Given {
  return { name: entry.name, value: readValue(entry, 0), text: trimText(entry.text), origin: placeOf(tree, entry) };
}

function readValue(member: Member, depth: number): Value {
  const text = trimText(member.text).value;
  if (text !== '') return text;
  if (depth > deepestMap || member.children.length === 0) return null;
  const items = itemsOf(member.children);
  if (items.length > 0) return items.map((item) => readValue(item, depth + 1));
  const map: Record<string, Value> = Object.create(null);
  for (const child of member.children) {
    if (child.kind === 'entry' && !(child.name.text in map)) map[child.name.text] = readValue(child, depth + 1);
  }
  return { ...map };
}
