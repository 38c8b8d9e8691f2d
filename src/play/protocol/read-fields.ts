// Answers of the form `Name: text`, as models write them: with bullets, bold names, or words around. In: an answer and the names asked
// for. Out: the text behind each name found. What cannot be read is not there; nothing is guessed.

/** Text behind each name, trimmed; a name that is missing or has nothing behind it is left out. The last of several holds. */
export function readFields<N extends string>(answer: string, names: readonly N[]): Partial<Record<N, string>> {
  const found: Partial<Record<N, string[]>> = {};
  let open: N | undefined;
  for (const line of answer.split(/\r?\n/u)) {
    const field = fieldOf(line, names);
    if (field) {
      open = field.name;
      found[open] = [field.text];
    } else if (open) found[open]?.push(line);
  }
  const texts = Object.entries<string[] | undefined>(found).flatMap(([name, lines = []]) => {
    const text = lines.join('\n').trim();
    return text === '' ? [] : [[name, text]];
  });
  return Object.fromEntries(texts);
}

/** The field that a line begins, if it is one of these. */
export function fieldOf<N extends string>(
  line: string,
  names: readonly N[],
): { readonly name: N; readonly text: string } | undefined {
  // Bounded everywhere: an answer of a hundred thousand asterisks is read as fast as any other.
  const match =
    /^[\s>*_#-]{0,20}(?:\d{1,2}[.)]\s{0,4})?[*_`"“]{0,4}([^:：*_`"“”]{1,60}?)\s{0,4}[*_`"”]{0,4}\s{0,4}[:：][*_]{0,4}(.*)$/u.exec(
      line,
    );
  const written = match?.[1]?.trim().toLowerCase();
  const name = names.find((one) => one.toLowerCase() === written);
  return name === undefined ? undefined : { name, text: (match?.[2] ?? '').trim() };
}

/** The number an answer gives, between these two, both included: the last one in it, so that reasons may come first. */
export function readScore(answer: string, least: number, most: number): number | undefined {
  // `7/10` and `7 of 10` say seven; ranges, decimals and negatives are no scores.
  const plain = answer.replace(new RegExp(`(\\d)[\\s*_]{0,8}(?:/|of|out of)[\\s*_]{0,8}${most}\\b`, 'giu'), '$1');
  const numbers = [...plain.matchAll(/(?<![\d.,\-–])\d{1,3}(?![\d%]|[.,]\d|\s*[-–]\s*\d)/gu)].map(([text]) =>
    Number(text),
  );
  const last = numbers.at(-1);
  return last !== undefined && last >= least && last <= most ? last : undefined;
}

/** What an answer says without the speaker's own name before it, and without space around. */
export function bareLine(answer: string, name: string): string {
  const text = answer.trim();
  const own = /^[*_[]{0,3}([^\n:：*_\]]{1,80})[*_\]]{0,3}[:：][*_]{0,3}/u.exec(text);
  const isOwn = own?.[1]?.trim().toLowerCase() === name.trim().toLowerCase();
  return own && isOwn ? text.slice(own[0].length).trim() : text;
}
