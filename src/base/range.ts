// A stretch of a text, in UTF-16 code units. Knows nothing of lines, files or personas.

/** Half-open: `start` is the first code unit inside, `end` the first behind. `0 <= start <= end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Makes a range. */
export function range(start: number, end: number): Range {
  return { start, end };
}

/** Whether `offset` lies inside or at either edge, as a cursor does. */
export function touches(r: Range, offset: number): boolean {
  return r.start <= offset && offset <= r.end;
}

/** Whether `inner` lies wholly inside `outer`. */
export function covers(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the two share at least one code unit. */
export function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}
