// One entry of a lorebook changed to what a fact says: its text, keys and priority as far as they differ. What it says beside them stays. In: the entry, the
// fact before and now. Out: edits, and what became of keys that had no place in the persona.
import type { TextEdit } from '../../base/text-edit.ts';
import { dropped, type Fate } from '../fate.ts';
import { fileText } from '../file-text.ts';
import { changeChildren, elementsOf, type JsonNode, propertyOf, replaceValue, textOf } from '../json-text.ts';
import { type BookEntry, type EntryShape, settingsOf } from './book.ts';
import type { CardFact } from './card-parts.ts';
import { changeList, elementsFor } from './change-list.ts';
import { changeText } from './change-text.ts';
import { readKey } from './lore-key.ts';
import { toMacros } from './macros.ts';

export interface ChangedEntry {
  readonly edits: readonly TextEdit[];
  readonly fates: readonly Fate[];
}

export function changeEntry(
  json: string,
  entry: BookEntry,
  shape: EntryShape,
  old: CardFact,
  fact: CardFact,
): ChangedEntry {
  const edits: TextEdit[] = [];
  const fates: Fate[] = [];
  const added: string[] = [];
  const set = (name: string, value: unknown) => {
    const node = propertyOf(entry.node, name);
    if (node && node.value === value) return;
    if (node) edits.push(replaceValue(node, value));
    else if (value !== false) added.push(`${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  };
  // Where its keys are words to the letter, a new pattern makes patterns of them all.
  const known = new Set([...old.keys, ...old.also]);
  const turns = !entry.patterns && [...fact.keys, ...fact.also].some((key) => key.startsWith('/') && !known.has(key));
  const setKeys = (name: string, before: readonly string[], keys: readonly string[]) => {
    const node = propertyOf(entry.node, name);
    const written = elementsOf(node);
    if (before.length === 0 && written.length > 0)
      fates.push(
        dropped(
          `${name} of fact “${fact.name}”`,
          'They did not call it up as keys do here, and the persona has others.',
        ),
      );
    if (node?.type !== 'array' || before.length === 0 || turns) set(name, keys);
    else edits.push(...changeKeys(json, node, entry, keys));
  };
  const content = propertyOf(entry.node, 'content');
  if (fact.text !== old.text && content) {
    const texts = { what: `fact “${fact.name}”`, before: toMacros(old.text), now: toMacros(fact.text) };
    const changed = changeText(json, content, { ...texts, head: entry.decorators.length });
    edits.push(...changed.edits);
    fates.push(...changed.fates);
  }
  if (fact.name !== old.name) {
    const spoken = ['name', 'comment'].find((key) => textOf(propertyOf(entry.node, key))?.trim());
    set(spoken ?? shape.name, fact.name);
  }
  if (turns) set('use_regex', true);
  if (turns || !same(fact.keys, old.keys)) {
    if (fact.keys.length > 0) setKeys(shape.keys, old.keys, fact.keys);
    set('constant', fact.keys.length === 0);
  }
  if (!same(fact.also, old.also) || (turns && fact.also.length > 0)) {
    setKeys(shape.also, old.also, fact.also);
    set('selective', fact.also.length > 0);
    const logic = propertyOf(settingsOf(entry.node, shape), 'selectiveLogic');
    if (logic && entry.excludes) edits.push(replaceValue(logic, 0));
  }
  if (fact.priority !== old.priority && shape.priority !== undefined) set(shape.priority, fact.priority);
  return { edits: [...edits, ...changeChildren(json, entry.node, new Set(), added)], fates };
}

/** Keys that it has stay as they are written, its patterns that cannot be read here included. */
function changeKeys(json: string, node: JsonNode, entry: BookEntry, keys: readonly string[]): readonly TextEdit[] {
  const images = elementsOf(node).map((element) => fileText(readKey(textOf(element) ?? '', entry.patterns) ?? ''));
  const before = images.filter((image) => image !== '');
  return changeList(json, node, elementsFor(images, before), before, keys, {
    added: (key) => JSON.stringify(key),
    changed: (element, _, key) => [replaceValue(element, key)],
  });
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
