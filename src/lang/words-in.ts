// The words of a text, as Unicode (UAX 29) and its dictionaries cut them, so that texts without spaces have words, too. Pure.

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** One after the other, in lower case and compatibility forms: whoever needs only the first ones cuts no more. */
export function* wordsIn(text: string): Iterable<string> {
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC').toLowerCase())) {
    if (isWordLike) yield segment;
  }
}
