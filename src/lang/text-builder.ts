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
  #value = '';
  readonly #segments: Segment[] = [];
  #lastBlanks = 0;
  #begun = false;

  /** `home`: offset where an empty text would stand. */
  constructor(uri: string, text: string, home: number) {
    this.#uri = uri;
    this.#text = text;
    this.#home = home;
  }

  /** Goes on behind a text that stands on one line, with so many blank lines before it in the file; an empty one adds nothing. */
  addFirst(first: SourceText, blanks: number): void {
    if (first.value !== '') this.#add(first.range.start, first.range.end, blanks);
  }

  /** A deeper line: its indentation goes, up to that of the first deeper one. */
  addLine(line: Line): void {
    this.base ??= line.width;
    const start = behindColumns(this.#text, line, this.base);
    this.#add(start, line.end, line.blanks);
  }

  #add(start: number, end: number, blanks: number): void {
    if (this.#begun) {
      const breaks = 1 + blanks - this.#lastBlanks;
      this.#value += breaks === 1 ? '\n' : '\n'.repeat(breaks);
    }
    this.#begun = true;
    this.#lastBlanks = blanks;
    this.#segments.push({ at: this.#value.length, start, length: end - start });
    this.#value += this.#text.slice(start, end);
  }

  /** The text as it stands so far; white space at its very end is left out. */
  build(): SourceText {
    const segments = this.#segments;
    const first = segments[0];
    const last = segments.at(-1);
    if (!first || !last) return { uri: this.#uri, value: '', range: range(this.#home, this.#home), segments: [] };
    const end = trimEnd(this.#text, last.start, last.start + last.length);
    const cut = last.start + last.length - end;
    if (cut > 0) segments[segments.length - 1] = { at: last.at, start: last.start, length: last.length - cut };
    const value = this.#value;
    return {
      uri: this.#uri,
      value: cut === 0 ? value : value.slice(0, -cut),
      range: range(first.start, end),
      segments,
    };
  }
}
