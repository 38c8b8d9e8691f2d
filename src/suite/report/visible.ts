// Text of models and files as one line that breaks no table and can do nothing to a terminal. Text in, text out.
import { plainText } from '../../base/plain-text.ts';

/** Line breaks as ` / `, other control characters taken out, at most `most` code units. */
export function visible(text: string, most = 300): string {
  const line = plainText(
    text
      .trim()
      .replace(/\s*(?:\r\n|[\r\n\u2028\u2029])\s*/g, ' / ')
      .replace(/\t/g, ' '),
  );
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line;
}
