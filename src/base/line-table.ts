// Where each line of a text begins, so that offsets become lines and columns at the edge, and only there.

/** Zero-based line and column, the column in UTF-16 code units, as editors count. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Line starts of one text. LF, CRLF and CR end a line; nothing else does. */
export class LineTable {
  readonly length: number;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.length = text.length;
    this.#starts = lineStarts(text);
  }

  /** How many lines there are: at least one, and an empty last one after a closing line break. */
  get count(): number {
    return this.#starts.length;
  }

  /** Offset of the first code unit of a line; the text's length for a line behind the last. */
  startOf(line: number): number {
    return this.#starts[line] ?? this.length;
  }

  /** Line and column of an offset; offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - this.startOf(low) };
  }

  /** Offset of a position; a column behind the line's end is moved to the start of the next line. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.startOf(position.line);
    return Math.min(start + Math.max(0, position.character), this.startOf(position.line + 1));
  }
}

/** Where one line ends, without its line break, and where the next begins (behind the text after the last). */
export interface LineEnd {
  readonly end: number;
  readonly next: number;
}

/** The end of every line, in order; at least one. Each search for a break begins where the last of its sort was found. */
export function* lineEnds(text: string): Generator<LineEnd, void> {
  let feed = -1;
  let back = -1;
  let at = 0;
  for (;;) {
    if (feed < at) feed = indexOrEnd(text, '\n', at);
    if (back < at) back = indexOrEnd(text, '\r', at);
    const end = Math.min(feed, back);
    const next = feed < text.length && back + 1 === feed ? feed + 1 : end + 1;
    yield { end, next };
    if (end >= text.length) return;
    at = next;
  }
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index < 0 ? text.length : index;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { end, next } of lineEnds(text)) if (end < text.length) starts.push(next);
  return starts;
}
