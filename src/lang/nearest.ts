// "Did you mean": the one word of a few that a writer most likely meant, or none. Knows no vocabulary.

/** The nearest of `words` to `written`, if it is near enough: one slip in up to five letters, two in more. */
export function nearest(written: string, words: Iterable<string>): string | undefined {
  const limit = written.length <= 2 ? 0 : written.length <= 5 ? 1 : 2;
  if (limit === 0 || written.length > 30) return undefined;
  let best: string | undefined;
  let least = limit + 1;
  for (const word of words) {
    if (Math.abs(word.length - written.length) > limit) continue;
    const slips = distance(written, word);
    if (slips < least && slips < word.length - 1) {
      least = slips;
      best = word;
    }
  }
  return best;
}

/** The word with the fewest slips, however many; the first of equals. `words` must not be empty. */
export function closest(written: string, words: readonly string[]): string {
  const slips = words.map((word) => distance(written, word));
  return words[slips.indexOf(Math.min(...slips))] ?? written;
}

/** Optimal string alignment: letters put in, left out, replaced, or two neighbours swapped count one each. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
