// Puts a text together from lines of the file, one pass, with the way back to the file. Decides nothing about what is text.
import { range } from '../base/range.ts';
import { behindColumns, type Line, trimEnd } from './scan.ts';
import type { Segment, SourceText } from './source-text.ts';

/** Collects one text. Blank lines between two of its lines are kept, those before and behind it are not. */
export class TextBuilder {
  /** Indentation in columns of the first deeper line; undefined before it. */
  base: number | undefined;
  readonly #uri: string;
  readonly #text: string;
  readonly #home: number;
  readonly #parts: string[] = [];
  readonly #segments: Segment[] = [];
  #length = 0;
  #lastBlanks = 0;
  #begun = false;

  /** `home`: offset where an empty text would stand. */
  constructor(uri: string, text: string, home: number) {
    this.#uri = uri;
    this.#text = text;
    this.#home = home;
  }

  get begun(): boolean {
    return this.#begun;
  }

  /** What stands behind the name or marker, white space around it already taken off; empty ranges add nothing. */
  addFirst(line: Line, start: number, end: number): void {
    if (start < end) this.#add(line, start, end);
  }

  /** A deeper line: its indentation goes, up to that of the first deeper one. */
  addLine(line: Line): void {
    this.base ??= line.width;
    const start = behindColumns(this.#text, line, this.base);
    this.#add(line, start, line.end);
  }

  #add(line: Line, start: number, end: number): void {
    if (this.#begun) {
      const breaks = 1 + line.blanks - this.#lastBlanks;
      this.#parts.push('\n'.repeat(breaks));
      this.#length += breaks;
    }
    this.#begun = true;
    this.#lastBlanks = line.blanks;
    this.#parts.push(this.#text.slice(start, end));
    this.#segments.push({ at: this.#length, start, length: end - start });
    this.#length += end - start;
  }

  /** The text as it stands so far; white space at its very end is left out. */
  build(): SourceText {
    const segments = this.#segments;
    const first = segments[0];
    const last = segments.at(-1);
    if (!first || !last) return { uri: this.#uri, value: '', range: range(this.#home, this.#home), segments: [] };
    const end = trimEnd(this.#text, last.start, last.start + last.length);
    const cut = last.start + last.length - end;
    segments[segments.length - 1] = { ...last, length: last.length - cut };
    const value = this.#parts.join('');
    return {
      uri: this.#uri,
      value: cut === 0 ? value : value.slice(0, -cut),
      range: range(first.start, end),
      segments,
    };
  }
}
