// A talk in slices under the test's hand: its clock, what the user writes, and everything that came of it.

import type { ChatModel } from '../../../src/model/port.ts';
import type { PlayEvent } from '../../../src/play/events.ts';
import { recordOf } from '../../../src/play/recorder.ts';
import { apply, newSession, play, type SessionState } from '../../../src/play/session.ts';
import type { TraceRecord } from '../../../src/play/trace.ts';
import { Floor } from '../../../src/play/turns/floor.ts';
import type { Slice } from '../../../src/play/turns/slice.ts';
import { type TurnSettings, turnDefaults } from '../../../src/play/turns/turn-settings.ts';
import { type HandClock, handClock } from '../../kit/hand-clock.ts';
import { bookOf, depsOf } from '../kit.ts';

export const sliceMs = 2000;

export interface SlicedTalk {
  readonly clock: HandClock;
  readonly floor: Floor;
  readonly events: readonly PlayEvent[];
  state(): SessionState;
  slices(): readonly Slice[];
  /** What a recorder writes of it. */
  trace(): readonly TraceRecord[];
  /** Writes into the field; what stood there and was not taken yet goes on. */
  type(text: string, sent?: boolean): Promise<void>;
  /** One slice's time. */
  tick(ms?: number): Promise<void>;
  stop(reason?: string): Promise<void>;
  /** Whether the talk has ended by itself. */
  ended(): boolean;
  done: Promise<void>;
}

/** Lets everything happen that needs no time. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export function slicedTalk(
  model: ChatModel,
  settings: Partial<TurnSettings> = {},
  begin: SessionState = newSession('talk', bookOf(text).persona, bookOf(text).book),
): SlicedTalk {
  const clock = handClock();
  const floor = new Floor();
  const stop = new AbortController();
  const events: PlayEvent[] = [];
  let state = begin;
  let over = false;
  const all = { ...turnDefaults, mode: 'duplex' as const, ...settings };
  const deps = depsOf(model, { clock, duplex: { floor, clock, settings: all } });
  const done = (async () => {
    for await (const event of play(state, { type: 'duplex' }, deps, stop.signal)) {
      events.push(event);
      state = apply(state, event);
    }
    over = true;
  })();
  return {
    clock,
    floor,
    events,
    state: () => state,
    slices: () => state.slices,
    trace: () => events.flatMap((event) => recordOf(event, new Date(clock.now()).toISOString()) ?? []),
    async type(written, sent = false) {
      floor.type(floor.pending + written, Number.MAX_SAFE_INTEGER, sent);
      await settled();
    },
    async tick(ms = sliceMs) {
      clock.advance(ms);
      await settled();
    },
    async stop(reason = 'stopped') {
      stop.abort(reason);
      await settled();
    },
    ended: () => over,
    done,
  };
}

export const text = `persona Harbour Pilot
  role: a pilot who knows every rock

rules
  short: Says no hard words.
    never: say "obfuscate"
`;
