// The `persona` block and the prose and items around it: who the persona is. Blocks in, values out; parents are not looked at.
import { recall } from '../memory.ts';
import { nameKey } from '../name.ts';
import type { Kind, Named, Persona, Trait } from '../persona.ts';
import { trimText } from '../slice-text.ts';
import type { SourceText } from '../source-text.ts';
import type { Block, Entry, Member, Tree } from '../tree.ts';
import type { FilePath } from './draft.ts';
import { itemTexts, listOf, membersIn, placeOf, textOf } from './members.ts';

const kinds: readonly Kind[] = ['demographic', 'character', 'individual', 'expert'];
/** Entries of `persona` that are read as something else than one text. */
const notSingle = new Set(['kind', 'extends', 'without', 'tags']);

/** The title of `persona`: the name. Undefined where there is none. */
export function readTitle(blocks: readonly Block[]): SourceText | undefined {
  for (const block of blocks) {
    if (block.title && block.title.value.trim() !== '') return trimText(block.title);
  }
  return undefined;
}

/** `kind`, where it is one of the four. */
export function readKind(blocks: readonly Block[]): { readonly value: Kind; readonly text: SourceText } | undefined {
  const text = textOf(membersIn(blocks), 'kind');
  const value = text && kinds.find((kind) => kind === nameKey(text.value));
  return text && value ? { value, text } : undefined;
}

/** The single texts of `persona` by word, the first of each. */
export function readHead(blocks: readonly Block[]): ReadonlyMap<string, SourceText> {
  return singleTexts(membersIn(blocks), notSingle);
}

/** The first text of every known entry, by word. */
export function singleTexts(members: readonly Member[], except: ReadonlySet<string>): ReadonlyMap<string, SourceText> {
  const head = new Map<string, SourceText>();
  for (const member of members) {
    if (member.kind !== 'entry' || member.word === undefined || except.has(member.word)) continue;
    const text = trimText(member.text);
    if (text.value !== '' && !head.has(member.word)) head.set(member.word, text);
  }
  return head;
}

export function readTags(blocks: readonly Block[]): readonly SourceText[] {
  return listOf(membersIn(blocks), 'tags');
}

/** The parents, as written, in order. */
export function readExtends(blocks: readonly Block[]): readonly FilePath[] {
  return listOf(membersIn(blocks), 'extends').map((text) => ({ path: text.value, text }));
}

/** The names of what is taken away. */
export function readWithout(blocks: readonly Block[]): readonly SourceText[] {
  return listOf(membersIn(blocks), 'without');
}

/** `section` blocks that say something. */
export function readSections(blocks: readonly Block[], tree: Tree): Persona['sections'] {
  return blocks.flatMap((block) => {
    const text = block.prose && trimEndText(block.prose);
    return text && text.value !== '' ? [{ title: titleOf(block.title), text, origin: placeOf(tree, block) }] : [];
  });
}

/** `greeting` blocks that say something. */
export function readGreetings(blocks: readonly Block[]): readonly SourceText[] {
  return blocks.flatMap((block) => {
    const text = block.prose && trimEndText(block.prose);
    return text && text.value !== '' ? [text] : [];
  });
}

/** A title, or undefined for an empty one. */
export function titleOf(title: SourceText | undefined): SourceText | undefined {
  const trimmed = title && trimText(title);
  return trimmed && trimmed.value !== '' ? trimmed : undefined;
}

function trimEndText(text: SourceText): SourceText {
  return text.value.trim() === '' ? trimText(text) : text;
}

/** Entries of a free block: every one but those whose word is in `except`. */
export function namedEntries(members: readonly Member[], except: readonly string[] = []): readonly Entry[] {
  return members.filter(
    (member): member is Entry =>
      member.kind === 'entry' && !(member.word !== undefined && except.includes(member.word)),
  );
}

export function readAbout(blocks: readonly Block[], tree: Tree): readonly Named[] {
  return namedEntries(membersIn(blocks)).map((entry) => recall(tree.memory, readNamed, entry, tree));
}

function readNamed(entry: Entry, tree: Tree): Named {
  return { name: entry.name, text: trimText(entry.text), origin: placeOf(tree, entry) };
}

/** Traits: a number, `low`, `medium`, `high`, or a word. One without a level is left out: there is nothing to say. */
export function readTraits(blocks: readonly Block[], tree: Tree): readonly Trait[] {
  return namedEntries(membersIn(blocks)).flatMap((entry) => {
    const text = trimText(entry.text);
    if (text.value === '') return [];
    return [{ name: entry.name, text, level: readLevel(text.value), origin: placeOf(tree, entry) }];
  });
}

/** A number of 0..1 as a number, anything else as the word that it is. */
export function readLevel(text: string): number | string {
  if (!/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(text)) return text;
  const number = Number(text);
  return number <= 1 ? number : text;
}

export function readVoice(blocks: readonly Block[]): Persona['voice'] {
  const members = membersIn(blocks);
  return { items: itemTexts(members), register: textOf(members, 'register'), length: textOf(members, 'length') };
}
