// A scene played: the one scheduler. It owns whose turn it is, when it is over, what a person's line does, and what is told and recorded; what
// requests make up a turn is the protocol's. In: a session with a scene and a command. Out: a run of events. Cancel ends it at once; what was
// said stays, and the next command goes on from there.
import { newRun, type RunPlace } from '../call.ts';
import type { PlayCommand, Turn } from '../events.ts';
import { tell } from '../follow.ts';
import { put, takeAway } from '../put.ts';
import type { PlayDeps, Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { judgedLine } from './actor-side.ts';
import { nextSpeaker } from './next-speaker.ts';
import { actorsOf, narratorActor, partyName } from './parties.ts';
import { beganOf, endedOf, type SceneBegan, type SceneEnd } from './scene-notes.ts';
import { sceneOpening } from './scene-opening.ts';
import { progressOf, sceneOver } from './scene-over.ts';

type SceneCommand = Extract<PlayCommand, { type: 'begin' | 'say' | 'retry' | 'edit' | 'scene' }>;

export function playScene(state: SessionState, command: SceneCommand, deps: PlayDeps, signal: AbortSignal): Run {
  switch (command.type) {
    case 'begin':
      return begin(state, deps);
    case 'say':
      return say(state, command.text, deps, signal);
    case 'retry':
      return retry(state, deps, signal);
    case 'edit':
      return edit(state, command.turn, command.text, deps, signal);
    case 'scene':
      if (command.act === 'end') return end(state, { reason: 'player', why: 'Ended by the player.' });
      return goOn(state, newRun(deps), deps, signal, { once: command.act === 'next', until: command.until });
  }
}

/** Who is next, if a model plays it: `undefined` where a person is to speak or the scene is over. */
export function nextPlayed(state: SessionState): string | undefined {
  if (endedOf(state)) return undefined;
  const next = nextSpeaker(state);
  return next === state.scene?.seat ? undefined : next;
}

/** Begins anew: takes away what was said, tells what is played, puts the lines as written. */
async function* begin(state: SessionState, deps: PlayDeps): Run {
  let now = yield* takeAway(state, 0);
  const note = began(now);
  if (note) now = yield* tell(now, { type: 'noted', note });
  for (const line of sceneOpening(now)) now = yield* put(now, judged(now, { ...line, id: deps.ids() }, deps));
  return now;
}

function began(state: SessionState): SceneBegan | undefined {
  const { scene: setup, persona } = state;
  if (!setup) return undefined;
  const { scene, cast, seat, seed, protocol } = setup;
  return {
    kind: 'scene began',
    title: scene.title?.value ?? '',
    index: Math.max(
      0,
      persona.scenes.findIndex(({ origin }) => origin.range.start === scene.origin.range.start),
    ),
    cast: cast.map(({ key, name, nameOnly, persona: { uri } }) => ({ key, name, ...(nameOnly ? {} : { uri }) })),
    ...(seat === undefined ? {} : { seat }),
    seed,
    turns: progressOf(state).limit,
    protocol: protocol.name,
  };
}

/** One turn, or all until a person is to speak, the scene is over, one fails or is stopped. */
async function* goOn(
  state: SessionState,
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
  {
    once = false,
    until = Number.POSITIVE_INFINITY,
  }: { readonly once?: boolean; readonly until?: number | undefined } = {},
): Run {
  let now = state;
  if (!beganOf(now)) now = yield* begin(now, deps);
  for (;;) {
    const key = signal.aborted || progressOf(now).played >= until ? undefined : nextPlayed(now);
    if (key === undefined) return now;
    const before = now;
    now = yield* turn(now, key, place, deps, signal);
    const said = now.turns !== before.turns;
    if (now.failure || (said && now.turns.at(-1)?.finish === 'stopped')) return now;
    // A protocol may learn something and say nothing; one that does neither has come to its end.
    if (!said && now.notes === before.notes) return yield* overOrOn(now, deps, signal);
    now = yield* overOrOn(now, deps, signal);
    // Where the narrator spoke, somebody else is still asked for the one turn.
    if (once && key !== 'narrator') return now;
  }
}

async function* turn(state: SessionState, key: string, place: RunPlace, deps: PlayDeps, signal: AbortSignal): Run {
  const actor = key === 'narrator' ? narratorActor() : actorsOf(state).find((one) => one.key === key);
  if (!actor || !state.scene) return state;
  return yield* state.scene.protocol.turn(state, actor, { place, deps, signal });
}

async function* overOrOn(state: SessionState, deps: PlayDeps, signal: AbortSignal): Run {
  const over = await sceneOver(state, deps, signal);
  return over ? yield* end(state, over) : state;
}

async function* end(state: SessionState, over: SceneEnd): Run {
  if (!beganOf(state) || endedOf(state)) return state;
  return yield* tell(state, { type: 'noted', note: { kind: 'scene ended', after: state.turns.at(-1)?.id, ...over } });
}

/** A person's line, then all that models say until it is the person's turn again. */
async function* say(state: SessionState, text: string, deps: PlayDeps, signal: AbortSignal): Run {
  const { seat } = state.scene ?? {};
  if (text.trim() === '' || seat === undefined || endedOf(state)) return state;
  let now = beganOf(state) ? state : yield* begin(state, deps);
  const name = seat === 'self' || seat === 'user' ? {} : { name: partyName(now, seat) };
  now = yield* put(now, judged(now, { id: deps.ids(), speaker: seat, ...name, text }, deps));
  now = yield* overOrOn(now, deps, signal);
  return yield* goOn(now, newRun(deps), deps, signal);
}

/** Asks again for the last line a model said, with its thoughts; after a failure, for the one that did not come. */
async function* retry(state: SessionState, deps: PlayDeps, signal: AbortSignal): Run {
  const last = state.turns.at(-1);
  const again = !state.failure && last?.request !== undefined;
  const from = again ? state.turns.findIndex(({ request }) => request === last.request) : state.turns.length;
  const now = yield* takeAway(state, from);
  const parent = again ? last.request : state.requests.at(-1)?.id;
  return yield* goOn(now, newRun(deps, parent), deps, signal, { once: true });
}

/** Another text in the place of a line; what came after it is taken away. A line in a person's place is answered. */
async function* edit(state: SessionState, id: string, text: string, deps: PlayDeps, signal: AbortSignal): Run {
  const at = state.turns.findIndex((one) => one.id === id);
  const old = state.turns[at];
  if (!old || text.trim() === '') return state;
  let now = yield* takeAway(state, at);
  const { speaker, name, thought, heardBy } = old;
  const line = {
    id: deps.ids(),
    speaker,
    ...(name === undefined ? {} : { name }),
    text,
    ...(thought ? { thought } : {}),
    ...(heardBy ? { heardBy } : {}),
  };
  now = yield* put(now, judged(now, { ...line, edited: old.id }, deps));
  now = yield* overOrOn(now, deps, signal);
  return speaker === state.scene?.seat ? yield* goOn(now, newRun(deps), deps, signal) : now;
}

/** A line of an actor with its verdicts; any other as it is. What a person says in a seat is judged by nobody's rules. */
function judged(state: SessionState, turn: Turn, deps: PlayDeps): Turn {
  const actor = actorsOf(state).find(({ key }) => key === turn.speaker);
  return actor && (turn.origin !== undefined || turn.speaker !== state.scene?.seat)
    ? judgedLine(state, actor, turn, deps)
    : turn;
}
