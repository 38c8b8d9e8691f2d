// Words of any shape as one line.

/** Each run of white space is one space; none at either end. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
