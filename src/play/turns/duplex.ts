// A talk in slices of time: the user is listened to while the persona speaks. In: a session, the user's side (`floor`), a clock. Out: the
// events of the talk until both sides are silent, the model fails or the signal ends it. Asks nobody while both are silent; waits on the
// clock given, never on its own.
import type { Clock } from '../../base/clock.ts';
import type { Answer, NoAnswer } from '../call.ts';
import { call, newRun, type RunPlace } from '../call.ts';
import type { PlayEvent } from '../events.ts';
import type { PlayDeps, Run } from '../session.ts';
import { apply, type SessionState } from '../session-state.ts';
import type { Floor } from './floor.ts';
import { takesFloor } from './hear.ts';
import { Inbox } from './inbox.ts';
import { listenCall, readVerdict } from './listener.ts';
import { sliceCall } from './slice-call.ts';
import { type Heard, SliceLines, type Speech } from './slice-lines.ts';
import { type TurnSettings, turnSettings } from './turn-settings.ts';

export interface DuplexDeps {
  readonly floor: Floor;
  readonly clock: Clock;
  /** Default: those of the persona. */
  readonly settings?: TurnSettings;
  /** Told when nothing can happen before time passes: for time that is only imagined. */
  readonly onWait?: () => void;
}

/** After so many slices of the persona's to which the user said nothing, nobody is asked any more: an endless talker costs. */
export const mostSlicesUnheard = 40;

type Happening =
  | { readonly type: 'typed' | 'stop' }
  | { readonly type: 'tick'; readonly slice: number }
  | { readonly type: 'speech' | 'listener'; readonly event: PlayEvent }
  | { readonly type: 'spoken' | 'heard'; readonly answer: Answer | NoAnswer }
  | { readonly type: 'broken'; readonly error: unknown };

/** Talks until both sides are silent; without a floor nothing happens. */
export async function* duplex(state: SessionState, deps: PlayDeps, signal: AbortSignal): Run {
  if (!deps.duplex) return state;
  const talk = new Duplex(state, deps, deps.duplex, signal);
  yield* talk.run();
  return talk.state;
}

class Duplex {
  state: SessionState;
  readonly #deps: PlayDeps;
  readonly #world: DuplexDeps;
  readonly #settings: TurnSettings;
  readonly #signal: AbortSignal;
  readonly #place: RunPlace;
  readonly #inbox: Inbox<Happening>;
  readonly #lines: SliceLines;
  /** What the persona is saying: a request that has not ended. */
  #speech: Speech | undefined;
  #judging = false;
  /** The words being written stopped the persona, though they belong to the next slice. */
  #early = false;
  /** The persona was stopped since it was last asked. */
  #gaveWay = false;
  #before = '';
  #unheard = 0;
  #slice = 0;
  #over = false;

