// *Save as*: a dialogue that was really held becomes an `example`, `test` or `scene` of the file. In: a tree, what was said, what is expected.
// Out: edits that add one block and touch nothing else, or why not.
import { nameKey, readName } from '../name.ts';
import type { Tree } from '../tree.ts';
import { entryRow } from '../vocabulary.ts';
import { listMember } from './list-member.ts';
import type { NewMember } from './outline.ts';
import { spokenText } from './spoken.ts';
import { addBlock } from './structure.ts';
import { type Edited, refused } from './verified.ts';

/** The kinds of block that hold a dialogue. */
export type DialogueWord = 'example' | 'test' | 'scene';

export interface SpokenLine {
  /** `user`, `self`, `self thinks`, `narrator`, or what a member of the cast is called. */
  readonly speaker: string;
  readonly text: string;
  /** Of a test, about this line or the reply to it. */
  readonly keeps?: readonly string[];
  readonly breaks?: readonly string[];
}

export interface NewDialogue {
  readonly word: DialogueWord;
  readonly title: string;
  /** Of a scene: files or names, as `with:` takes them. */
  readonly cast?: readonly string[];
  readonly lines: readonly SpokenLine[];
}

/** Adds the block where the reference has its kind; lines without a word are left out. */
export function addDialogue(tree: Tree, dialogue: NewDialogue): Edited {
  const { word, title } = dialogue;
  const fault = titleFault(tree, word, title);
  if (fault !== undefined) return refused(fault);
  const children = membersOfDialogue(dialogue);
  return typeof children === 'string' ? refused(children) : addBlock(tree, { word, title, children });
}

/** What stands under its header, or why it cannot be written. */
export function membersOfDialogue({ word, cast = [], lines }: NewDialogue): readonly NewMember[] | string {
  const children: NewMember[] = cast.length > 0 ? [listMember('with', cast)] : [];
  for (const { speaker, text, keeps = [], breaks = [] } of lines) {
    if (text.trim() === '') continue;
    const written = spokenText(word, text);
    if (written === undefined) return `What \`${speaker}\` said cannot be written as a line of a dialogue.`;
    children.push({ name: speaker, text: written });
    if (keeps.length > 0) children.push(listMember('keeps', keeps));
    if (breaks.length > 0) children.push(listMember('breaks', breaks));
  }
  return children.length === 0 ? 'Nothing was said yet.' : children;
}

/** Why a new block of this kind cannot be called so; undefined: it can. */
export function titleFault(tree: Tree, word: DialogueWord, title: string): string | undefined {
  if (title.trim() === '') return 'Give it a title.';
  if (title !== title.trim() || /[\r\n]/u.test(title)) return 'A title is one line, without space around it.';
  const key = nameKey(title);
  const taken = tree.blocks.some((block) => block.word === word && block.title && nameKey(block.title.value) === key);
  if (taken) return `There is a ${word} called “${title}” already.`;
  return addBlock(tree, { word, title }).ok ? undefined : 'This cannot be a title. Use plain words.';
}

/** A title that is free: the one wanted, else with a number behind it. */
export function freeTitle(tree: Tree, word: DialogueWord, wanted: string): string {
  for (let number = 1; ; number++) {
    const title = number === 1 ? wanted : `${wanted} ${number}`;
    if (!tree.blocks.some((block) => block.word === word && nameKey(block.title?.value ?? '') === nameKey(title))) {
      return title;
    }
  }
}

/** Whether a member of a cast may be called so in a dialogue: words that the block knows are taken. */
export function mayBeCast(word: DialogueWord, name: string): boolean {
  if (entryRow(word, name) !== undefined) return false;
  const line = `${name}: said`;
  return readName(line, 0, line.length)?.name.text === name;
}
