// A body changed line by line: lines that stay keep their bytes, white space and line breaks included. In: the body, what it says line by line in our own
// words before and now. Out: the new body. Knows no Markdown.

interface Line {
  readonly text: string;
  /** What ends it; empty: the end of the text. */
  readonly end: string;
}

/** Larger stretches that differ are replaced as a whole. In pairs of lines. */
const mostPairs = 4_000_000;

/** @param before what importing the body gives, `now` what is to stand there; without lines both are empty. */
export function changeLines(body: string, before: string, now: string, lineBreak: string): string {
  const lines = linesOf(body);
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  const from = first < 0 ? lines.length : first;
  const to = lines.findLastIndex(({ text }) => text.trim() !== '') + 1;
  const own = lines.slice(from, Math.max(from, to));
  const old = before === '' ? [] : before.split('\n');
  const wanted = now === '' ? [] : now.split('\n');
  // Where importing made other lines of it, none is known again.
  const kept = old.length === own.length ? commonLines(old, wanted) : new Map<number, number>();
  const middle = wanted.map((text, index): Line => {
    const stays = kept.get(index);
    return (stays === undefined ? undefined : own[stays]) ?? { text, end: lineBreak };
  });
  const head = lines.slice(0, from);
  const tail = lines.slice(Math.max(from, to));
  const last = own.at(-1);
  return [...head, ...middle, ...tail]
    .map(({ text, end }, index, { length }) => {
      if (index === head.length + middle.length - 1 && tail.length === 0) return text + (last?.end ?? lineBreak);
      return text + (end === '' && index < length - 1 ? lineBreak : end);
    })
    .join('');
}

function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/gu)]
    .filter(([whole]) => whole !== '')
    .map(([, line = '', end = '']) => ({ text: line, end }));
}

/** Lines of `now` that stay, by their number, with their number in `before`: as many as can. */
function commonLines(before: readonly string[], now: readonly string[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) found.set(start, start++);
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === now.at(-1 - same)) {
    same++;
    found.set(now.length - same, before.length - same);
  }
  const old = before.slice(start, before.length - same);
  const own = now.slice(start, now.length - same);
  if (old.length * own.length > mostPairs) return found;
  const width = own.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = own.length - 1; j >= 0; j--)
      longest[i * width + j] = old[i] === own[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  for (let i = 0, j = 0; i < old.length && j < own.length; ) {
    if (old[i] === own[j]) found.set(start + j++, start + i++);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return found;
}
