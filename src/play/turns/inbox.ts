// What happens to somebody, in the order in which it does, to be looked at one at a time. Knows nothing of what it holds.
export class Inbox<T> {
  readonly #things: T[] = [];
  #wake: ((thing: T) => void) | undefined;
  readonly #onEmpty: (() => void) | undefined;

  /** `onEmpty`: told whenever somebody waits and nothing is there. */
  constructor(onEmpty?: () => void) {
    this.#onEmpty = onEmpty;
  }

  put(thing: T): void {
    const wake = this.#wake;
    this.#wake = undefined;
    if (wake) wake(thing);
    else this.#things.push(thing);
  }

  /** The oldest thing nobody has looked at; waits for one. */
  next(): Promise<T> {
    const [thing] = this.#things.splice(0, 1);
    if (thing !== undefined) return Promise.resolve(thing);
    const waited = new Promise<T>((resolve) => {
      this.#wake = resolve;
    });
    this.#onEmpty?.();
    return waited;
  }
}
