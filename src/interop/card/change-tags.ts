// Tags of a card changed to those of a persona: those that differ. In: the card, tags before and now. Out: edits, or a new property as JSON.
import { fileText } from '../file-text.ts';
import { propertyOf, replaceValue, textOf } from '../json-text.ts';
import type { Card } from './card.ts';
import type { ChangedFields } from './change-greetings.ts';
import { changeList, elementsFor } from './change-list.ts';
import { tagOf } from './parts-of-card.ts';

export function changeTags(
  json: string,
  { data }: Card,
  before: readonly string[],
  now: readonly string[],
): ChangedFields {
  const fates: ChangedFields['fates'] = [];
  if (JSON.stringify(before) === JSON.stringify(now)) return { edits: [], added: [], changed: [], fates };
  const changed = ['tags'];
  const node = propertyOf(data, 'tags');
  if (!node) return { edits: [], added: [`"tags": ${JSON.stringify(now)}`], changed, fates };
  if (node.type !== 'array') return { edits: [replaceValue(node, now)], added: [], changed, fates };
  const images = (node.children ?? []).map((element) => fileText(tagOf(textOf(element) ?? '')));
  const edits = changeList(json, node, elementsFor(images, before), before, now, {
    added: (tag) => JSON.stringify(tag),
    changed: (element, _, tag) => [replaceValue(element, tag)],
  });
  return { edits, added: [], changed, fates };
}
