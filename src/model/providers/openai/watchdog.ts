// Gives up on a call that stands still. In: a clock and three limits. Out: a signal that is aborted when one of them has passed.
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

export const defaultTimeouts: Timeouts = { answer: 120_000, firstWord: 120_000, idle: 60_000 };

/** One per attempt. `end` must be called, whatever happens. */
export class Watchdog {
  readonly #clock: Clock;
  readonly #timeouts: Timeouts;
  readonly #onExpired: () => void;
  #phase: Phase = 'answer';
  #expired: Phase | undefined;
  #held = false;
  #takeBack: () => void = () => undefined;

  constructor(clock: Clock, timeouts: Timeouts, onExpired: () => void) {
    this.#clock = clock;
    this.#timeouts = timeouts;
    this.#onExpired = onExpired;
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

  end(): void {
    this.hold();
  }

  #arm(): void {
    this.#takeBack();
    if (this.#held) return;
    this.#takeBack = this.#clock.after(this.#timeouts[this.#phase], () => {
      this.#expired = this.#phase;
      this.#onExpired();
    });
  }
}
