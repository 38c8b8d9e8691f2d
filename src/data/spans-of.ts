// Which characters of a row are learnt, as spans that any tokenizer can apply. In: texts, whether each is learnt. Out: spans and a mask. Offsets count
// Unicode code points, as Python does.

export interface Span {
  /** Number of the text in its list. */
  readonly item: number;
  readonly start: number;
  /** Not in it. */
  readonly end: number;
}

/** Whole texts; empty ones have no span. */
export function spansOf(texts: readonly string[], learnt: (at: number) => boolean): readonly Span[] {
  return texts.flatMap((text, item) => {
    const end = [...text].length;
    return learnt(item) && end > 0 ? [{ item, start: 0, end }] : [];
  });
}

/** Every span lies in its text and covers those that the mask says, whole. The sentence says what is wrong. */
export function spansFault(
  texts: readonly string[],
  mask: readonly number[],
  spans: readonly Span[],
): string | undefined {
  if (mask.length !== texts.length) return 'There is not one mark for each text.';
  const due = spansOf(texts, (at) => mask[at] === 1);
  return JSON.stringify(due) === JSON.stringify(spans.map(({ item, start, end }) => ({ item, start, end })))
    ? undefined
    : 'The spans do not cover the texts that the mask names.';
}
