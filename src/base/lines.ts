// Text that comes in pieces, as lines. Only LF ends a line (a CR before it goes): JSON may hold U+2028, which readline would split at.

import { UserError } from './user-error.ts';

/** In code units. More than anything that is read so: a text without line ends must not fill the memory. */
export const longestLine = 64 * 1024 * 1024;

/** Yields each line without its end, and a last one only where something follows the last LF. @throws UserError at a line that is too long. */
export async function* lines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest: string[] = [];
  let held = 0;
  for await (const piece of pieces) {
    const parts = piece.split('\n');
    for (const [index, part] of parts.entries()) {
      held += part.length;
      if (held > longestLine) throw new UserError('A line is longer than 64 MB.');
      rest.push(part);
      if (index < parts.length - 1) {
        yield endless(rest.join(''));
        rest = [];
        held = 0;
      }
    }
  }
  const last = rest.join('');
  if (last !== '') yield endless(last);
}

function endless(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
