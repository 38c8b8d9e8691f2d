// A role-play as a function: state and a command in, a stream of events out. It asks the model, judges every reply and
// hands each event to the recorder before anybody else sees it. It never changes the state given, and knows no screen.

import type { Measures } from '../lang/measures.ts';
import { onOneLine } from '../lang/one-line.ts';
import type { ChatModel, Similarity } from '../model/port.ts';
import { newRun } from './call.ts';
import { answer, type Rival } from './compare.ts';
import { type Counsel, counsel } from './counsel.ts';
import type { OpeningTurn, PlayCommand, PlayEvent, Turn } from './events.ts';
import { tell } from './follow.ts';
import { judgeTurns } from './judge-turns.ts';
import { endSession } from './memory/end-session.ts';
import type { MemoryKeeper } from './memory/memory-keeper.ts';
import { prefer, tie } from './prefer.ts';
import { put, takeAway } from './put.ts';
import { reEnact } from './re-enact/re-enact.ts';
import type { Recorder } from './recorder.ts';
import type { Arena } from './scene/arena.ts';
import { playScene } from './scene/play-scene.ts';
import type { SessionState } from './session-state.ts';
import { EarlierRequests } from './shared-messages.ts';
import { interview } from './simulated-user/interview.ts';
import { negatives } from './simulated-user/negatives.ts';
import type { StrategyLibrary } from './strategies/advise.ts';
import { thumb } from './thumbs.ts';
import { lastAfter } from './tree.ts';
import { type DuplexDeps, duplex } from './turns/duplex.ts';

export { apply, newSession, type SessionOptions, type SessionState, withPersona } from './session-state.ts';

export interface PlayDeps {
  readonly model: ChatModel;
  readonly measures: Measures;
  /** Milliseconds since 1970. */
  readonly clock: { now(): number };
  /** A new id at each call, unique within the talk. */
  readonly ids: () => string;
  /** Takes every event; callers do not hand it the same ones again. */
  readonly recorder?: Pick<Recorder, 'take'>;
  /** Tokens that a request may hold; undefined: no limit. */
  readonly budget?: number;
  readonly temperature?: number;
  readonly maxTokens?: number;
  /** The user’s side of a talk in slices, and how time passes in it; without one no such talk is held. */
  readonly duplex?: DuplexDeps;
  /** Answers every line as well, beside `model`. */
  readonly rival?: Rival;
  /** Models of a scene's cast by key; who has none is played by `model`. */
  readonly cast?: Readonly<Record<string, ChatModel>>;
  /** Where several answer each turn of a scene and one is picked. */
  readonly arena?: Arena;
  /** How alike texts are; without it, by their words. */
  readonly similarity?: Similarity;
  /** Strategies that replies are given where they fit; undefined: none. */
  readonly strategies?: StrategyLibrary;
  /** What `counsel` asks about the talk. */
  readonly counsel?: Counsel;
  /** Where the persona's memories of its partners are kept; undefined: nowhere. */
  readonly memories?: MemoryKeeper;
}

/** A run of events that ends with the state they lead to. */
export type Run = AsyncGenerator<PlayEvent, SessionState>;

/**
 * Does what the player asks and tells what happens. Callers `apply` each event to their own state.
 * - A stop (`signal`) keeps what was said so far as a turn with finish `stopped`, or ends with `failed: cancelled` where nothing was.
 * - A failure is the last event; the user's line stays and `retry` asks again.
 * - A command that finds nothing to do (an unknown turn, nothing to ask again, an empty line) yields no event.
 * Never throws on what model or user say.
 */
