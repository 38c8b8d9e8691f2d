// Gives up on a call that stands still. In: a clock and three limits. Out: a call back when one of them has passed, and before that,
// for whoever waits, a word now and then about how long it has been.
import type { Clock } from '../../../base/clock.ts';

/** Milliseconds. Local servers load a model before they answer, so the first two are long. */
export interface Timeouts {
  /** From asking until the server begins to answer. */
  readonly answer: number;
  /** From there until the first word. */
  readonly firstWord: number;
  /** Between two pieces of the reply. */
  readonly idle: number;
}

export type Phase = keyof Timeouts;

/** Nothing has come for `ms`; the call is given up after `limitMs`. */
export interface Silence {
  readonly phase: Phase;
  readonly ms: number;
  readonly limitMs: number;
}

export const defaultTimeouts: Timeouts = { answer: 120_000, firstWord: 120_000, idle: 60_000 };

/** After so long without anything, and after as long again, whoever waits is told: longer than any pause between two words. */
export const wordAfterMs = 15_000;

/** One per attempt. `end` must be called, whatever happens. */
export class Watchdog {
  readonly #clock: Clock;
  readonly #timeouts: Timeouts;
  readonly #onExpired: () => void;
  #phase: Phase = 'answer';
  #expired: Phase | undefined;
  #held = false;
  #since: number;
  #takeBack: () => void = () => undefined;

  constructor(clock: Clock, timeouts: Timeouts, onExpired: () => void) {
    this.#clock = clock;
    this.#timeouts = timeouts;
    this.#onExpired = onExpired;
    this.#since = clock.now();
    this.#arm();
  }

  /** The phase whose limit has passed; undefined while all is well. */
  get expired(): Phase | undefined {
    return this.#expired;
  }

  /** A new phase begins, with a limit of its own. */
  enter(phase: Phase): void {
    this.#phase = phase;
    this.#arm();
  }

  /** Something came: the limit of this phase begins anew. */
  alive(): void {
    this.#arm();
  }

  /** While a consumer takes its time nothing is late: only the server's silence counts. */
  hold(): void {
    this.#held = true;
    this.#takeBack();
  }

  /** After `hold`: the limit begins anew. */
  go(): void {
    this.#held = false;
    this.#arm();
  }

  /** Settles when another span of silence has passed, with how long it is in all and after how long it is too long. */
  word(): { readonly passed: Promise<Silence>; readonly takeBack: () => void } {
    const { promise, resolve } = Promise.withResolvers<Silence>();
    const takeBack = this.#clock.after(wordAfterMs, () => {
      resolve({ phase: this.#phase, ms: this.#clock.now() - this.#since, limitMs: this.#timeouts[this.#phase] });
    });
    return { passed: promise, takeBack };
  }

  end(): void {
    this.hold();
  }

  #arm(): void {
    this.#takeBack();
    if (this.#held) return;
    this.#since = this.#clock.now();
    this.#takeBack = this.#clock.after(this.#timeouts[this.#phase], () => {
      this.#expired = this.#phase;
      this.#onExpired();
    });
  }
}
