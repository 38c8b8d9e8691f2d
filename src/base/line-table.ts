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

  constructor(text: string, starts: readonly number[] = lineStarts(text)) {
    this.length = text.length;
    this.#starts = starts;
  }

  /**
   * The table of a text in which whole lines, now `start` to `end`, have changed: those before are as they were, those behind `by` further on.
   * Both ends are starts of lines, or the end of the text.
   */
  spliced(
    text: string,
    { start, end, by }: { readonly start: number; readonly end: number; readonly by: number },
  ): LineTable {
    const first = this.positionAt(start).line;
    const starts = this.#starts.slice(0, first);
    for (const each of lineStarts(text.slice(start, end))) starts.push(start + each);
    if (end < text.length) {
      // The last of the changed lines ends with a break, and what would begin behind it is the first of those that moved.
      starts.pop();
      for (let line = this.positionAt(end - by).line; line < this.#starts.length; line++) {
        starts.push((this.#starts[line] as number) + by);
      }
    }
    return new LineTable(text, starts);
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

/** Where every line begins, in order; at least one. Each search for a break begins where the last of its sort was found. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  const { length } = text;
  let feed = indexOrEnd(text, '\n', 0);
  let back = indexOrEnd(text, '\r', 0);
  while (feed < length || back < length) {
    const next = back + 1 === feed && feed < length ? feed + 1 : Math.min(feed, back) + 1;
    starts.push(next);
    if (feed < next) feed = indexOrEnd(text, '\n', next);
    if (back < next) back = indexOrEnd(text, '\r', next);
  }
  return starts;
}

/** Where a line ends, its line break not counted: `next` is where the one after it begins, or the end of the text. */
export function lineEnd(text: string, start: number, next: number): number {
  let end = next;
  if (end > start && text.charCodeAt(end - 1) === 10) end -= 1;
  if (end > start && text.charCodeAt(end - 1) === 13) end -= 1;
  return end;
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index < 0 ? text.length : index;
}
