// A talk that is going on: the session, its recorder and the one reply under way, behind a panel or a thread in the file. In: commands
// and personas. Out: events, each told once. Draws nothing and runs without `vscode`.
import type { Clock } from '../../base/clock.ts';
import type { Measures } from '../../lang/measures.ts';
import type { Persona } from '../../lang/persona.ts';
import type { ChatModel, ModelFailure } from '../../model/port.ts';
import type { Rival } from '../../play/compare.ts';
import type { Counsel } from '../../play/counsel.ts';
import type { PlayCommand, PlayEvent } from '../../play/events.ts';
import type { MemoryKeeper } from '../../play/memory/memory-keeper.ts';
import { recorder } from '../../play/recorder.ts';
import { replay } from '../../play/restore.ts';
import type { Arena } from '../../play/scene/arena.ts';
import type { SceneSetup } from '../../play/scene/setup.ts';
import { apply, newSession, play, type SessionOptions, type SessionState, withPersona } from '../../play/session.ts';
import type { StrategyLibrary } from '../../play/strategies/advise.ts';
import type { TalkStore, TraceRecord } from '../../play/trace.ts';
import { Floor } from '../../play/turns/floor.ts';
import { interruption } from '../../play/turns/interrupted.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { type LateRecorder, lateRecorder } from './late-recorder.ts';
import { refusingModel } from './refusing-model.ts';
import { logWith } from './talk-log.ts';

/** Who answers the next line and how it is asked, or why nobody does. */
export type Performer =
  | {
      readonly ok: true;
      readonly model: ChatModel;
      readonly budget?: number;
      readonly temperature?: number;
      readonly maxTokens?: number;
      /** What it is asked about the talk, where that is more than its next line. */
      readonly counsel?: Counsel;
    }
  | { readonly ok: false; readonly failure: ModelFailure; readonly label: string };

export interface LiveTalkDeps {
  readonly store: TalkStore;
  readonly performer: () => Promise<Performer>;
  readonly measures: () => Promise<Measures>;
  /** Where the persona's memories of its partners are kept. */
  readonly memories?: MemoryKeeper;
  /** Who plays the cast of a scene, and how their files stand now. Undefined: `performer` plays them all. */
  readonly scenes?: {
    asNow(setup: SceneSetup, persona: Persona): Promise<SceneSetup>;
    modelsOf(setup: SceneSetup): Promise<Readonly<Record<string, ChatModel>>>;
  };
  readonly clock: Clock;
  readonly ids: () => string;
  /** Told of records that could not be stored; the talk goes on. */
  readonly notStored: (error: unknown) => void;
  /** The store has something new of this talk. */
  readonly stored: () => void;
}

export interface PersonaInPlay {
  readonly persona: Persona;
  readonly book: RuleBook;
}

export interface LiveTalkListener {
  events(events: readonly PlayEvent[]): void;
  busy(busy: boolean): void;
}

/** What a player can do while a reply is on its way ends that reply first. */
export class LiveTalk {
  readonly #deps: LiveTalkDeps;
  readonly #recorder: LateRecorder;
  readonly #listeners = new Set<LiveTalkListener>();
  #state: SessionState;
  #log: PlayEvent[];
  #abort: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();
  /** What the user is writing, where the talk goes in slices. */
  readonly #floor: Floor;
  #inSlices = false;
  #rival: (() => Promise<Rival>) | undefined;
  #arena: (() => Promise<Arena>) | undefined;
  #strategies: (() => Promise<StrategyLibrary | undefined>) | undefined;

