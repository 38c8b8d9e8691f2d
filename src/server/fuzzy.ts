// How well a name fits what somebody typed: letters in order, better at the beginning of words and side by side. Knows no files.
import { nameKey } from '../lang/name.ts';

/** A query made ready once for many names. */
export interface Query {
  /** Words of the query as they are compared. Empty: everything fits. */
  readonly words: readonly string[];
}

export function readQuery(text: string): Query {
  return { words: nameKey(text).split(' ').filter(Boolean) };
}

/** Higher is better; undefined where a word of the query does not fit. `key` is the name as `nameKey` gives it. */
export function fits(query: Query, key: string): number | undefined {
  let sum = 0;
  for (const word of query.words) {
    const score = scoreOf(word, key);
    if (score === undefined) return undefined;
    sum += score;
  }
  // Of two that fit alike, the shorter one says less beside it.
  return sum - key.length / 100;
}

const whole = 8;
const beginsWord = 4;
const beside = 3;

/** The letters of `word` in order somewhere in `key`: as one piece where it stands so, else the first that come. */
function scoreOf(word: string, key: string): number | undefined {
  const at = pieceAt(word, key);
  if (at >= 0) return word.length * beside + (beginsAt(key, at) ? beginsWord + whole : whole / 2);
  let score = 0;
  let from = 0;
  let before = -2;
  for (const letter of word) {
    const found = key.indexOf(letter, from);
    if (found < 0) return undefined;
    score += 1 + (found === before + 1 ? beside : 0) + (beginsAt(key, found) ? beginsWord : 0);
    before = found;
    from = found + letter.length;
  }
  return score;
}

function pieceAt(word: string, key: string): number {
  for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + 1)) if (beginsAt(key, at)) return at;
  return key.indexOf(word);
}

function beginsAt(key: string, at: number): boolean {
  return at === 0 || /[\s\-_.'/]/u.test(key.charAt(at - 1));
}
