// In dialogues: the persona called by its own name, cast that could not speak, and who is named without being there.
// Other unknown speakers show in one file's text alone, and the parser tells them.

import { append } from '../../base/append.ts';
import type { Range } from '../../base/range.ts';
import { recall } from '../memory.ts';
import { nameKey } from '../name.ts';
import { nearest } from '../nearest.ts';
import type { CastMember, Example, Scene } from '../persona.ts';
import type { Problem } from '../problems.ts';
import { originOf } from '../source-text.ts';
import type { Block } from '../tree.ts';
import { blockRow } from '../vocabulary.ts';
import type { Draft } from './draft.ts';
import { blocksOf, listOf } from './members.ts';
import { everybody } from './read-dialogue.ts';

/** Problems of every dialogue of the file; `name` is the persona's own. */
export function checkSpeakers(own: Draft, name: string): readonly Problem[] {
  const called = nameKey(name);
  const words = new Set([called, ...called.split(' ')]);
  const check = (dialogue: Example, cast: readonly CastMember[]) => ownName(dialogue, cast, words);
  return [
    ...recall(own.tree.memory, ownNames, own.examples, words, called),
    ...own.scenes.flatMap((scene) => [
      ...check(scene, scene.cast),
      ...badCast(scene.cast, 'scene'),
      ...misplaced(scene),
    ]),
    ...own.tests.flatMap((test) => [...check(test, test.cast), ...badCast(test.cast, 'test')]),
    ...blocksOf(own.tree, 'scene').flatMap((block, index) => unseen(block, own.scenes[index]?.cast ?? [])),
  ];
}

function ownNames(examples: readonly Example[], words: ReadonlySet<string>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const example of examples) {
    const isNamed = example.lines.some(({ speaker }) => words.has(speaker));
    if (isNamed) append(problems, ownName(example, [], words));
  }
  return problems;
}

/** The persona called by its own name, of whose words each is it: the parser cannot know that it is `self`. */
function ownName(dialogue: Example, cast: readonly CastMember[], words: ReadonlySet<string>): readonly Problem[] {
  return dialogue.lines.flatMap((line) => {
    if (line.thought || everybody.some((word) => word === line.speaker)) return [];
    if (cast.some((member) => member.key === line.speaker) || !words.has(line.speaker)) return [];
    const { range } = line.name;
    const message = `The persona itself is \`self\` here, not \`${line.name.text}\`.`;
    const fixes = [{ title: 'Write `self`', edits: [{ range, text: 'self' }], preferred: true }];
    return [{ code: 'unknown-speaker', severity: 'error', range, message, fixes }];
  });
}

/** A cast member called like an entry of the block could never speak: entries win over speakers. */
function badCast(cast: readonly CastMember[], word: 'scene' | 'test'): readonly Problem[] {
  const entries = new Set(blockRow(word)?.entries.map((row) => row.word));
  return cast.flatMap((member) => {
    if (!entries.has(member.key)) return [];
    const message = `\`${member.key}:\` means something else in a ${word}. Give them another name: \`${member.path ?? member.name} as NAME\`.`;
    return [{ code: 'bad-name', severity: 'error', range: member.origin.range, message }];
  });
}

/** Names in `visible to` of a scene that are not in it. */
function unseen(block: Block, cast: readonly CastMember[]): readonly Problem[] {
  const known = ['user', 'self', 'narrator', ...cast.map((member) => member.key)];
  return block.children.flatMap((member) =>
    listOf(member.children, 'visible to').flatMap((text) => nobody(text.value, text.range, known)),
  );
}

/** Names of those who seek, stand somewhere or are somehow, that are not in the scene. */
function misplaced(scene: Scene): readonly Problem[] {
  const known = ['user', 'self', ...scene.cast.map((member) => member.key)];
  const { seeker } = scene;
  return [
    ...scene.places.flatMap(({ name }) => nobody(name.text, name.range, known)),
    ...(seeker ? nobody(seeker.value, originOf(seeker).range, known) : []),
  ];
}

function nobody(name: string, range: Range, known: readonly string[]): readonly Problem[] {
  const key = nameKey(name);
  if (known.includes(key)) return [];
  const near = nearest(key, known);
  const message = `Nobody in this scene is called \`${name}\`${near ? `: did you mean \`${near}\`?` : '.'}`;
  const fixes = near ? [{ title: `Write \`${near}\``, edits: [{ range, text: near }] }] : [];
  return [{ code: 'unknown-speaker', severity: 'error', range, message, fixes }];
}
