// Greetings of a card changed to what a persona says: `first_mes` and `alternate_greetings` as far as they differ, each greeting in the place it was
// imported from. In: the card, greetings before and now. Out: edits, new properties as JSON, the fields that changed.
import type { TextEdit } from '../../base/text-edit.ts';
import { fileText } from '../file-text.ts';
import { elementsOf, type JsonNode, propertyOf, replaceValue, textOf } from '../json-text.ts';
import type { Card } from './card.ts';
import { changeList, elementsFor, writtenFor } from './change-list.ts';
import { fromMacros, toMacros } from './macros.ts';

export interface ChangedFields {
  readonly edits: readonly TextEdit[];
  /** JSON of properties that the card did not have. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
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
  const set = (key: string, node: JsonNode | undefined, value: unknown) => {
    if (node) edits.push(replaceValue(node, value));
    else added.push(`${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  };
  if (own === 1 && now[0] !== before[0]) {
    set('first_mes', first, raw(now[0] ?? ''));
    changed.push('first_mes');
  }
  const [were, are] = [before.slice(own), now.slice(own)];
  if (JSON.stringify(were) === JSON.stringify(are)) return { edits, added, changed };
  changed.push('alternate_greetings');
  if (list?.type !== 'array') set('alternate_greetings', list, are.map(raw));
  else {
    const elements = places.slice(own).map((place) => (place === undefined ? undefined : place - 1));
    edits.push(
      ...changeList(json, list, elements, were, are, {
        added: (text) => JSON.stringify(raw(text)),
        changed: (element, _, text) => [replaceValue(element, raw(text))],
      }),
    );
  }
  return { edits, added, changed };
}

function imported(node: JsonNode | undefined): string | undefined {
  return fileText(fromMacros(textOf(node) ?? ''));
}
