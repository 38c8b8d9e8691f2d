// Whether a language server that stopped is started again: yes, unless it has stopped too often of late. Knows no process and no clock.

/** How often in how long a server may stop. */
export interface RestartLimits {
  readonly times: number;
  readonly withinMs: number;
}

/** Five times in three minutes, the sixth stop ends it. */
export const defaultRestartLimits: RestartLimits = { times: 5, withinMs: 180_000 };

/** Remembers stops. `now` in milliseconds. */
export class RestartPolicy {
  readonly #limits: RestartLimits;
  #stops: number[] = [];

  constructor(limits: RestartLimits = defaultRestartLimits) {
    this.#limits = limits;
  }

  /** Notes a stop and says whether to start again. */
  stopped(now: number): boolean {
    this.#stops = [...this.#stops.filter((at) => now - at < this.#limits.withinMs), now];
    return this.#stops.length <= this.#limits.times;
  }

  /** After the user asked for a restart: begins to count anew. */
  reset(): void {
    this.#stops = [];
  }
}
