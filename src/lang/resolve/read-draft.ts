// One file's tree as a draft: every block read by its own reader. Merges nothing, checks nothing but files.
import { recall } from '../memory.ts';
import type { Block, Tree } from '../tree.ts';
import type { BlockWord } from '../vocabulary.ts';
import type { Draft, Reading } from './draft.ts';
import { blocksOf } from './members.ts';
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

/**
 * Reads every block. Files that cannot be opened end as problems of `reading`. What the blocks of one word say is the same object as long as
 * they are the same blocks, but for those that may name files.
 */
export function readDraft(tree: Tree, reading: Reading): Draft {
  return {
    tree,
    title: said(tree, 'persona', readTitle),
    kind: said(tree, 'persona', readKind),
    head: said(tree, 'persona', readHead),
    tags: said(tree, 'persona', readTags),
    extends: said(tree, 'persona', readExtends),
    without: said(tree, 'persona', readWithout),
    instructions: none,
    sections: said(tree, 'section', readSections),
    about: said(tree, 'about', readAbout),
    traits: said(tree, 'traits', readTraits),
    voice: said(tree, 'voice', readVoice),
    knows: readKnows(tree, reading),
    unknown: said(tree, 'unknown', readUnknown),
    memory: said(tree, 'memory', readMemory),
    state: said(tree, 'state', readState),
    given: said(tree, 'given', readGiven),
    rules: said(tree, 'rules', readRules),
    plan: said(tree, 'plan', readPlan),
    moves: said(tree, 'moves', readMoves),
    tools: readTools(tree, reading),
    turns: said(tree, 'turns', readTurns),
    greetings: said(tree, 'greeting', readGreetings),
    examples: said(tree, 'example', readExamples),
    scenes: readScenes(tree, reading),
    tests: readTests(tree, reading),
  };
}

const none: readonly never[] = [];

function said<T>(tree: Tree, word: BlockWord, read: (blocks: readonly Block[], tree: Tree) => T): T {
  return recall(tree.memory, read, blocksOf(tree, word), tree);
}
