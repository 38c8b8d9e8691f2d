// The lorebook of a card, or one that stands alone: its entries as written, in either of the two shapes there are. Keys are not run here, nor decorators
// obeyed. Sources: character-card-spec-v2 and -v3; SillyTavern's world-info files.
import { elementsOf, type JsonNode, keysOf, propertyOf, textOf, textsOf } from '../json-text.ts';

/** How the fields of an entry are called. */
export interface EntryShape {
  readonly keys: string;
  readonly also: string;
  readonly name: string;
  readonly order: string;
  /** Undefined: entries have none. */
  readonly priority: string | undefined;
  /** What switches an entry on or off, and the value that is off. */
  readonly switch: string;
  readonly off: boolean;
}

/** Entries in an array, as cards and `lorebook_v3` have them. */
export const cardShape: EntryShape = {
  keys: 'keys',
  also: 'secondary_keys',
  name: 'name',
  order: 'insertion_order',
  priority: 'priority',
  switch: 'enabled',
  off: false,
};

/** Entries in an object by number, as world-info files have them. */
export const worldShape: EntryShape = {
  keys: 'key',
  also: 'keysecondary',
  name: 'comment',
  order: 'order',
  priority: undefined,
  switch: 'disable',
  off: true,
};

export interface BookEntry {
  readonly node: JsonNode;
  readonly name: string;
  readonly keys: readonly string[];
  /** One of these has to come up, too; empty where the entry is not `selective`. */
  readonly also: readonly string[];
  /** One or all of `also` must not come up. */
  readonly excludes: boolean;
  /** Whether keys between slashes are patterns. */
  readonly patterns: boolean;
  /** Without the decorators that stand before it. */
  readonly content: string;
  /** Lines that begin with `@@`, as written, each with its line break; empty where there are none. */
  readonly decorators: string;
  readonly enabled: boolean;
  readonly constant: boolean;
  readonly order: number;
  /** Lower is dropped first; undefined where not said. */
  readonly priority: number | undefined;
}

export interface Book {
  readonly node: JsonNode;
  readonly shape: EntryShape;
  /** Of its `entries`, array or object; undefined where there are none. */
  readonly entriesNode: JsonNode | undefined;
  readonly entries: readonly BookEntry[];
}

/** Undefined where the node is no lorebook. */
export function readBook(node: JsonNode | undefined): Book | undefined {
  if (node?.type !== 'object') return undefined;
  const entries = propertyOf(node, 'entries');
  const world = entries?.type === 'object';
  const shape = world ? worldShape : cardShape;
  const nodes = world
    ? keysOf(entries).flatMap((key) => propertyOf(entries, key) ?? [])
    : elementsOf(entries).filter(({ type }) => type === 'object');
  return {
    node,
    shape,
    entriesNode: world || entries?.type === 'array' ? entries : undefined,
    entries: nodes.flatMap((each) => readEntry(each, shape)),
  };
}

function readEntry(node: JsonNode, shape: EntryShape): BookEntry[] {
  const whole = textOf(propertyOf(node, 'content'));
  if (whole === undefined) return [];
  const decorators = decoratorsOf(whole);
  return [
    {
      node,
      name: textOf(propertyOf(node, 'name'))?.trim() || textOf(propertyOf(node, 'comment'))?.trim() || '',
      keys: textsOf(propertyOf(node, shape.keys)),
      also: propertyOf(node, 'selective')?.value === true ? textsOf(propertyOf(node, shape.also)) : [],
      // SillyTavern: 1 is NOT_ALL, 2 NOT_ANY.
      excludes: [1, 2].includes(numberOf(propertyOf(settingsOf(node, shape), 'selectiveLogic')) ?? 0),
      patterns: propertyOf(node, 'use_regex')?.value !== false,
      content: whole.slice(decorators.length),
      decorators,
      enabled: propertyOf(node, shape.switch)?.value !== shape.off,
      constant: propertyOf(node, 'constant')?.value === true,
      order: numberOf(propertyOf(node, shape.order)) ?? 0,
      priority: shape.priority === undefined ? undefined : numberOf(propertyOf(node, shape.priority)),
    },
  ];
}

/** Where an entry has what only SillyTavern knows: world-info files on itself, cards in its extensions. */
export function settingsOf(node: JsonNode, shape: EntryShape): JsonNode | undefined {
  return shape === cardShape ? propertyOf(node, 'extensions') : node;
}

/** The lines at the start that begin with `@@` (or `@@@`, a fallback for the one before). */
function decoratorsOf(content: string): string {
  return /^(?:@@[^\n]*(?:\n|$))*/u.exec(content)?.[0] ?? '';
}

function numberOf(node: JsonNode | undefined): number | undefined {
  return typeof node?.value === 'number' && Number.isFinite(node.value) ? node.value : undefined;
}
