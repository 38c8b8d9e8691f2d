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

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}
