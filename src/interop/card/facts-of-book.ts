// Entries of a lorebook as facts with keys. In: the book. Out: facts in the order of their `insertion_order`, and what becomes of each entry. Keys that
// RE2 cannot read are never run: they stay in the card, and are listed.
import { onOneLine } from '../../lang/one-line.ts';
import { compilePattern, readPattern } from '../../lang/pattern.ts';
import { type Fate, kept, mapped } from '../fate.ts';
import { keysOf, propertyOf } from '../json-text.ts';
import { type Book, type BookEntry, cardShape, type EntryShape } from './book.ts';
import type { CardFact } from './card-parts.ts';
import { factNames } from './fact-names.ts';
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
    const keys = usable(entry.keys, what, fates);
    const also = usable(entry.also, what, fates);
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
  return { facts, fates: [...fates, ...settingsOf(book)] };
}

/** What of the book and its entries nobody here reads, each field once. */
function settingsOf(book: Book): readonly Fate[] {
  const { shape } = book;
  const read = new Set<string>(['content', 'name', 'comment', 'selective', 'constant', 'id', 'uid', 'case_sensitive']);
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
  if (entry.also.length > 0 && also.length === 0) return 'None of its secondary keys can be read.';
  return undefined;
}

function usable(keys: readonly string[], what: string, fates: Fate[]): readonly string[] {
  return keys.flatMap((written) => {
    const key = readKey(written);
    if (key === undefined) {
      fates.push(kept(`key ${written} of ${what}`, 'This pattern cannot be run in bounded time, or is none.'));
    }
    return key || [];
  });
}

/** A key as our `keys:` has it: a text, or a pattern with the flags that we have. Undefined: a pattern that RE2 cannot run. */
export function readKey(written: string): string | undefined {
  const key = onOneLine(written);
  const whole = /^\/(.+)\/([a-z]*)$/su.exec(key);
  if (!whole) return key;
  // `g`, `u`, `v`, `y` and `d` change nothing in whether a text matches.
  const pattern = `/${whole[1]}/${(whole[2] ?? '').replace(/[guvyd]/gu, '')}`;
  const read = readPattern(pattern);
  return read.ok && read.end === pattern.length && compilePattern(read.regex, read.flags).ok ? pattern : undefined;
}

/** What an entry asks for beside its keys, and does not get. */
function withoutMeaning({ node }: BookEntry, what: string, shape: EntryShape): readonly Fate[] {
  // World-info files have on the entry what cards have in its extensions.
  const settings = shape === cardShape ? propertyOf(node, 'extensions') : node;
  const value = (name: string) => propertyOf(settings, name)?.value;
  const found: Fate[] = [];
  const note = (of: string, why: string) => found.push(kept(`${of} of ${what}`, why));
  if (propertyOf(node, shape === cardShape ? 'case_sensitive' : 'caseSensitive')?.value === true)
    note('case_sensitive', 'Keys are found in any case.');
  const logic = value('selectiveLogic');
  if (typeof logic === 'number' && logic !== 0) note('selectiveLogic', 'Only “and one of these” can be said.');
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
