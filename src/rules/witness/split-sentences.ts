// A text as its sentences, by the rules of Unicode. Never throws.

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Sentences of a text, trimmed, in order. */
export function splitSentences(text: string): string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment.trim()).filter((part) => part !== '');
}
