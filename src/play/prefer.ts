// *Pick the better one*: of two replies to the same line one is chosen; the talk goes on with it, and the pair is kept until the other is
// picked, or neither. Asks nobody.
import type { Message } from '../lang/prompt.ts';
import type { PlayCommand, Turn } from './events.ts';
import { tell } from './follow.ts';
import { messagesOf } from './judge-turns.ts';
import type { Preference } from './preference.ts';
import type { PlayDeps, Run } from './session.ts';
import type { SessionState } from './session-state.ts';
import { lastAfter, pathTo } from './tree.ts';

/** The one picked already is picked no more. Two turns that do not stand in one place of the tree, or are one, are no pair: nothing happens. */
export async function* prefer(
  state: SessionState,
  { chosen, rejected, by }: Extract<PlayCommand, { type: 'prefer' }>,
  deps: PlayDeps,
): Run {
  const better = state.tree.find(({ id }) => id === chosen);
  const worse = state.tree.find(({ id }) => id === rejected);
  if (!better || !worse || better === worse) return state;
  if (better.after !== worse.after || better.speaker !== worse.speaker) return state;
  if (pickedOf(state, [chosen, rejected]) === chosen) return yield* tie(state, [chosen, rejected]);
  const preference: Preference = {
    prompt: promptOf(state, better),
    chosen: better.text,
    rejected: worse.text,
    by,
    at: new Date(deps.clock.now()).toISOString(),
    turns: [chosen, rejected],
    models: [better.model?.label, worse.model?.label],
  };
  const now = yield* tell(state, { type: 'preferred', preference });
  if (now.turns.some(({ id }) => id === chosen)) return now;
  return yield* tell(now, { type: 'moved', to: lastAfter(now.tree, chosen) });
}

/** Neither is better: what was picked of the two is taken back; nothing happens where nothing was. */
export async function* tie(state: SessionState, turns: Preference['turns']): Run {
  return pickedOf(state, turns) === undefined ? state : yield* tell(state, { type: 'withdrawn', turns });
}

/** Id of the one that was found better of two. */
export function pickedOf({ preferences }: SessionState, [one, other]: Preference['turns']): string | undefined {
  return preferences.find(({ turns }) => turns.includes(one) && turns.includes(other))?.turns[0];
}

function promptOf(state: SessionState, turn: Turn): readonly Message[] {
  const sent = state.requests.find(({ id }) => id === turn.request);
  return sent?.messages ?? messagesOf(pathTo(state.tree, turn.after));
}
