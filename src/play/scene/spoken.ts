// The plain protocol: one request a turn, whose answer is the line; where an arena is held, its candidates and its supervisor instead.
import { arenaTurn } from './arena.ts';
import { progressOf } from './scene-over.ts';
import type { SceneProtocol } from './setup.ts';
import { tellLine } from './tell-line.ts';

export const spoken: SceneProtocol = {
  name: 'spoken',
  turn(state, actor, turn) {
    const { arena } = turn.deps;
    const judged =
      arena &&
      actor.key !== 'narrator' &&
      (arena.actor === undefined || arena.actor === actor.key) &&
      (arena.until === undefined || progressOf(state).played < arena.until);
    return judged ? arenaTurn(state, actor, arena, turn) : tellLine(state, actor, turn);
  },
  requests: (turns) => turns,
};
