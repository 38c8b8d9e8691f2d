// Quotes as phrases may write them: straight, curly, low or angled. By the text alone.

/** Opening quotes, each with those that close it. */
const closers: Readonly<Record<string, string>> = { '"': '"', '“': '”“', '„': '”“', '«': '»' };

export function opensQuote(text: string, at: number): boolean {
  return Object.hasOwn(closers, text[at] ?? '');
}

/** Where the quote that opens at `at` is closed; undefined: nowhere. */
export function endOfQuote(text: string, at: number): number | undefined {
  const closing = closers[text[at] ?? ''] ?? '';
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (closing.includes(text[end] ?? '')) return end;
  }
  return undefined;
}