  constructor(state: SessionState, deps: PlayDeps, world: DuplexDeps, signal: AbortSignal) {
    this.state = state;
    this.#deps = deps;
    this.#world = world;
    this.#settings = world.settings ?? turnSettings(state.persona);
    this.#signal = signal;
    this.#place = newRun(deps);
    this.#inbox = new Inbox(() => {
      if (!this.#speech && !this.#judging) world.onWait?.();
    });
    this.#lines = new SliceLines(this.#settings, deps, signal);
  }

  async *run(): AsyncGenerator<PlayEvent, void> {
    const stop = () => this.#inbox.put({ type: 'stop' });
    const unlisten = this.#world.floor.listen(() => this.#inbox.put({ type: 'typed' }));
    this.#signal.addEventListener('abort', stop, { once: true });
    try {
      yield* this.#tell(this.#lines.evened(this.state));
      for (let first = true; !this.#over; first = false) {
        const heard = yield* this.#listen();
        if (!heard || (first && heard.text === '')) break;
        yield* this.#tell(this.#lines.hear(heard, this.state));
        this.#unheard = heard.text === '' ? this.#unheard + 1 : 0;
        if (this.#unheard > mostSlicesUnheard) break;
        this.#before = /\s$/u.test(heard.text) || heard.interrupts ? '' : heard.text;
        // Who speaks on would cut the answer before its first word: it is asked for when they are done.
        if (this.#early || this.#speaksOn()) yield* this.#tell(this.#lines.evened(this.state));
        // The understudy answers words; what to say into silence it does not know.
        else if (heard.text === '' && this.#deps.model.identity.provider === 'understudy') {
          yield* this.#tell(this.#lines.keepSilent(this.#world.clock.now(), this.state));
        } else this.#speak();
      }
      if (this.#signal.aborted) yield* this.#tell(this.#lines.stop(this.state));
    } finally {
      unlisten();
      this.#signal.removeEventListener('abort', stop);
      this.#speech?.abort.abort();
    }
  }

  /** One slice of the user's, which ends with what the persona says meanwhile. Undefined: the talk is over. */
  async *#listen(): AsyncGenerator<PlayEvent, Heard | undefined> {
    const { floor, clock } = this.#world;
    const t0 = clock.now();
    let up = false;
    let interrupts = this.#early;
    let text: string | undefined;
    let t1 = t0;
    let sent = false;
    const slice = ++this.#slice;
    const arm = () => clock.after(this.#settings.slice, () => this.#inbox.put({ type: 'tick', slice }));
    let disarm = arm();
    this.#early = false;
    try {
      for (;;) {
        if (this.#isCut(floor.pending, false)) {
          const cut = yield* this.#interrupt();
          if (text === undefined) interrupts ||= cut;
          else this.#early ||= cut;
        }
        if (text === undefined && (floor.sent || (up && (floor.pending.trim() !== '' || !this.#speech)))) {
          sent = floor.sent;
          text = floor.take();
          t1 = clock.now();
          if (this.#asksRule(text)) this.#judge(text);
          else if (this.#isCut(text, true)) interrupts ||= yield* this.#interrupt();
        } else if (text === undefined && up) {
          // The persona speaks on into the user's silence, which lasts as long.
          up = false;
          disarm = arm();
        }
        // What is not shown any more need not be waited for.
        if (text !== undefined && this.#speech?.shut) this.#speech.abort.abort();
        if (!this.#speech && !this.#judging) {
          if (this.#signal.aborted || this.#over) return undefined;
          if (text !== undefined) return { text, t0, t1, sent, interrupts };
          if (this.#lines.bothSilent && floor.pending.trim() === '') return undefined;
        }
        const happening = await this.#inbox.next();
        if (happening.type === 'tick') up ||= happening.slice === slice;
        else if (happening.type === 'heard') {
          this.#judging = false;
          if (yield* this.#verdict(happening.answer)) interrupts ||= yield* this.#interrupt();
        } else yield* this.#take(happening);
      }
    } finally {
      disarm();
    }
  }

  *#take(happening: Exclude<Happening, { type: 'tick' | 'heard' }>): Generator<PlayEvent, void> {
    if (happening.type === 'broken') throw happening.error;
    if (happening.type === 'listener') {
      // A listener that fails does not end the talk; what came of it is told with its verdict.
      if (happening.event.type === 'asked') yield* this.#tell([happening.event]);
    }
    if (!this.#speech) return;
    if (happening.type === 'speech') yield* this.#tell(this.#lines.stream(this.#speech, happening.event));
    if (happening.type !== 'spoken') return;
    const speech = this.#speech;
    this.#speech = undefined;
    const { events, failed } = this.#lines.finish(speech, happening.answer, this.#world.clock.now(), this.state);
    yield* this.#tell(events);
    this.#over = failed;
  }

  /** Whether a program can say that these words stop the persona, who is speaking. */
  #isCut(text: string, ended: boolean): boolean {
    if (text.trim() === '' || this.#settings.wiring === 'early' || !this.#isSpeaking()) return false;
    return takesFloor({ text, before: this.#before, ended }, this.#settings);
  }

  #speaksOn(): boolean {
    const text = this.#world.floor.pending;
    if (text.trim() === '' || this.#settings.wiring === 'early') return false;
    return takesFloor({ text, ended: false }, this.#settings);
  }

  #asksRule(text: string): boolean {
    const { interruptOn, wiring } = this.#settings;
    return interruptOn === 'rule' && wiring !== 'early' && text !== '' && this.#isSpeaking();
  }

  #isSpeaking(): boolean {
    return this.#speech ? !this.#speech.interrupted : this.#lines.unfinished;
  }

  /** Ends what the persona is saying; whether it was saying anything. */
  *#interrupt(): Generator<PlayEvent, boolean> {
    const speech = this.#speech;
    const said = this.#lines.unfinished || (speech !== undefined && speech.shown !== '');
    this.#gaveWay ||= said;
    if (!speech) yield* this.#tell(this.#lines.interrupt(this.state));
    else {
      speech.interrupted = true;
      if (this.#settings.wiring === 'late') speech.shut = true;
      else speech.abort.abort();
    }
    return said;
  }

  #speak(): void {
    const { wiring } = this.#settings;
    const moment = {
      gaveWay: this.#gaveWay && wiring === 'middle',
      unheard: wiring === 'late' ? this.#lines.deafFrom : undefined,
    };
    this.#gaveWay = false;
    const speech = this.#lines.begin(this.#world.clock.now(), this.state);
    this.#speech = speech;
    const what = { ...sliceCall(this.state, this.#settings, moment, this.#deps), turn: speech.turn };
    const signal = AbortSignal.any([this.#signal, speech.abort.signal]);
    void this.#pump('speech', 'spoken', call(this.#place, what, this.#deps, signal));
  }

  #judge(text: string): void {
    this.#judging = true;
    const what = listenCall(text, this.#lines.saying, this.#settings);
    void this.#pump('listener', 'heard', call(this.#place, what, this.#deps, this.#signal));
  }

  *#verdict(answer: Answer | NoAnswer): Generator<PlayEvent, boolean> {
    const { request, ms } = answer;
    const replies = answer.ok ? answer.replies.map(({ text }) => text) : [];
    const verdict = answer.ok ? readVerdict(answer.replies[0].text) : 'unclear';
    const unclear = verdict === 'unclear' ? ['unclear: counted as no'] : [];
    const labels = [...(answer.ok ? answer.labels : []), ...unclear];
    const usage = answer.ok ? answer.usage : undefined;
    yield* this.#tell([{ type: 'answered', request: request.id, replies, labels, usage, ms }]);
    if (!answer.ok && !this.#signal.aborted) {
      const remark = `The listener gave no answer: ${answer.failure.message}`;
      yield* this.#tell([{ type: 'noted', note: { kind: 'remark', turn: undefined, text: remark } }]);
    }
    return verdict === 'yes' && this.#isSpeaking();
  }

  async #pump(
    event: 'speech' | 'listener',
    end: 'spoken' | 'heard',
    events: AsyncGenerator<PlayEvent, Answer | NoAnswer>,
  ): Promise<void> {
    try {
      for (;;) {
        const next = await events.next();
        if (next.done) return this.#inbox.put({ type: end, answer: next.value });
        this.#inbox.put({ type: event, event: next.value });
      }
    } catch (error) {
      this.#inbox.put({ type: 'broken', error });
    }
  }

  *#tell(events: readonly PlayEvent[]): Generator<PlayEvent, void> {
    for (const event of events) {
      this.state = apply(this.state, event);
      yield event;
    }
  }
}
