// *Pick the better one*: of two replies to the same line one is chosen; the talk goes on with it, and the pair is kept. Asks nobody.
import type { Message } from '../lang/prompt.ts';
import type { PlayCommand, Turn } from './events.ts';
import { tell } from './follow.ts';
import { messagesOf } from './judge-turns.ts';
import type { Preference } from './preference.ts';
import type { PlayDeps, Run } from './session.ts';
import type { SessionState } from './session-state.ts';
import { lastAfter, pathTo } from './tree.ts';

/** Two turns that do not stand in one place of the tree, or are one, are no pair: nothing happens. */
export async function* prefer(
  state: SessionState,
  { chosen, rejected, by }: Extract<PlayCommand, { type: 'prefer' }>,
  deps: PlayDeps,
): Run {
  const better = state.tree.find(({ id }) => id === chosen);
  const worse = state.tree.find(({ id }) => id === rejected);
  if (!better || !worse || better === worse) return state;
  if (better.after !== worse.after || better.speaker !== worse.speaker) return state;
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

function promptOf(state: SessionState, turn: Turn): readonly Message[] {
  const sent = state.requests.find(({ id }) => id === turn.request);
  return sent?.messages ?? messagesOf(pathTo(state.tree, turn.after));
}
