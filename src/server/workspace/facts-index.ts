// Facts of many files, and who names whom. In: facts, one file after the other. Out: the same, by file and by what they name. Reads nothing.
import { uriKey } from '../uri-paths.ts';
import type { FileFacts } from '../workspace-files.ts';

interface Known {
  readonly facts: FileFacts;
  /** Keys of `files`. */
  readonly names: readonly string[];
}

export class FactsIndex {
  readonly #known = new Map<string, Known>();
  readonly #namedBy = new Map<string, Set<string>>();

  get size(): number {
    return this.#known.size;
  }

  /** @param key `uriKey` of the file. */
  get(key: string): FileFacts | undefined {
    return this.#known.get(key)?.facts;
  }

  keys(): Iterable<string> {
    return this.#known.keys();
  }

  *all(): Generator<FileFacts> {
    for (const { facts } of this.#known.values()) yield facts;
  }

  /** Keys of what is known, or named by something known, in any of these folders, however deep. */
  *within(folders: ReadonlySet<string>): Generator<string> {
    for (const key of new Set([...this.#known.keys(), ...this.#namedBy.keys()])) {
      for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
        if (!folders.has(key.slice(0, end))) continue;
        yield key;
        break;
      }
    }
  }

  put(key: string, facts: FileFacts): void {
    const before = this.#known.get(key);
    const names = facts.files.map(uriKey);
    this.#known.set(key, { facts, names });
    if (before) this.#forgetNames(key, before.names);
    for (const name of names) {
      const all = this.#namedBy.get(name);
      if (all) all.add(key);
      else this.#namedBy.set(name, new Set([key]));
    }
  }

  remove(key: string): void {
    this.#forgetNames(key, this.#known.get(key)?.names ?? []);
    this.#known.delete(key);
  }

  /** Keys of the files that name one directly. */
  namedBy(key: string): ReadonlySet<string> {
    return this.#namedBy.get(key) ?? none;
  }

  /** Keys of the files in whose meaning one takes part: they name it, or extend one that does. Without itself. */
  dependentsOf(key: string): ReadonlySet<string> {
    const found = new Set(this.namedBy(key));
    for (const each of found) {
      for (const child of this.namedBy(each)) {
        if (this.get(child)?.parents.some((parent) => uriKey(parent) === each)) found.add(child);
      }
    }
    found.delete(key);
    return found;
  }

  #forgetNames(key: string, names: readonly string[]): void {
    for (const name of names) {
      const all = this.#namedBy.get(name);
      all?.delete(key);
      if (all?.size === 0) this.#namedBy.delete(name);
    }
  }
}

const none: ReadonlySet<string> = new Set();
