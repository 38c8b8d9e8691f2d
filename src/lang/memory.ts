// What was worked out from parts of a text, kept while the text is edited: a part that stays the same object is not looked at again.
// One-off readers have none and work everything out.
import { append } from '../base/append.ts';

/** Forgets what nobody holds any more. */
export class Memory {
  readonly #known = new Map<unknown, WeakMap<object, { by: unknown; found: unknown }>>();

  /**
   * What `work` gave for this very object before, else what it gives now. Nothing else may matter to the result but `key`: the last key's
   * result is remembered.
   */
  recall<K extends object, A, V>(work: (from: K, by: A) => V, from: K, by: A, key: unknown = undefined): V {
    const known = this.#of(work);
    const before = known.get(from);
    if (before && before.by === key) return before.found as V;
    const found = work(from, by);
    known.set(from, { by: key, found });
    return found;
  }

  /** What `work` gave for each of many objects, one behind the other, as `recall` does: for lists whose parts are nearly all the same. */
  recallAll<K extends object, A, V>(work: (from: K, by: A) => readonly V[], all: readonly K[], by: A): V[] {
    const known = this.#of(work);
    const found: V[] = [];
    for (let at = 0; at < all.length; at++) {
      const from = all[at] as K;
      let each = known.get(from);
      if (!each) {
        each = { by: undefined, found: work(from, by) };
        known.set(from, each);
      }
      append(found, each.found as readonly V[]);
    }
    return found;
  }

  #of(work: unknown): WeakMap<object, { by: unknown; found: unknown }> {
    let known = this.#known.get(work);
    if (!known) {
      known = new WeakMap();
      this.#known.set(work, known);
    }
    return known;
  }
}

/** `work(from, by)`, remembered where there is a memory. */
export function recall<K extends object, A, V>(
  memory: Memory | undefined,
  work: (from: K, by: A) => V,
  from: K,
  by: A,
  key?: unknown,
): V {
  return memory ? memory.recall(work, from, by, key) : work(from, by);
}

/** What `work` gives for each of `all`, one behind the other, remembered where there is a memory. Nothing else may matter to it. */
export function recallAll<K extends object, A, V>(
  memory: Memory | undefined,
  work: (from: K, by: A) => readonly V[],
  all: readonly K[],
  by: A,
): V[] {
  if (memory) return memory.recallAll(work, all, by);
  const found: V[] = [];
  for (let at = 0; at < all.length; at++) append(found, work(all[at] as K, by));
  return found;
}
