// *Counsel*: questions about what was said, put to a model beside the talk; what comes of them is a note, and perhaps another version of a reply. In:
// the counsel that the deps bring. Out: the events of its requests, the version as a line of the talk, the note. What was said stays.
import type { ModelFailure } from '../model/port.ts';
import { newRun, type RunPlace } from './call.ts';
import type { CounselNote } from './counsel-notes.ts';
import type { PlayEvent, Turn } from './events.ts';
import { follow, tell } from './follow.ts';
import { judgeTurns } from './judge-turns.ts';
import { relay } from './relay.ts';
import type { PlayDeps, Run } from './session.ts';
import type { SessionState } from './session-state.ts';
import { pathTo } from './tree.ts';

/** What came of it. A counsel that failed says so in its note. */
export interface Counselled {
  readonly note: CounselNote;
  /** Another version of the reply `of`, said by the model that was asked. */
  readonly version?: { readonly of: string; readonly text: string; readonly labels: readonly string[] };
}

/** `state` is only read. Undefined: there was nothing to ask about. */
export type Counsel = (
  state: SessionState,
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
) => AsyncGenerator<PlayEvent, Counselled | undefined>;

/** Nothing happens where the deps bring none. */
export async function* counsel(state: SessionState, deps: PlayDeps, signal: AbortSignal): Run {
  if (!deps.counsel) return state;
  const asking = deps.counsel(state, newRun(deps), deps, signal);
  // What failed stands in the note, beside the reply that it is about: the talk itself did not fail.
  const told = relay(asking, (event) => (event.type === 'failed' ? [] : [event]));
  const { state: now, value } = yield* follow(state, told);
  if (!value) return now;
  const { note, version } = value;
  const old = version && now.tree.find(({ id }) => id === version.of);
  if (!version || !old) return yield* tell(now, { type: 'noted', note });
  const turn = judged(now, versionOf(old, version, deps), deps);
  const said = yield* tell(now, { type: 'turn', turn });
  return yield* tell(said, { type: 'noted', note: note.kind === 'refined' ? { ...note, turn: turn.id } : note });
}

/** Whether anybody can be asked: the understudy says only what the file says. */
export function cannotCounsel(deps: Pick<PlayDeps, 'model'>): ModelFailure | undefined {
  if (deps.model.identity.provider !== 'understudy') return undefined;
  const message = 'A language model is needed for this; the offline understudy says only what the file says.';
  return { reason: 'other', message, action: 'select-model' };
}

/** In the same place of the tree, heard by the same. */
function versionOf(
  { after, speaker, name, heardBy }: Turn,
  { text, labels }: NonNullable<Counselled['version']>,
  deps: PlayDeps,
): Turn {
  return {
    id: deps.ids(),
    ...(after === undefined ? {} : { after }),
    speaker,
    ...(name === undefined ? {} : { name }),
    text,
    ...(heardBy ? { heardBy } : {}),
    model: deps.model.identity,
    finish: 'done',
    labels,
  };
}

/** By the rules, after what stood before it. */
function judged(state: SessionState, turn: Turn, deps: PlayDeps): Turn {
  const before = { ...state, turns: pathTo(state.tree, turn.after) };
  return { ...turn, ...judgeTurns(before, turn, deps.measures) };
}
