// A text as its words alone, for finding and comparing: lower case, compatibility forms, one space between, nothing else. Pure.

/** Empty where there is no letter and no digit in it. */
export function bareWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
