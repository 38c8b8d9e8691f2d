// A message's content under construction: pieces go in, the text and where each part of it came from come out.
import type { Mapping, Message, Piece } from '../prompt.ts';

/** Collects the pieces of one message. */
export class Content {
  readonly role: Message['role'];
  readonly #parts: string[] = [];
  readonly #spans: Omit<Mapping, 'message'>[] = [];
  #length = 0;

  constructor(role: Message['role']) {
    this.role = role;
  }

  get empty(): boolean {
    return this.#length === 0;
  }

  get text(): string {
    return this.#parts.join('');
  }

  add(pieces: readonly Piece[]): this {
    for (const { text, origin } of pieces) {
      if (text === '') continue;
      if (origin) this.#spans.push({ start: this.#length, end: this.#length + text.length, origin });
      this.#parts.push(text);
      this.#length += text.length;
    }
    return this;
  }

  /** Words of ours. */
  say(text: string): this {
    return this.add([{ text, origin: undefined }]);
  }

  /** Puts the whole of another content behind this one. */
  append(other: Content): this {
    for (const span of other.#spans) {
      this.#spans.push({ start: span.start + this.#length, end: span.end + this.#length, origin: span.origin });
    }
    this.#parts.push(other.text);
    this.#length += other.text.length;
    return this;
  }

  /** What the map holds of this content as message `message`. */
  mappings(message: number): readonly Mapping[] {
    return this.#spans.map((span) => ({ message, ...span }));
  }
}
