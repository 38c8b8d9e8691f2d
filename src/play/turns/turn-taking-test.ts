// The turn-taking test: while the persona speaks, each event of a labelled script happens in a talk of its own, in imagined time. In: a
// session, a script, a model. Out: one trial after another, then the report. Text stands in for sound: nothing is heard or spoken aloud.
import type { PlayEvent } from '../events.ts';
import { type PlayDeps, play } from '../session.ts';
import { apply, type SessionState } from '../session-state.ts';
import { textDrift } from './drift.ts';
import type { LabelledEvent } from './event-script.ts';
import { Floor } from './floor.ts';
import { ImaginedClock } from './imagined-clock.ts';
import { interruptedLabel } from './interrupted.ts';
import { accuracyAt, responsesOf } from './response-time.ts';
import type { Slice } from './slice.ts';
import type { TurnSettings } from './turn-settings.ts';
import { type Counts, type Score, turnTakingScore } from './turn-taking-score.ts';

/** `late`: stopped, but more than one slice after the onset; counts as a miss. `void`: the persona was not speaking, so nothing is counted. */
export type Outcome = 'hit' | 'miss' | 'late' | 'false alarm' | 'rightly ignored' | 'void';

export interface Trial {
  readonly event: LabelledEvent;
  readonly outcome: Outcome;
  /** Milliseconds from the onset until the persona stopped; undefined where it did not. */
  readonly latency: number | undefined;
  /** What the persona said. */
  readonly said: string;
  readonly slices: readonly Slice[];
}

export interface TurnTakingReport extends Counts, Score {
  readonly settings: TurnSettings;
  readonly trials: readonly Trial[];
  readonly rightlyIgnored: number;
  /** Mean of the hits, in milliseconds. */
  readonly latency: number | undefined;
  /** How far the persona's words went astray where it was not stopped: 0 (as in silence) to 1; undefined where it always was. */
  readonly drift: number | undefined;
  /** Acc@K: of all times the user ended, over every talk of the test, the share after which the persona spoke within K slices of its own. */
  readonly spokeWithin: readonly { readonly k: number; readonly share: number | undefined }[];
  readonly requests: number;
  /** Why it ended early, where it did. */
  readonly failure: string | undefined;
}

export type TurnTakingEvent =
  | { readonly type: 'trial'; readonly trial: Trial }
  | { readonly type: 'report'; readonly report: TurnTakingReport };

export interface TurnTakingTest {
  readonly script: readonly LabelledEvent[];
  readonly settings: TurnSettings;
  /** What the user says first: it should take long to answer. */
  readonly opening: string;
}

/** A talk goes on for so many slices after its event. */
const slicesAfter = 2;

/** The most requests that a test sends: for an estimate before it. */
export function mostRequests({ script, settings }: TurnTakingTest): number {
  const slices = (at: number) => Math.ceil(at / settings.slice) + slicesAfter + 1;
  const listens = settings.interruptOn === 'rule' && settings.wiring !== 'early' ? 1 : 0;
  const longest = Math.max(0, ...script.map(({ at }) => at));
  return script.reduce((sum, { at }) => sum + slices(at) + listens, slices(longest));
}

