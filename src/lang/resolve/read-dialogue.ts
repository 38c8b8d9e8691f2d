// `example`, `scene` and `test`: dialogues with their cast and what is said about them. Who may speak is checked elsewhere.
import { readCast as readElement } from '../cast.ts';
import { recall, recallAll } from '../memory.ts';
import { nameKey } from '../name.ts';
import type { CastMember, Example, Expectation, Line, Scene, Test } from '../persona.ts';
import { sliceText, trimText } from '../slice-text.ts';
import { originOf, type SourceText } from '../source-text.ts';
import type { Block, Entry, Member, Tree } from '../tree.ts';
import type { Reading } from './draft.ts';
import {
  blocksOf,
  countOf,
  elementsOf,
  entriesOf,
  listOf,
  nameKeysOf,
  placeOf,
  shareOf,
  textOf,
  textsOf,
} from './members.ts';
import { givenOf } from './read-given.ts';
import { titleOf } from './read-head.ts';
import { readWayToPlay } from './read-way-to-play.ts';

/** Who may speak in every dialogue. */
export const everybody = ['user', 'self', 'narrator', 'self thinks'] as const;

export function readExamples(blocks: readonly Block[], tree: Tree): readonly Example[] {
  return blocks.map((block) => recall(tree.memory, readExample, block, tree));
}

function readExample(block: Block, tree: Tree): Example {
  return {
    title: titleOf(block.title),
    lines: recallAll(tree.memory, readLines, block.children, tree),
    origin: placeOf(tree, block),
  };
}

function readLines(member: Member, tree: Tree): readonly Line[] {
  const line = readLine(tree, member);
  return line ? [line] : [];
}

/** A line of a dialogue; undefined for anything else that stands in the block. */
export function readLine(tree: Tree, member: Member): Line | undefined {
  if (member.kind !== 'entry' || !isSpeaker(member)) return undefined;
  const key = member.word ?? member.name.key;
  const thought = key === 'self thinks';
  return {
    speaker: thought ? 'self' : key,
    thought,
    text: trimText(member.text),
    visibleTo: nameKeysOf(member.children, 'visible to'),
    name: member.name,
    origin: placeOf(tree, member),
  };
}

/** Known entries win over speakers: what the vocabulary has a word for is a line only if the word is a speaker's. */
function isSpeaker(entry: Entry): boolean {
  if (isTestGiven(entry)) return false;
  return entry.word === undefined || everybody.some((word) => word === entry.word);
}

export function readScenes(tree: Tree, reading: Reading): readonly Scene[] {
  return blocksOf(tree, 'scene').map((block) => ({
    ...recall(tree.memory, readExample, block, tree),
    cast: readCast(block.children, reading),
    setting: textOf(block.children, 'setting'),
    mood: textOf(block.children, 'mood'),
    event: textOf(block.children, 'event'),
    commonGround: textOf(block.children, 'common ground'),
    goal: textOf(block.children, 'goal'),
    knows: entriesOf(block.children, 'knows').map((entry) => ({
      text: trimText(entry.text),
      visibleTo: nameKeysOf(entry.children, 'visible to'),
      origin: placeOf(tree, entry),
    })),
    type: oneOf(textOf(block.children, 'type'), ['chat', 'debate', 'discussion', 'speech']),
    turns: countOf(block.children, 'turns'),
    endsWhen: textsOf(block.children, 'ends when'),
    goalWhen: textsOf(block.children, 'goal reached when'),
    stops: {
      mark: textOf(block.children, 'ends at'),
      goodbyes: listOf(block.children, 'goodbyes'),
      closing: listOf(block.children, 'closing lines'),
      closingAbove: shareOf(block.children, 'closing above') ?? 0.2,
      repeatsAbove: shareOf(block.children, 'repeats above'),
    },
    order: oneOf(textOf(block.children, 'order'), ['addressed', 'cast', 'chance']) ?? 'addressed',
    thinking: yesOrNo(textOf(block.children, 'thoughts')),
    narratorEvery: countOf(block.children, 'narrator every'),
    ...readWayToPlay(tree, block.children),
  }));
}

function oneOf<T extends string>(text: SourceText | undefined, words: readonly T[]): T | undefined {
  return words.find((word) => word === (text && nameKey(text.value)));
}

function yesOrNo(text: SourceText | undefined): boolean | undefined {
  const word = oneOf(text, ['yes', 'no']);
  return word && word === 'yes';
}

export function readTests(tree: Tree, reading: Reading): readonly Test[] {
  return blocksOf(tree, 'test').map((block) => {
    const repeat = countOf(block.children, 'repeat') ?? 1;
    return {
      ...recall(tree.memory, readExample, block, tree),
      expectations: readExpectations(tree, block.children),
      given: block.children.flatMap((member) =>
        member.kind === 'entry' && isTestGiven(member) ? [testGiven(tree, member)] : [],
      ),
      repeat,
      pass: Math.min(repeat, countOf(block.children, 'pass', 0) ?? repeat),
      cast: readCast(block.children, reading),
      turns: countOf(block.children, 'turns'),
    };
  });
}

const expected: readonly Expectation['kind'][] = ['keeps', 'breaks', 'must', 'never', 'judge'];

/** Expectations with the line that each stands after; a list of rules is one expectation a rule. */
function readExpectations(tree: Tree, members: readonly Member[]): readonly Expectation[] {
  const found: Expectation[] = [];
  let after = -1;
  for (const member of members) {
    if (member.kind !== 'entry') continue;
    if (isSpeaker(member)) after++;
    const kind = expected.find((word) => word === member.word);
    if (!kind) continue;
    const origin = placeOf(tree, member);
    const texts = kind === 'keeps' || kind === 'breaks' ? elementsOf(member) : [trimText(member.text)];
    for (const text of texts) found.push({ kind, text, after, origin });
  }
  return found;
}

/** `given passphrase: swordfish`: a value for a whole test. */
function isTestGiven(entry: Entry): boolean {
  return entry.word === 'given' || (entry.word === undefined && entry.name.key.startsWith('given '));
}

function testGiven(tree: Tree, entry: Entry): Test['given'][number] {
  const given = givenOf(tree, entry);
  const text = entry.name.text.replace(/^\s*given\s+/i, '');
  const { end } = entry.name.range;
  const name = { text, key: nameKey(text), range: { start: Math.max(entry.name.range.start, end - text.length), end } };
  return { ...given, name };
}

/** The cast of `with:`: files, files under another name, or names alone. A file that is not there is a problem of the reading. */
export function readCast(members: readonly Member[], reading: Reading): readonly CastMember[] {
  return listOf(members, 'with').flatMap((text) => {
    const member: CastMember = { ...readElement(text.value), origin: originOf(text) };
    if (member.path !== undefined) reading.open(member.path, sliceText(text, 0, member.path.length));
    return member.key === '' ? [] : [member];
  });
}

/** The name of a file without its folder and its last ending: `watson` for `./london/watson.persona`. */
export function stemOf(path: string): string {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = file.lastIndexOf('.');
  return dot > 0 ? file.slice(0, dot) : file;
}
