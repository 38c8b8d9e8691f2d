// What a model answered when it was asked for yes or no, or for one sentence. Its words are data: what cannot be read is undefined, and the
// caller says what holds then.

/** The first word that is yes or no, among the first few: what comes after it is talk. */
export function readYesNo(answer: string): boolean | undefined {
  const words = answer.toLowerCase().match(/\p{L}+/gu) ?? [];
  for (const word of words.slice(0, 4)) {
    if (word === 'yes') return true;
    if (word === 'no') return false;
  }
  return undefined;
}

/** The first line that says something, without the marks of a list or a heading, or quotes around it. */
export function readSentence(answer: string): string | undefined {
  const line = answer.split('\n').find((one) => /\p{L}|\p{N}/u.test(one));
  const bare = line
    ?.trim()
    .replace(/^(?:[-*•]\s+|\d+[.)]\s+|#+\s+|summary:\s*)+/iu, '')
    .replace(/^["“](.*)["”]$/u, '$1')
    .trim();
  return bare || undefined;
}
