// Greetings of a card changed to what a persona says: `first_mes` and `alternate_greetings` as far as they differ, each greeting in the place it was
// imported from. In: the card, greetings before and now. Out: edits, new properties as JSON, the fields that changed.
import type { TextEdit } from '../../base/text-edit.ts';
import type { Fate } from '../fate.ts';
import { fileText } from '../file-text.ts';
import { elementsOf, type JsonNode, propertyOf, replaceValue, textOf } from '../json-text.ts';
import type { Card } from './card.ts';
import { changeList, elementsFor, writtenFor } from './change-list.ts';
import { changeText } from './change-text.ts';
import { fromMacros, toMacros } from './macros.ts';

export interface ChangedFields {
  readonly edits: readonly TextEdit[];
  /** JSON of properties that the card did not have. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** What else became of them. */
  readonly fates: readonly Fate[];
}

export function changeGreetings(
  json: string,
  { data }: Card,
  before: readonly string[],
  now: readonly string[],
): ChangedFields {
  const first = propertyOf(data, 'first_mes');
  const list = propertyOf(data, 'alternate_greetings');
  const nodes = [first, ...elementsOf(list)];
  const places = elementsFor(nodes.map(imported), before);
  const written = places.map((place) => (place === undefined ? undefined : nodes[place]));
  const raw = (text: string) => writtenFor(text, written, before) ?? toMacros(text);
  // A card whose `first_mes` is empty goes on having none; one without any greeting gets one.
  const own = before.length === 0 || places[0] === 0 ? 1 : 0;
  const edits: TextEdit[] = [];
  const added: string[] = [];
  const changed: string[] = [];
  const fates: Fate[] = [];
  const set = (key: string, node: JsonNode | undefined, value: unknown) => {
    if (node) edits.push(replaceValue(node, value));
    else added.push(`${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  };
  /** Words of another greeting stand as they are written there. */
  const change = (what: string, node: JsonNode, old: string, text: string): readonly TextEdit[] => {
    if (before.includes(text)) return [replaceValue(node, raw(text))];
    const patched = changeText(json, node, { what, before: toMacros(old), now: toMacros(text) });
    fates.push(...patched.fates);
    return patched.edits;
  };
  if (own === 1 && now[0] !== before[0]) {
    const text = now[0] ?? '';
    if (first) edits.push(...change('first_mes', first, before[0] ?? '', text));
    else set('first_mes', first, raw(text));
    changed.push('first_mes');
  }
  const [were, are] = [before.slice(own), now.slice(own)];
  if (JSON.stringify(were) === JSON.stringify(are)) return { edits, added, changed, fates };
  changed.push('alternate_greetings');
  if (list?.type !== 'array') set('alternate_greetings', list, are.map(raw));
  else {
    const elements = places.slice(own).map((place) => (place === undefined ? undefined : place - 1));
    edits.push(
      ...changeList(json, list, elements, were, are, {
        added: (text) => JSON.stringify(raw(text)),
        changed: (element, old, text) => change('alternate_greetings', element, old, text),
      }),
    );
  }
  return { edits, added, changed, fates };
}

function imported(node: JsonNode | undefined): string | undefined {
  return fileText(fromMacros(textOf(node) ?? ''));
}
