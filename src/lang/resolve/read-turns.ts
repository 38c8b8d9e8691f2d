// The `turns` block: how turns are taken. Blocks in, texts as written out; what holds where nothing is written is not known here.
import type { Persona } from '../persona.ts';
import type { Block } from '../tree.ts';
import { listOf, membersIn } from './members.ts';
import { singleTexts } from './read-head.ts';

const lists = new Set(['commands', 'backchannels']);

export function readTurns(blocks: readonly Block[]): Persona['turns'] {
  const members = membersIn(blocks);
  return {
    single: singleTexts(members, lists),
    commands: listOf(members, 'commands'),
    backchannels: listOf(members, 'backchannels'),
  };
}
