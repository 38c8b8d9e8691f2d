// Text that comes in pieces, as lines. Only LF ends a line (a CR before it goes): JSON may hold U+2028, which readline would split at.

/** Yields each line without its end, and a last one only where something follows the last LF. */
export async function* lines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest: string[] = [];
  for await (const piece of pieces) {
    const parts = piece.split('\n');
    for (const [index, part] of parts.entries()) {
      rest.push(part);
      if (index < parts.length - 1) {
        yield endless(rest.join(''));
        rest = [];
      }
    }
  }
  const last = rest.join('');
  if (last !== '') yield endless(last);
}

function endless(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
