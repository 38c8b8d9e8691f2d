// A text in one short line, for a list, a step or a message. Pure.
import { onOneLine } from '../lang/one-line.ts';

/** Space of any kind is one space; what is longer than `most` code units ends with `…` there, and no character is cut in two. */
export function shortLine(text: string, most: number): string {
  const line = onOneLine(text);
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line;
}
