// Whether a sentence says to do a thing or not to, and which: `Never use tabs` and `Always use tabs` are about the same. English alone.

export interface Polar {
  readonly to: 'do' | 'not do';
  /** It says so in words: `always`, `must`, `never`; else it just gives the order. */
  readonly explicit: boolean;
  /** What is done, folded: small letters, no punctuation. */
  readonly what: string;
}

const not =
  /^(?:please )?(?:you )?(?:(?:should|must|shall|will|may) not ever|(?:must|should|shall|will|may|can) ?not|mustn['’]t|shouldn['’]t|can['’]t|never ever|never|do not ever|do not|don['’]t ever|don['’]t|under no circumstances) /iu;
const always = /^(?:please )?(?:you )?(?:(?:must|should|shall|will) always|must|always|shall|will|should) /iu;

export function polarOf(sentence: string): Polar {
  const negative = not.exec(sentence);
  if (negative) return { to: 'not do', explicit: true, what: folded(sentence.slice(negative[0].length)) };
  const positive = always.exec(sentence);
  return { to: 'do', explicit: positive !== null, what: folded(sentence.slice(positive?.[0].length ?? 0)) };
}

/** Small letters, one space for everything that is neither letter, digit nor a mark that names differ by. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’]/gu, "'")
    .replace(/[^\p{L}\p{M}\p{N}#+./<>=_@$%&|\\-]+/gu, ' ')
    .replace(/(?<=\s|^)[./-]+|[./-]+(?=\s|$)/gu, '')
    .trim();
}

export function wordCount(text: string): number {
  return text === '' ? 0 : text.split(' ').length;
}

/** What it is about stands in front of it: `Never approve them`, `Always do so`. */
export function pointsBack(text: string): boolean {
  return /\b(?:it|its|them|they|their|theirs)\b|\b(?:here|so|that|there|these|this|those)[.!]?$/iu.test(text);
}
