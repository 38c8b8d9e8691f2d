// The longest run of words that two texts share: what of a draft stands in its source. In: the source, read once; a text. Out: where that run stands in
// the source. Work grows with how often the words of the text occur there, not with both lengths. Pure.

export interface SharedWords {
  /** As it stands in the source. */
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** @returns for any text its longest run in `source`, the first of several; undefined where none says something. Case does not matter. */
export function sharedWith(source: string): (text: string) => SharedWords | undefined {
  const words = [...source.matchAll(word)];
  const places = new Map<string, number[]>();
  for (const [at, [said]] of words.entries()) {
    const key = said.toLowerCase();
    const known = places.get(key);
    if (known) known.push(at);
    else places.set(key, [at]);
  }
  return (text) => {
    let best = { length: 0, last: 0 };
    let before = new Map<number, number>();
    for (const said of text.match(word) ?? []) {
      // How long a run ends at each place where this word stands.
      const runs = new Map<number, number>();
      for (const at of places.get(said.toLowerCase()) ?? []) {
        const length = (before.get(at - 1) ?? 0) + 1;
        runs.set(at, length);
        const isEarlier = at - length < best.last - best.length;
        if (length > best.length || (length === best.length && isEarlier)) best = { length, last: at };
      }
      before = runs;
    }
    const run = words.slice(best.last - best.length + 1, best.last + 1);
    const [first] = run;
    const last = run.at(-1);
    if (best.length === 0 || !first || !last || !saysSomething(run.map(([said]) => said))) return undefined;
    const [start, end] = [first.index, last.index + last[0].length];
    return { quote: source.slice(start, end), start, end };
  };
}

/** Short words alone stand in any two texts. */
function saysSomething(words: readonly string[]): boolean {
  const letters = words.join('').length;
  const longest = Math.max(...words.map(({ length }) => length));
  return words.length === 1 ? longest >= 7 : longest >= 5 && letters >= 8;
}

const word = /[\p{L}\p{N}'’-]+/gu;
