// Entries of a lorebook as facts with keys. In: the book. Out: facts in the order of their `insertion_order`, and what becomes of each entry. Keys that
// RE2 cannot read are never run: they stay in the card, and are listed.
import { type Fate, kept, mapped } from '../fate.ts';
import { keysOf, propertyOf } from '../json-text.ts';
import { type Book, type BookEntry, cardShape, type EntryShape, settingsOf } from './book.ts';
import type { CardFact } from './card-parts.ts';
import { factNames } from './fact-names.ts';
import { readKey } from './lore-key.ts';
import { fromMacros, macroFates } from './macros.ts';

/** With the entry that each fact comes from. */
export interface FactOfBook extends CardFact {
  readonly entry: BookEntry;
}

export function factsOfBook(book: Book | undefined): {
  readonly facts: readonly FactOfBook[];
  readonly fates: readonly Fate[];
} {
  const fates: Fate[] = [];
  if (!book) return { facts: [], fates };
  const names = factNames(book.entries.map((entry) => entry.name || entry.keys[0] || ''));
  const ordered = book.entries
    .map((entry, index) => ({ entry, name: names[index] as string }))
    .sort((a, b) => a.entry.order - b.entry.order);
  const facts = ordered.flatMap(({ entry, name }) => {
    const what = `lore “${name}”`;
    const text = fromMacros(entry.content);
    const keys = usable(entry.keys, entry, what, fates);
    const also = entry.excludes ? [] : usable(entry.also, entry, what, fates);
    const why = whyNot(entry, text, keys, also);
    if (why !== undefined) {
      fates.push(kept(what, why));
      return [];
    }
    fates.push(mapped(what, entry.constant ? 'a fact, always sent' : 'a fact with `keys`'));
    if (entry.decorators !== '') fates.push(kept(`decorators of ${what}`, 'They are instructions to other programs.'));
    fates.push(...macroFates(entry.content, what));
    fates.push(...withoutMeaning(entry, what, book.shape));
    const priority = entry.priority ?? 0;
    return [{ name, text, keys: entry.constant ? [] : keys, also: entry.constant ? [] : also, priority, entry }];
  });
  return { facts, fates: [...fates, ...unread(book)] };
}

/** What of the book and its entries nobody here reads, each field once. */
function unread(book: Book): readonly Fate[] {
  const { shape } = book;
  const read = new Set<string>([
    'content',
    'name',
    'comment',
    'selective',
    'constant',
    'id',
    'uid',
    'case_sensitive',
    'use_regex',
  ]);
  for (const each of [shape.keys, shape.also, shape.name, shape.order, shape.priority, shape.switch])
    read.add(each ?? '');
  const own = new Set(book.entries.flatMap(({ node }) => keysOf(node)).filter((key) => !read.has(key)));
  const ofBook = keysOf(book.node).filter((key) => key !== 'entries' && key !== 'name');
  return [
    ...ofBook.map((key) =>
      kept(`${key} of the lorebook`, 'How far back is looked, and how much is sent, is Dramatis’s.'),
    ),
    ...[...own].map((key) => kept(`${key} of its entries`, 'A setting of the program it comes from.')),
  ].map((fate) =>
    fate.what.startsWith('recursive_scanning') ? { ...fate, why: 'Lore that is sent calls up no other lore.' } : fate,
  );
}

function whyNot(entry: BookEntry, text: string, keys: readonly string[], also: readonly string[]): string | undefined {
  if (text === '') return 'It says nothing.';
  if (!entry.enabled) return 'It is switched off.';
  if (entry.constant) return undefined;
  if (keys.length === 0)
    return entry.keys.length === 0 ? 'It has no keys, so it never came up.' : 'None of its keys can be read.';
  if (entry.also.length > 0 && also.length === 0 && !entry.excludes) return 'None of its secondary keys can be read.';
  return undefined;
}

function usable(keys: readonly string[], { patterns }: BookEntry, what: string, fates: Fate[]): readonly string[] {
  return keys.flatMap((written) => {
    const key = readKey(written, patterns);
    if (key === undefined) {
      fates.push(kept(`key ${written} of ${what}`, 'This pattern cannot be run in bounded time, or is none.'));
    }
    if (key?.startsWith('/\\/'))
      fates.push(mapped(`key ${written} of ${what}`, 'a pattern that finds it to the letter'));
    return key || [];
  });
}

/** What an entry asks for beside its keys, and does not get. */
function withoutMeaning({ node, also, excludes }: BookEntry, what: string, shape: EntryShape): readonly Fate[] {
  const settings = settingsOf(node, shape);
  const value = (name: string) => propertyOf(settings, name)?.value;
  const found: Fate[] = [];
  const note = (of: string, why: string) => found.push(kept(`${of} of ${what}`, why));
  if (propertyOf(node, shape === cardShape ? 'case_sensitive' : 'caseSensitive')?.value === true)
    note('case_sensitive', 'Keys are found in any case.');
  const logic = value('selectiveLogic');
  if (excludes && also.length > 0)
    note('secondary keys', 'They keep it from coming up, which no fact can say: here its keys alone call it up.');
  else if (typeof logic === 'number' && logic !== 0) note('selectiveLogic', 'Only “and one of these” can be said.');
  const probability = value('probability');
  if (value('useProbability') !== false && typeof probability === 'number' && probability < 100) {
    note('probability', 'Lore that comes up is always sent.');
  }
  for (const timed of ['sticky', 'cooldown', 'delay']) {
    const count = value(timed);
    if (typeof count === 'number' && count > 0) note(timed, 'Lore has no memory of when it was sent.');
  }
  return found;
}
