// A way of playing whose steps are read from the talk, as a protocol of the one scheduler. In: what comes next at each moment. Out: turns,
// who is next, when it is over. Holds no state: a talk stopped, reloaded or gone back in goes on from what its journal says.
import { tell } from '../follow.ts';
import { modelOf } from '../scene/actor-call.ts';
import type { SceneEnd } from '../scene/scene-notes.ts';
import type { SceneProtocol, SceneSetup, TurnDeps } from '../scene/setup.ts';
import type { Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';

/** Does one step. */
export type Move = (state: SessionState, turn: TurnDeps) => Run;

export type Upcoming =
  /** A model is asked, or something told. `begins`: with it somebody else's turn begins. */
  | { readonly is: 'move'; readonly actor: string; readonly begins: boolean; readonly move: Move }
  /** A person has to say a line. */
  | { readonly is: 'person'; readonly actor: string }
  | { readonly is: 'over'; readonly why: string };

export interface WayOfPlaying extends Pick<SceneProtocol, 'name' | 'requests' | 'lines' | 'words'> {
  next(state: SessionState, setup: SceneSetup): Upcoming;
}

export function protocolOf(way: WayOfPlaying): SceneProtocol {
  const { name, requests, lines, words } = way;
  return {
    name,
    requests,
    ...(lines ? { lines } : {}),
    ...(words ? { words } : {}),
    turn: (state, _actor, turn) => oneTurn(way, state, turn),
    next(state, setup) {
      const next = way.next(state, setup);
      if (next.is === 'over') return undefined;
      // What a model is asked for in a person's name is no turn of that person.
      return next.is === 'move' && next.actor === setup.seat ? 'narrator' : next.actor;
    },
    over: (state, setup) => overOf(way, state, setup),
  };
}

/** The understudy says lines; it does not believe, plan, guess or judge, and never pretends to. */
const needsModel =
  'This way of playing asks for more than lines, which the offline understudy cannot give. Select a model.';

/** The steps up to where the next turn begins, or a person is to speak, or nothing is left. */
async function* oneTurn(way: WayOfPlaying, state: SessionState, turn: TurnDeps): Run {
  let now = state;
  while (now.scene && !turn.signal.aborted) {
    const next = way.next(now, now.scene);
    if (next.is !== 'move' || (next.begins && now.turns.length > state.turns.length)) break;
    if (modelOf(turn.deps, next.actor).identity.provider === 'understudy') {
      const failure = { reason: 'other' as const, message: needsModel, action: 'select-model' as const };
      return yield* tell(now, { type: 'failed', turn: undefined, failure, partial: '' });
    }
    const before = now;
    now = yield* next.move(now, turn);
    // A step that leaves no trace would be asked for ever.
    if (now.failure || (now.turns === before.turns && now.notes === before.notes)) break;
    if (now.turns !== before.turns && now.turns.at(-1)?.finish === 'stopped') break;
  }
  return now;
}

function overOf(way: WayOfPlaying, state: SessionState, setup: SceneSetup): SceneEnd | undefined {
  const next = way.next(state, setup);
  return next.is === 'over' ? { reason: 'protocol', why: next.why } : undefined;
}
