// Slices as lines of the talk: what one side says in a row of slices is one line, told anew as it grows. In: what was heard, what came of a
// request. Out: the events that say so. Waits for nothing and asks nobody.
import type { Answer, NoAnswer } from '../call.ts';
import type { PlayEvent, Turn } from '../events.ts';
import { judgeTurns } from '../judge-turns.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { isNoise } from './hear.ts';
import { interruptedLabel, wasInterrupted } from './interrupted.ts';
import { interruptionKind } from './interruption-kind.ts';
import { isSilent, MarkFilter, withoutMarks, yieldMark } from './marks.ts';
import type { Slice } from './slice.ts';
import type { TurnSettings } from './turn-settings.ts';

/** A slice of the user's that is over. */
export interface Heard {
  readonly text: string;
  readonly t0: number;
  readonly t1: number;
  /** The user sent it: a new word begins after it. */
  readonly sent: boolean;
  /** It stopped the persona. */
  readonly interrupts: boolean;
}

/** A slice of the persona's that is on its way. */
export interface Speech {
  readonly turn: string;
  readonly t0: number;
  readonly abort: AbortController;
  readonly marks: MarkFilter;
  /** What was shown of it. */
  shown: string;
  interrupted: boolean;
  /** What comes from now on is not shown. */
  shut: boolean;
}

interface Line {
  readonly turn: Turn;
  /** Index of the slice it began with. */
  readonly from: number;
  /** It was cut at the cap: there is more to say. */
  readonly more: boolean;
}

export class SliceLines {
  readonly #settings: TurnSettings;
  readonly #deps: PlayDeps;
  readonly #signal: AbortSignal;
  /** What the persona is saying. */
  #line: Line | undefined;
  /** What the user is saying, and whether a new word begins in any case. */
  #heard: { readonly turn: Turn; readonly apart: boolean } | undefined;
  #userSilent = false;
  #selfSilent = false;

  constructor(settings: TurnSettings, deps: PlayDeps, signal: AbortSignal) {
    this.#settings = settings;
    this.#deps = deps;
    this.#signal = signal;
  }

  /** Nobody said anything in the exchange that ended last. */
  get bothSilent(): boolean {
    return this.#userSilent && this.#selfSilent;
  }

  /** The persona stands in the middle of a line. */
  get unfinished(): boolean {
    return this.#line?.more === true;
  }

  get saying(): string {
    return this.#line?.turn.text ?? '';
  }

  /** From which slice on a persona that hears nothing while it speaks is deaf. */
  get deafFrom(): number | undefined {
    return this.#line?.from;
  }

  /** A talk that was left in the middle of an exchange ends it in silence: sides alternate whatever happens. */
  evened({ slices }: SessionState): PlayEvent[] {
    const last = slices.at(-1);
    if (last?.side !== 'user') return [];
    const { t1 } = last;
    return [sliced({ index: last.index + 1, side: 'self', t0: t1, t1, text: '', idle: true, cut: true })];
  }

  /** The persona says nothing, and nobody was asked. */
  keepSilent(t0: number, state: SessionState): PlayEvent[] {
    this.#selfSilent = true;
    this.#line = undefined;
    return [sliced({ index: nextIndex(state), side: 'self', t0, t1: t0, text: '', idle: true, cut: false })];
  }

