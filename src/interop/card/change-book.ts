// The lorebook of a card changed to the facts that a persona has: entries are found by the name they were imported under; what an entry says beside
// text, keys and priority stays. In: the JSON text, facts before and now. Out: edits, or a whole book where the card has none.
import type { TextEdit } from '../../base/text-edit.ts';
import { nameKey } from '../../lang/name.ts';
import { dropped, type Fate, mapped } from '../fate.ts';
import { changeChildren, type JsonNode, keysOf } from '../json-text.ts';
import { type Book, cardShape } from './book.ts';
import type { CardVersion } from './card.ts';
import type { CardFact } from './card-parts.ts';
import { changeEntry } from './change-entry.ts';
import { factsOfBook } from './facts-of-book.ts';
import { toMacros } from './macros.ts';

export interface ChangedBook {
  readonly edits: readonly TextEdit[];
  /** JSON of a new book. */
  readonly added: string | undefined;
  readonly fates: readonly Fate[];
}

/** @param card the card, or what a book that stands alone is called with. */
export function changeBook(
  json: string,
  card: { readonly version: CardVersion; readonly book: Book | undefined },
  before: readonly CardFact[],
  now: readonly CardFact[],
): ChangedBook {
  const was = new Map(before.map((fact) => [nameKey(fact.name), fact]));
  const is = new Set(now.map(({ name }) => nameKey(name)));
  const fates: Fate[] = [];
  const renamed = renamedFacts(before, now);
  const elsewhere = new Set(renamed.values());
  const fresh = now.filter((fact) => !was.has(nameKey(fact.name)) && !renamed.has(fact));
  if (card.version === 'V1') {
    for (const { name } of fresh) fates.push(dropped(`fact “${name}”`, 'A V1 card has no lorebook.'));
    return { edits: [], added: undefined, fates };
  }
  for (const { name } of fresh) fates.push(mapped(`fact “${name}”`, 'a new entry of the lorebook'));
  const highest = (card.book?.entries ?? []).reduce((most, { order }) => Math.max(most, order), 0);
  const world = card.book !== undefined && card.book.shape !== cardShape;
  const id = world ? freeId(card.book?.entriesNode) : 0;
  const added = fresh.map((fact, index) =>
    world
      ? `"${id + index}": ${JSON.stringify(newWorldEntry(fact, id + index, highest + index + 1))}`
      : JSON.stringify(newEntry(fact, highest + index + 1, card.version)),
  );
  const array = card.book?.entriesNode;
  if (!array) {
    const book = added.length === 0 ? undefined : `{"extensions": {}, "entries": [${added.join(', ')}]}`;
    return { edits: [], added: card.book ? undefined : book, fates };
  }
  const edits: TextEdit[] = [];
  const removed = new Set<number>();
  const entries = new Map(factsOfBook(card.book).facts.map((fact) => [nameKey(fact.name), fact.entry]));
  for (const [key, fact] of was) {
    const entry = entries.get(key);
    if (!entry || is.has(key) || elsewhere.has(fact)) continue;
    // The child of an object is a property, whose second child is the value.
    removed.add(
      (array.children ?? []).findIndex((child) => child === entry.node || child.children?.[1] === entry.node),
    );
    fates.push(dropped(`lore “${fact.name}”`, 'The persona has no such fact any more.'));
  }
  for (const fact of now) {
    const old = was.get(nameKey(fact.name)) ?? renamed.get(fact);
    const entry = old && entries.get(nameKey(old.name));
    if (!old || !entry) continue;
    const shape = card.book?.shape ?? cardShape;
    const changes = changeEntry(json, entry, shape, old, fact);
    if (shape.priority === undefined && fact.priority !== old.priority) {
      fates.push(dropped(`priority of fact “${fact.name}”`, 'Entries of this file have none.'));
    }
    if (changes.edits.length > 0) fates.push(mapped(`fact “${fact.name}”`, 'changed in its entry of the lorebook'));
    edits.push(...changes.edits);
    fates.push(...changes.fates);
  }
  return { edits: [...edits, ...changeChildren(json, array, removed, added)], added: undefined, fates };
}

/** Facts that say what another said before them, under a name that is new: what their entry says beside it stays theirs. */
function renamedFacts(before: readonly CardFact[], now: readonly CardFact[]): ReadonlyMap<CardFact, CardFact> {
  const key = ({ text, keys, also }: CardFact) => JSON.stringify([text, keys, also]);
  const names = (facts: readonly CardFact[]) => new Set(facts.map(({ name }) => nameKey(name)));
  const [were, are] = [names(before), names(now)];
  const gone = Map.groupBy(
    before.filter(({ name }) => !are.has(nameKey(name))),
    key,
  );
  const found = new Map<CardFact, CardFact>();
  for (const fact of now) {
    const old = were.has(nameKey(fact.name)) ? undefined : gone.get(key(fact))?.shift();
    if (old) found.set(fact, old);
  }
  return found;
}

/** `/clock ?tower/i`: V3 asks of every entry whether such keys are patterns. */
export function isWrittenAsPattern(key: string): boolean {
  return /^\/.+\/[a-z]*$/su.test(key);
}

/** The fact as an entry of a lorebook of this version. */
export function newEntry(fact: CardFact, order: number, version: CardVersion): unknown {
  return {
    keys: fact.keys,
    content: toMacros(fact.text),
    extensions: {},
    enabled: true,
    insertion_order: order,
    name: fact.name,
    constant: fact.keys.length === 0,
    ...(fact.also.length > 0 && { selective: true, secondary_keys: fact.also }),
    ...(fact.priority !== 0 && { priority: fact.priority }),
    ...(version === 'V3' && { use_regex: [...fact.keys, ...fact.also].some(isWrittenAsPattern) }),
  };
}

/** The fact as an entry of a world-info file. */
function newWorldEntry(fact: CardFact, uid: number, order: number): unknown {
  return {
    uid,
    key: fact.keys,
    keysecondary: fact.also,
    comment: fact.name,
    content: toMacros(fact.text),
    constant: fact.keys.length === 0,
    selective: fact.also.length > 0,
    order,
    position: 0,
    disable: false,
  };
}

/** One more than the highest number in use. */
function freeId(entries: JsonNode | undefined): number {
  return keysOf(entries).reduce((most, key) => (/^\d{1,9}$/u.test(key) ? Math.max(most, Number(key) + 1) : most), 0);
}
