// Every name in one file with its place: a tree in, occurrences out, in the order of the text. Looks at no other file, so what is
// inherited shows as uses without a definition. Reads phrases only where a name may stand in them.
import { elements } from '../../lang/check-value.ts';
import { nameKey } from '../../lang/name.ts';
import { trimText } from '../../lang/slice-text.ts';
import type { SourceText } from '../../lang/source-text.ts';
import type { Block, Entry, Member, Tree } from '../../lang/tree.ts';
import { type BlockWord, blockRow } from '../../lang/vocabulary.ts';
import { Names } from './names.ts';
import { namesOfDialogue } from './names-of-dialogue.ts';
import { namesOfText } from './names-of-text.ts';
import { type NameKind, nameKinds, type Occurrence } from './occurrence.ts';

/** What an entry under the header of these blocks defines. */
const defines: Readonly<Record<string, NameKind>> = {
  rules: 'rule',
  knows: 'fact',
  about: 'aspect',
  traits: 'trait',
  given: 'value',
  state: 'slot',
  tools: 'tool',
  plan: 'stage',
  moves: 'move',
};

const kept = new WeakMap<Tree, readonly Occurrence[]>();

/**
 * @param elsewhere keys of values that other files declare: `{{a.b}}` means `a`, unless a value is called `a.b`.
 * The answer for a tree without `elsewhere` is kept as long as the tree is.
 */
export function namesInFile(tree: Tree, elsewhere?: ReadonlySet<string>): readonly Occurrence[] {
  const known = elsewhere ? undefined : kept.get(tree);
  if (known) return known;
  const names = new Names();
  for (const block of tree.blocks) defineNames(names, block);
  for (const key of elsewhere ?? []) names.declared.add(key);
  for (const block of tree.blocks) useNames(names, block);
  const sorted = names.found.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  if (!elsewhere) kept.set(tree, sorted);
  return sorted;
}

function defineNames(names: Names, block: Block): void {
  if (block.word === undefined) return;
  if (block.title) defineTitle(names, block.word, block.title);
  for (const member of block.children) defineIn(names, block.word, member);
}

function defineTitle(names: Names, word: BlockWord, title: SourceText): void {
  const { value, range } = trimText(title);
  if (value !== '' && (word === 'section' || word === 'example')) names.define(word, nameKey(value), range);
}

/** What a member of a block of that word defines, and who speaks in it. */
export function defineIn(names: Names, word: BlockWord, member: Member): void {
  const kind = Object.hasOwn(defines, word) ? defines[word] : undefined;
  if (kind && member.kind === 'entry' && member.word === undefined)
    names.define(kind, member.name.key, member.name.range);
  if (kind === 'rule' && member.kind === 'item') {
    const sentence = trimText(member.text);
    if (sentence.value !== '') names.define('rule', nameKey(sentence.value), sentence.range, 'sentence');
  }
  if (blockRow(word)?.dialogue && member.kind === 'entry') namesOfDialogue(names, member);
}

const inheritable = nameKinds.filter((kind) => kind !== 'bound' && kind !== 'speaker');

/** Entries and clauses whose list holds names, and of what. */
const lists: Readonly<Record<string, readonly NameKind[]>> = {
  keeps: ['rule'],
  breaks: ['rule'],
  moves: ['move'],
  'find out': ['fact', 'aspect'],
  'visible to': ['speaker'],
  'only with': ['speaker'],
  seeker: ['speaker'],
};

function useNames(names: Names, block: Block): void {
  if (block.word === undefined) return;
  useAbove(names, block.word, block.title, block.prose);
  for (const member of block.children) useIn(names, block.word, member);
}

/** What the header of a block uses, and its prose. */
export function useAbove(
  names: Names,
  word: BlockWord,
  title: SourceText | undefined,
  prose: SourceText | undefined,
): void {
  if (prose) namesOfText(names, prose, undefined, undefined);
  if (word === 'section' && title) namesOfText(names, title, undefined, undefined);
}

/** What a member of a block of that word uses, with all that is under it. Values in `given` are text to the letter. */
export function useIn(names: Names, word: BlockWord, member: Member): void {
  if (word === 'given') return;
  const rule = word === 'rules' ? names.enter(member) : undefined;
  const open: Member[] = [member];
  for (let next = open.pop(); next; next = open.pop()) {
    const inner = next.kind === 'entry' ? next.word : undefined;
    if (inner === 'given') continue;
    if (next.kind === 'entry') listedNames(names, word, next);
    namesOfText(names, next.text, inner, rule);
    open.push(...next.children);
  }
}

function listedNames(names: Names, block: BlockWord, entry: Entry): void {
  const { word } = entry;
  if (word === undefined) return;
  if (word === 'without' && block === 'persona') {
    for (const text of elements(entry)) names.use(inheritable, nameKey(text.value), text.range, { inherited: true });
  } else if (Object.hasOwn(lists, word)) {
    for (const text of elements(entry)) names.use(lists[word] ?? [], nameKey(text.value), text.range);
  }
}