  /** The user's slice is over. */
  hear({ text, t0, t1, sent, interrupts }: Heard, state: SessionState): PlayEvent[] {
    const index = nextIndex(state);
    this.#userSilent = text === '';
    if (text === '') {
      this.#heard = undefined;
      return [sliced({ index, side: 'user', t0, t1, text, idle: true, cut: false })];
    }
    // Words that come when the persona has said its sentence are a new turn of the talk, and so is what it says next.
    if (!this.unfinished && !isNoise(text, this.#settings.backchannels)) this.#line = undefined;
    const lines = state.turns.filter(({ speaker }) => speaker === 'user').map((turn) => turn.text);
    const turn = this.#heard ? grownBy(this.#heard.turn, text, this.#heard.apart) : this.#newTurn('user', text, state);
    this.#heard = { turn, apart: sent };
    const kind = interrupts ? { interruption: interruptionKind(text, lines, this.#settings.commands) } : {};
    const slice: Slice = { index, side: 'user', t0, t1, text, idle: false, cut: false, ...kind, turn: turn.id };
    return [{ type: 'turn', turn }, sliced(slice)];
  }

  begin(t0: number, _state: SessionState): Speech {
    const turn = this.#line?.turn.id ?? this.#deps.ids();
    const marks = new MarkFilter();
    return { turn, t0, abort: new AbortController(), marks, shown: '', interrupted: false, shut: false };
  }

  /** What is told of an event of the request. */
  stream(speech: Speech, event: PlayEvent): PlayEvent[] {
    if (event.type === 'retry') {
      speech.shown = '';
      speech.marks.end();
    }
    if (event.type !== 'text') return [event];
    if (speech.shut) return [];
    return this.#show(speech, speech.marks.push(event.text));
  }

  /** The request has ended: the slice, and the line as it now stands. */
  finish(
    speech: Speech,
    answer: Answer | NoAnswer,
    t1: number,
    state: SessionState,
  ): { readonly events: readonly PlayEvent[]; readonly failed: boolean } {
    const raw = answer.ok ? answer.replies[0].text : answer.partial;
    const failed = !answer.ok && answer.failure.reason !== 'cancelled';
    const gave = this.#settings.wiring === 'early' && raw.toLowerCase().includes(yieldMark);
    const cut = !answer.ok || speech.shut;
    const rest = cut || gave ? '' : speech.marks.end();
    const told = this.#show(speech, rest);
    const text = speech.shut
      ? speech.shown
      : withoutMarks(gave ? raw.slice(0, raw.toLowerCase().indexOf(yieldMark)) : raw);
    const idle = failed || isSilent(text, cut);
    const base = { index: nextIndex(state), side: 'self' as const, t0: speech.t0, t1, cut: cut || gave };
    const { request, ms } = answer;
    const usage = answer.ok ? answer.usage : undefined;
    this.#selfSilent = idle;
    const more = answer.ok && answer.replies[0].finish === 'length';
    const taken = gave || (speech.interrupted && (cut || more)) || (cut && wasInterrupted(this.#signal));
    if (failed && !answer.ok) {
      const turn = this.#line ? this.#deps.ids() : speech.turn;
      this.#line = undefined;
      const slice = sliced({ ...base, text: '', idle: true, request: request.id });
      return { events: [slice, { type: 'failed', turn, failure: answer.failure, partial: raw }], failed };
    }
    if (idle) {
      const silence: PlayEvent = { type: 'answered', request: request.id, replies: [raw], labels: [], usage, ms };
      const ended = taken || cut ? this.#end(taken, state) : [];
      this.#line = undefined;
      const why = gave ? this.#whyGave(state) : {};
      const slice = sliced({ ...base, text: '', idle: true, ...why, request: request.id });
      return { events: [silence, ...ended, slice], failed };
    }
    const from = this.#line?.from ?? base.index;
    const grown = this.#line
      ? grownBy(this.#line.turn, text, false)
      : { ...this.#newTurn('self', text, state), id: speech.turn };
    const asked: Turn = { ...grown, model: request.model, request: request.id };
    const turn = judged(cut || taken ? stoppedTurn(asked, taken) : { ...asked, finish: 'done' }, state, this.#deps);
    if (!this.#line) this.#heard = undefined;
    this.#line = cut || taken ? undefined : { turn, from, more };
    const why = gave ? this.#whyGave(state) : {};
    const slice = sliced({ ...base, text, idle: false, ...why, turn: turn.id, request: request.id });
    return { events: [...told, { type: 'replied', turn, usage, ms }, slice], failed };
  }

  /** The user takes the floor between two slices of a line. */
  interrupt(state: SessionState): PlayEvent[] {
    return this.#end(true, state);
  }

  /** The talk is stopped between two slices. */
  stop(state: SessionState): PlayEvent[] {
    return this.unfinished ? this.#end(wasInterrupted(this.#signal), state) : [];
  }

  #end(taken: boolean, state: SessionState): PlayEvent[] {
    const line = this.#line;
    this.#line = undefined;
    return line ? [{ type: 'turn', turn: judged(stoppedTurn(line.turn, taken), state, this.#deps) }] : [];
  }

  #show(speech: Speech, text: string): PlayEvent[] {
    if (text === '') return [];
    const first = speech.shown === '';
    speech.shown += text;
    const joint = first && this.#line ? jointOf(this.#line.turn.text, text, false) : '';
    return [{ type: 'text', turn: speech.turn, text: joint + text }];
  }

  #whyGave(state: SessionState): Pick<Slice, 'interruption'> {
    const lines = state.turns.filter(({ speaker }) => speaker === 'user').map((turn) => turn.text);
    return { interruption: interruptionKind(lines.at(-1) ?? '', lines.slice(0, -1), this.#settings.commands) };
  }

  #newTurn(speaker: 'user' | 'self', text: string, state: SessionState): Turn {
    const after = state.turns.at(-1)?.id;
    return { id: this.#deps.ids(), ...(after === undefined ? {} : { after }), speaker, text };
  }
}

function stoppedTurn(turn: Turn, taken: boolean): Turn {
  const labels = taken ? { labels: [interruptedLabel] } : {};
  return { ...turn, finish: 'stopped', ...labels };
}

/** The line with its verdicts, judged where it stands. */
function judged(turn: Turn, state: SessionState, deps: PlayDeps): Turn {
  const at = state.turns.findIndex(({ id }) => id === turn.id);
  const before = at < 0 ? state : { ...state, turns: state.turns.slice(0, at) };
  return { ...turn, ...judgeTurns(before, turn, deps.measures) };
}

function grownBy(turn: Turn, text: string, apart: boolean): Turn {
  const { labels: _labels, ...rest } = turn;
  return { ...rest, text: turn.text + jointOf(turn.text, text, apart) + text };
}

/** Slices are cut anywhere, words too, and are put together as they came; only behind a sentence's end is a space missing for sure. */
function jointOf(before: string, after: string, apart: boolean): string {
  if (/\s$/u.test(before) || /^\s/u.test(after)) return '';
  return apart || (/[.!?…,;:]$/u.test(before) && /^\p{L}/u.test(after)) ? ' ' : '';
}

function nextIndex({ slices }: SessionState): number {
  return (slices.at(-1)?.index ?? -1) + 1;
}

function sliced(slice: Slice): PlayEvent {
  return { type: 'sliced', slice };
}
