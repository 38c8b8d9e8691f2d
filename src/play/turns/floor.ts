// The user's side of a talk in slices: what stands in the field, and what slices have taken of it. In: the field's text as it changes.
// Out: one slice's words at a time. The field lets go of what was taken a moment later than it is taken: `taken` bridges that.
export class Floor {
  readonly #listeners = new Set<() => void>();
  readonly #taken: string[] = [];
  readonly #before: number;
  #pending = '';
  #sent = false;

  /** `before`: how many slices of the user's words the talk holds already. */
  constructor(before = 0) {
    this.#before = before;
  }

  /** What the user has written that no slice has taken. */
  get pending(): string {
    return this.#pending;
  }

  /** The user is done with it: it need not wait for the slice's end. */
  get sent(): boolean {
    return this.#sent;
  }

  /** All that stands in the field now. `taken`: how many slices of the user's words the field has let go of, since the talk began. */
  type(text: string, taken: number, sent = false): void {
    let rest = text;
    for (const slice of this.#taken.slice(Math.max(0, taken - this.#before))) {
      if (rest.startsWith(slice)) rest = rest.slice(slice.length);
    }
    this.#pending = rest;
    this.#sent = sent && rest.trim() !== '';
    for (const listener of this.#listeners) listener();
  }

  /** Takes what is there as the words of a slice. Space alone is nothing said, and stays. */
  take(): string {
    const text = this.#pending;
    if (text.trim() === '') return '';
    this.#taken.push(text);
    this.#pending = '';
    this.#sent = false;
    return text;
  }

  /** Nothing is written that anybody should listen to. */
  clear(): void {
    this.#pending = '';
    this.#sent = false;
  }

  /** Told of every change; gives back the function that ends it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
