// Time that passes only when somebody says so: what would take minutes is over at once. Nothing here waits.
import type { Clock } from '../../base/clock.ts';

export class ImaginedClock implements Clock {
  #now = 0;
  #order = 0;
  readonly #due = new Map<number, { readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const id = this.#order++;
    this.#due.set(id, { at: this.#now + ms, run });
    return () => void this.#due.delete(id);
  }

  /** Goes to the next moment at which something is due, and does that one thing; false where nothing is. */
  pass(): boolean {
    const [next] = [...this.#due].sort(([a, x], [b, y]) => x.at - y.at || a - b);
    if (!next) return false;
    const [id, { at, run }] = next;
    this.#due.delete(id);
    this.#now = Math.max(this.#now, at);
    run();
    return true;
  }
}
