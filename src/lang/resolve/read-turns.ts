// The `turns` block: how turns are taken. Tree in, texts as written out; what holds where nothing is written is not known here.
import type { Persona } from '../persona.ts';
import type { Tree } from '../tree.ts';
import { listOf, membersOf } from './members.ts';
import { singleTexts } from './read-head.ts';

const lists = new Set(['commands', 'backchannels']);

export function readTurns(tree: Tree): Persona['turns'] {
  const members = membersOf(tree, 'turns');
  return {
    single: singleTexts(members, lists),
    commands: listOf(members, 'commands'),
    backchannels: listOf(members, 'backchannels'),
  };
}
