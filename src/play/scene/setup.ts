// What a scene is played with: who is there, which seat a person takes, and the protocol. Shapes and promises only.
//
// How another protocol plugs in: write a `SceneProtocol` in a folder of your own (`play/narrated`, `play/dyad` …) and put it into
// `SceneSetup.protocol`. There is one scheduler, `play-scene.ts`: it owns the order of speakers, who hears what, when the scene ends,
// stops, seats and what is recorded. A protocol owns the requests that make up one turn: steps (`call` without `turn`) and lines
// (`tell-line.ts`), in any number and order. It keeps what it learns as notes of its own (`notes.ts`), never in itself, so that a talk
// reopened in the middle goes on. What a request may hold is decided by `actorCall` alone.
import type { Persona, Scene } from '../../lang/persona.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import type { RunPlace } from '../call.ts';
import type { PlayDeps, Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import type { SceneEnd } from './scene-notes.ts';

/** Somebody a model plays (or a person, where it is the seat). */
export interface SceneActor {
  /** `self`, or the key by which the scene calls it; `narrator` for the narrator that is asked of a model. */
  readonly key: string;
  /** What it is called in the talk. */
  readonly name: string;
  readonly persona: Persona;
  readonly book: RuleBook;
  /** Played from its name and the scene alone: there is no file, or it could not be read. */
  readonly nameOnly: boolean;
}

export interface SceneSetup {
  readonly scene: Scene;
  /** In the order of `with:`, without `self`. */
  readonly cast: readonly SceneActor[];
  /** Whose lines a person says: `user`, `self` or the key of a member; undefined: nobody's. */
  readonly seat: string | undefined;
  /** For everything that is left to chance. */
  readonly seed: number;
  readonly protocol: SceneProtocol;
}

/** What a turn is played with. */
export interface TurnDeps {
  /** Numbers the requests of this command of the player. */
  readonly place: RunPlace;
  readonly deps: PlayDeps;
  readonly signal: AbortSignal;
}

/** What requests make up a turn. Holds no state. */
export interface SceneProtocol {
  /** Recorded with the scene, so that a reopened talk is played the same way. */
  readonly name: string;
  /**
   * Everything one turn of `actor` takes: yields the events and gives the state they lead to. A line that did not come ends with
   * `failed`, a stopped one stays as said so far.
   */
  turn(state: SessionState, actor: SceneActor, deps: TurnDeps): Run;
  /** Key of who is next; undefined leaves it to the scheduler. Asked only where the scene is not over. */
  next?(state: SessionState, setup: SceneSetup): string | undefined;
  /** Why the scene is over, beyond what the scene itself says. Asked after every turn. */
  over?(state: SessionState, setup: SceneSetup): SceneEnd | undefined;
  /** How many requests this many turns take at most, for the estimate before a run. `actors`: how many there are for models. */
  requests(turns: number, actors: number, setup: SceneSetup): number;
  /** How many lines there are at most, where that is not what the scene's `turns` says. */
  lines?(setup: SceneSetup): number;
  /** The estimate in a sentence, where there is more to say than a number. */
  words?(setup: SceneSetup): string;
}
