// Text of models and files as one line that can do nothing to a terminal and breaks no table. Text in, text out.

/** Line breaks as ` / `, other control characters as U+FFFD, at most `most` code units. */
export function visible(text: string, most = 300): string {
  const line = text
    .trim()
    .replace(/\s*(?:\r\n|[\r\n\u2028\u2029])\s*/g, ' / ')
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line;
}