/** Runs the script, one talk after another; a stop or a failure of the model ends it with the report of what there is. */
export async function* testTurnTaking(
  begin: SessionState,
  test: TurnTakingTest,
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<TurnTakingEvent, void> {
  const trials: Trial[] = [];
  const longest = Math.max(0, ...test.script.map(({ at }) => at));
  const silent = await talkOnce(begin, test, undefined, longest, deps, signal);
  let requests = silent.requests;
  let failure = silent.failure;
  for (const event of test.script) {
    if (failure !== undefined || signal.aborted) break;
    const talk = await talkOnce(begin, test, event, event.at, deps, signal);
    requests += talk.requests;
    failure = talk.failure;
    if (failure !== undefined || signal.aborted) break;
    const trial = trialOf(event, talk, test.settings);
    trials.push(trial);
    yield { type: 'trial', trial };
  }
  if (signal.aborted) failure ??= 'Stopped.';
  yield { type: 'report', report: reportOf(test.settings, trials, silent, { requests, failure }) };
}

interface OneTalk {
  readonly slices: readonly Slice[];
  /** When the persona was stopped by the user's words; undefined: it was not. */
  readonly stoppedAt: number | undefined;
  /** It was in the middle of a line when the event came. */
  readonly speaking: boolean;
  readonly requests: number;
  readonly failure: string | undefined;
}

async function talkOnce(
  begin: SessionState,
  { settings, opening }: TurnTakingTest,
  event: LabelledEvent | undefined,
  at: number,
  deps: PlayDeps,
  signal: AbortSignal,
): Promise<OneTalk> {
  const clock = new ImaginedClock();
  const floor = new Floor();
  const over = new AbortController();
  const end = at + slicesAfter * settings.slice;
  let state = begin;
  let stoppedAt: number | undefined;
  let speaking = false;
  let silenced = false;
  if (event) {
    clock.after(event.at, () => {
      const last = state.slices.findLast(({ side }) => side === 'self');
      speaking = !silenced && last !== undefined && !last.idle && !last.cut;
      floor.type(event.text, Number.MAX_SAFE_INTEGER);
    });
  }
  clock.after(end, () => over.abort());
  const { recorder: _recorder, ...rest } = deps;
  const duplex = { floor, clock, settings, onWait: () => void clock.pass() };
  floor.type(opening, 0, true);
  const told = play(state, { type: 'duplex' }, { ...rest, clock, duplex }, AbortSignal.any([signal, over.signal]));
  for await (const one of told) {
    state = apply(state, one);
    silenced ||= one.type === 'sliced' && one.slice.side === 'self' && one.slice.idle;
    if (stoppedAt === undefined && isInterrupted(one)) stoppedAt = clock.now();
  }
  const { slices, requests, failure } = state;
  return {
    slices,
    stoppedAt,
    speaking,
    requests: requests.length - begin.requests.length,
    failure: failure?.failure.message,
  };
}

function isInterrupted(event: PlayEvent): boolean {
  if (event.type !== 'replied' && event.type !== 'turn') return false;
  return event.turn.labels?.includes(interruptedLabel) === true;
}

function trialOf(event: LabelledEvent, talk: OneTalk, { slice }: TurnSettings): Trial {
  const latency = talk.stoppedAt === undefined ? undefined : talk.stoppedAt - event.at;
  return {
    event,
    latency,
    outcome: outcomeOf(event, talk, latency, slice),
    said: saidIn(talk.slices),
    slices: talk.slices,
  };
}

function outcomeOf(event: LabelledEvent, talk: OneTalk, latency: number | undefined, slice: number): Outcome {
  if (!talk.speaking) return 'void';
  if (!event.interrupts) return latency === undefined ? 'rightly ignored' : 'false alarm';
  if (latency === undefined) return 'miss';
  return latency <= slice ? 'hit' : 'late';
}

function saidIn(slices: readonly Slice[]): string {
  return slices
    .filter(({ side }) => side === 'self')
    .map(({ text }) => text)
    .join('');
}

function reportOf(
  settings: TurnSettings,
  trials: readonly Trial[],
  silent: OneTalk,
  end: Pick<TurnTakingReport, 'requests' | 'failure'>,
): TurnTakingReport {
  const count = (...outcomes: Outcome[]) => trials.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const counts = { tp: count('hit'), fp: count('false alarm'), fn: count('miss', 'late') };
  const hits = trials.flatMap(({ outcome, latency }) => (outcome === 'hit' && latency !== undefined ? [latency] : []));
  const drifts = trials
    .filter(({ outcome }) => outcome === 'rightly ignored')
    .map(({ said, slices }) => textDrift(saidIn(silent.slices.slice(0, slices.length)), said));
  return {
    settings,
    trials,
    ...counts,
    ...turnTakingScore(counts),
    rightlyIgnored: count('rightly ignored'),
    latency: mean(hits),
    drift: mean(drifts),
    spokeWithin: spokeWithin([silent.slices, ...trials.map(({ slices }) => slices)]),
    ...end,
  };
}

/** The K that OmniFlatten reports. */
const withinSlices = [1, 5, 10, 25];

function spokeWithin(talks: readonly (readonly Slice[])[]): TurnTakingReport['spokeWithin'] {
  const responses = talks.flatMap(responsesOf);
  return withinSlices.map((k) => ({ k, share: accuracyAt(k, responses) }));
}

function mean(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