  private constructor(state: SessionState, log: PlayEvent[], deps: LiveTalkDeps, reopened: boolean) {
    this.#state = state;
    this.#log = log;
    this.#deps = deps;
    this.#floor = new Floor(state.slices.filter(({ side, idle }) => side === 'user' && !idle).length);
    const { id, persona, hash } = state;
    const header = { id, persona: persona.name, personaUri: persona.uri, personaHash: hash };
    const { store, clock, notStored: onFailure } = deps;
    this.#recorder = lateRecorder(
      recorder(header, { store, clock, onFailure }, reopened ? state.requests : undefined),
      reopened,
    );
  }

  /** A talk in which nothing was said yet. */
  static begin({ persona, book }: PersonaInPlay, deps: LiveTalkDeps, options: SessionOptions = {}): LiveTalk {
    const state = newSession(deps.ids(), persona, book, options);
    return new LiveTalk(state, [{ type: 'persona', hash: state.hash, problems: 0 }], deps, false);
  }

  /** A talk of the store, as it stood; then the persona as it is now. */
  static reopen(
    records: readonly TraceRecord[],
    { persona, book }: PersonaInPlay,
    deps: LiveTalkDeps,
    options: SessionOptions = {},
  ): LiveTalk {
    const { state, events } = replay(records, persona, book, options);
    const first = records.find((record) => record.type === 'talk')?.personaHash ?? state.hash;
    const log: PlayEvent[] = [{ type: 'persona', hash: first, problems: 0 }, ...events];
    const talk = new LiveTalk(state, log, deps, true);
    talk.take({ persona, book });
    return talk;
  }

  get id(): string {
    return this.#state.id;
  }

  get state(): SessionState {
    return this.#state;
  }

  get busy(): boolean {
    return this.#abort !== undefined;
  }

  /** Everything that happened, without the pieces that a finished reply sums up. Replaying it gives the talk as it stands. */
  get log(): readonly PlayEvent[] {
    return this.#log;
  }

  /** Gives back the function that ends listening. */
  listen(listener: LiveTalkListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From the next line on `rival` answers as well; undefined: one answers again. */
  compareWith(rival: (() => Promise<Rival>) | undefined): void {
    this.#rival = rival;
  }

  /** Gives each reply from the next one on the strategies that fit; undefined, or a library that is undefined: none. */
  playWith(strategies: (() => Promise<StrategyLibrary | undefined>) | undefined): void {
    this.#strategies = strategies;
  }

  /** In a scene several answer each turn from the next one on; undefined: one does. */
  holdArena(arena: (() => Promise<Arena>) | undefined): void {
    this.#arena = arena;
  }

  /**
   * Does a command; one that is under way is stopped first, and interrupted where the user speaks. `performer`: who answers this once.
   * Resolves when it has ended; rejects only on a mistake of ours.
   */
  run(command: PlayCommand, performer = this.#deps.performer): Promise<void> {
    if (command.type !== 'duplex') this.#floor.clear();
    const speaks = command.type === 'say' || command.type === 'duplex';
    this.#abort?.abort(speaks ? interruption : undefined);
    const abort = new AbortController();
    this.#abort = abort;
    this.#tell((listener) => listener.busy(true));
    const run = this.#running
      .catch(() => undefined)
      .then(() => this.#perform(command, performer, abort.signal))
      .finally(() => this.#end(abort));
    this.#running = run;
    return run;
  }

  /**
   * What stands in the user's field now, in a talk that goes in slices: begins to listen where nobody does. `taken`: how many slices of the
   * user's words the field has let go of; `sent`: the slice ends with it. Resolves when both sides are silent.
   */
  async hear(text: string, taken: number, sent = false): Promise<void> {
    this.#floor.type(text, taken, sent);
    if (this.#inSlices) return;
    this.#inSlices = true;
    try {
      // What is written in the moment in which both had fallen silent is heard, too.
      while (this.#floor.pending.trim() !== '') {
        await this.run({ type: 'duplex' });
        if (this.#state.failure) this.#floor.clear();
      }
    } finally {
      this.#inSlices = false;
    }
  }

  /** Ends the reply under way; what was said so far stays. */
  stop(): void {
    // What stands in the field stays there, and is heard with the next key.
    this.#floor.clear();
    this.#abort?.abort();
  }

  /** Takes up an edited persona; the talk stays. */
  take({ persona, book }: PersonaInPlay): void {
    const { state, event } = withPersona(this.#state, persona, book);
    this.#state = state;
    if (!event) return;
    this.#recorder.take(event);
    this.#note(event);
  }

  /** Ends what is under way; resolves when all is in the store, or has failed to be. `wanted`: even where nobody spoke yet. */
  async settle(wanted = false): Promise<void> {
    this.stop();
    await this.#running.catch(() => undefined);
    if (wanted) this.#recorder.begin();
    await this.#recorder.flush();
  }

  async #perform(command: PlayCommand, performer: () => Promise<Performer>, signal: AbortSignal): Promise<void> {
    const { measures, clock, ids } = this.#deps;
    const asks = !asksNobody(command);
    const [measured, who] = await Promise.all([measures(), asks ? performer() : undefined]);
    const cast = await this.#castNow(asks);
    // Who answers this once answers alone.
    const rival = asks && performer === this.#deps.performer ? await this.#rival?.() : undefined;
    const arena = asks && this.#state.scene ? await this.#arena?.() : undefined;
    const strategies = asks && !this.#state.scene ? await this.#strategies?.() : undefined;
    const { ok: _ok, ...asked } = who?.ok ? who : { ok: false, model: refusingModel(who) };
    const duplex = { floor: this.#floor, clock };
    const memories = this.#deps.memories ? { memories: this.#deps.memories } : {};
    const shared = { measures: measured, clock, ids, recorder: this.#recorder, duplex, ...memories };
    const deps = {
      ...asked,
      ...shared,
      ...(rival ? { rival } : {}),
      ...(strategies ? { strategies } : {}),
      ...(cast ? { cast } : {}),
      ...(arena ? { arena } : {}),
    };
    for await (const event of play(this.#state, command, deps, signal)) this.#note(event);
  }

  /** In a scene: the cast as its files stand now, and its models where somebody is asked. */
  async #castNow(asks: boolean): Promise<Readonly<Record<string, ChatModel>> | undefined> {
    const { scene, persona } = this.#state;
    const { scenes } = this.#deps;
    if (!scene || !scenes) return undefined;
    const now = await scenes.asNow(scene, persona);
    this.#state = { ...this.#state, scene: now };
    return asks ? scenes.modelsOf(now) : undefined;
  }

  #note(event: PlayEvent): void {
    if (event.type !== 'persona') this.#state = apply(this.#state, event);
    this.#log = logWith(this.#log, event);
    this.#tell((listener) => listener.events([event]));
  }

  #end(abort: AbortController): void {
    if (this.#abort === abort) {
      this.#abort = undefined;
      this.#tell((listener) => listener.busy(false));
    }
    void this.#recorder.flush().then(this.#deps.stored);
  }

  #tell(say: (listener: LiveTalkListener) => void): void {
    for (const listener of this.#listeners) say(listener);
  }
}

/** Commands that only turn over what is there. */
const nobodys: ReadonlySet<PlayCommand['type']> = new Set(['go', 'prefer', 'tie', 'thumb', 'meet', 'clear-memory']);

function asksNobody(command: PlayCommand): boolean {
  if (command.type === 'begin') return command.opening === undefined;
  if (command.type === 'scene') return command.act === 'end';
  return nobodys.has(command.type);
}
