// One file's tree as a draft: every block read by its own reader. Merges nothing, checks nothing but files.
import type { Tree } from '../tree.ts';
import type { Draft, Reading } from './draft.ts';
import { readExamples, readScenes, readTests } from './read-dialogue.ts';
import { readGiven } from './read-given.ts';
import {
  readAbout,
  readExtends,
  readGreetings,
  readHead,
  readKind,
  readSections,
  readTags,
  readTitle,
  readTraits,
  readVoice,
  readWithout,
} from './read-head.ts';
import { readKnows, readMemory, readState, readUnknown } from './read-knowledge.ts';
import { readMoves, readPlan, readTools } from './read-plan.ts';
import { readRules } from './read-rules.ts';
import { readTurns } from './read-turns.ts';

/** Reads every block. Files that cannot be opened end as problems of `reading`. */
export function readDraft(tree: Tree, reading: Reading): Draft {
  return {
    tree,
    title: readTitle(tree),
    kind: readKind(tree),
    head: readHead(tree),
    tags: readTags(tree),
    extends: readExtends(tree),
    without: readWithout(tree),
    sections: readSections(tree),
    about: readAbout(tree),
    traits: readTraits(tree),
    voice: readVoice(tree),
    knows: readKnows(tree, reading),
    unknown: readUnknown(tree),
    memory: readMemory(tree),
    state: readState(tree),
    given: readGiven(tree),
    rules: readRules(tree),
    plan: readPlan(tree),
    moves: readMoves(tree),
    tools: readTools(tree, reading),
    turns: readTurns(tree),
    greetings: readGreetings(tree),
    examples: readExamples(tree),
    scenes: readScenes(tree, reading),
    tests: readTests(tree, reading),
  };
}