export async function* play(
  state: SessionState,
  command: PlayCommand,
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, void> {
  const earlier = new EarlierRequests(state.requests);
  for await (const event of run(state, command, deps, signal)) {
    const told = event.type === 'asked' ? { ...event, request: earlier.share(event.request) } : event;
    if (told.type === 'asked') earlier.add(told.request);
    deps.recorder?.take(told);
    yield told;
  }
}

function run(state: SessionState, command: PlayCommand, deps: PlayDeps, signal: AbortSignal): Run {
  switch (command.type) {
    case 'scene':
      return playScene(state, command, deps, signal);
    case 'begin':
      if (state.scene) return playScene(state, command, deps, signal);
      return command.opening
        ? open(state, command.opening, deps, signal)
        : greet(state, command.greeting ?? 0, deps, signal);
    case 'say':
      if (state.scene) return playScene(state, command, deps, signal);
      return say(state, command.text, deps, signal);
    case 'duplex':
      return duplex(state, deps, signal);
    case 'retry':
      if (state.scene) return playScene(state, command, deps, signal);
      return retry(state, deps, signal);
    case 'edit':
      if (state.scene) return playScene(state, command, deps, signal);
      return edit(state, command.turn, command.text, deps, signal);
    case 'go':
      return go(state, command.turn, command.onward);
    case 'clear-memory':
      return clearMemory(state);
    case 'meet':
      return meet(state, command.partner);
    case 'end-session':
      return endSession(state, deps, signal);
    case 'prefer':
      return prefer(state, command, deps);
    case 'thumb':
      return thumb(state, command);
    case 'counsel':
      return counsel(state, deps, signal);
    case 'interview':
      return interview(state, command, deps, signal);
    case 're-enact':
      return reEnact(state, command, deps, signal);
    case 'negatives':
      return negatives(state, command.turn, deps, signal);
    case 'tie':
      return tie(state, command.turns);
  }
}

/** Begins anew with a greeting; without one, with nothing: the user speaks first. */
async function* greet(state: SessionState, index: number, deps: PlayDeps, _signal: AbortSignal): Run {
  const cleared = yield* takeAway(state, 0);
  const greeting = greetingsOf(cleared)[index];
  if (!greeting) return cleared;
  return yield* put(cleared, judged(cleared, { ...greeting, id: deps.ids(), speaker: 'self' }, deps));
}

/** Begins anew with given lines. A user's line that no line of the persona follows is answered by the model, as in a test. */
async function* open(state: SessionState, opening: readonly OpeningTurn[], deps: PlayDeps, signal: AbortSignal): Run {
  let now = yield* takeAway(state, 0);
  const place = newRun(deps);
  for (const [index, line] of opening.entries()) {
    now = yield* put(now, judged(now, { ...line, id: deps.ids() }, deps));
    if (line.speaker === 'self' || opening[index + 1]?.speaker === 'self') continue;
    now = yield* answer(now, place, deps, signal);
    if (signal.aborted || now.failure) break;
  }
  return now;
}

async function* say(state: SessionState, text: string, deps: PlayDeps, signal: AbortSignal): Run {
  if (text.trim() === '') return state;
  const now = yield* put(state, { id: deps.ids(), speaker: 'user', text });
  return yield* answer(now, newRun(deps), deps, signal);
}

/** Asks again for the last reply. A greeting gives way to the next one, if there are several. */
async function* retry(state: SessionState, deps: PlayDeps, signal: AbortSignal): Run {
  const last = state.turns.at(-1);
  if (!last) return state;
  const parent = state.requests.at(-1)?.id;
  if (last.speaker === 'user') return yield* answer(state, newRun(deps, parent), deps, signal);
  const answered = state.turns.findLastIndex((turn) => turn.speaker === 'user');
  if (answered < 0) {
    const greetings = greetingsOf(state);
    const shown = greetings.findIndex((greeting) => greeting.text === last.text);
    return greetings.length > 1 ? yield* greet(state, (shown + 1) % greetings.length, deps, signal) : state;
  }
  const now = yield* takeAway(state, answered + 1);
  return yield* answer(now, newRun(deps, last.request), deps, signal);
}

/** Replaces a line, takes away what came after, and, if it is the user's, asks again. A reply written over is judged as written. */
async function* edit(state: SessionState, id: string, text: string, deps: PlayDeps, signal: AbortSignal): Run {
  const index = state.turns.findIndex((turn) => turn.id === id);
  const old = state.turns[index];
  if (!old || text.trim() === '') return state;
  const parent = state.turns[index + 1]?.request ?? (index === state.turns.length - 1 ? lastRequest(state) : undefined);
  const cleared = yield* takeAway(state, index);
  const now = yield* put(cleared, judged(cleared, writtenOver(old, deps.ids(), text), deps));
  return old.speaker === 'user' ? yield* answer(now, newRun(deps, parent), deps, signal) : now;
}

/** The same speaker, heard by the same, in other words. */
function writtenOver({ id: edited, speaker, name, thought, heardBy }: Turn, id: string, text: string): Turn {
  return {
    id,
    speaker,
    ...(name === undefined ? {} : { name }),
    text,
    ...(thought ? { thought } : {}),
    ...(heardBy ? { heardBy } : {}),
    edited,
  };
}

/** Takes the talk to another place of its tree. */
async function* go(state: SessionState, turn: string, onward: boolean): Run {
  if (!state.tree.some(({ id }) => id === turn)) return state;
  const to = onward ? lastAfter(state.tree, turn) : turn;
  if (to === state.turns.at(-1)?.id) return state;
  return yield* tell(state, { type: 'moved', to });
}

/** The partner's name is what `{{user}}` stands for, and whom memories are about. */
async function* meet(state: SessionState, partner: string): Run {
  const name = onOneLine(partner);
  if (name === '' || name === state.user) return state;
  return yield* tell(state, { type: 'noted', note: { kind: 'partner', name } });
}

/** Nothing said so far is sent any more; the talk stays as it is. */
async function* clearMemory(state: SessionState): Run {
  const upTo = state.turns.at(-1)?.id;
  if (upTo === undefined) return state;
  return yield* tell(state, { type: 'noted', note: { kind: 'cleared', upTo } });
}

/** The request of a failed reply to the last line. */
function lastRequest(state: SessionState): string | undefined {
  return state.failure ? state.requests.at(-1)?.id : undefined;
}

/** A written line of the persona with its verdicts; any other as it is. */
function judged(state: SessionState, turn: Turn, deps: PlayDeps): Turn {
  if (turn.speaker !== 'self') return turn;
  return { ...turn, ...judgeTurns(state, turn, deps.measures) };
}

/** Greetings as they are said, values filled in. */
function greetingsOf(state: SessionState): Pick<Turn, 'text' | 'origin'>[] {
  return state.prompt.greetings.map((pieces) => {
    const origin = pieces.find((piece) => piece.origin)?.origin;
    const text = pieces.map((piece) => piece.text).join('');
    return origin ? { text, origin } : { text };
  });
}
