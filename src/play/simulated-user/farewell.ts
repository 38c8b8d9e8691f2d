// Whether a line is nothing but thanks or a goodbye: then the talk is over. By words; no model is asked.

/** Words that make it one. */
const leaving = new Set(
  `thanks thank thx bye goodbye farewell cheers merci adieu danke tschüss tschüs gracias adiós ciao grazie obrigado obrigada tack
  asante kwaheri`.split(/\s+/),
);

/** Words that may stand beside them. */
const beside = new Set(
  `you so very much many a lot again then now for your the all that is that's thats it i got good great ok okay right well fine perfect
  have nice day night evening one take care see later soon help time answers answer and my sir madam au revoir beaucoup bonne journée
  bien schön vielen auf wiedersehen muchas hasta luego sana`.split(/\s+/),
);

const phrases =
  /\b(?:good bye|see you|that(?:'|’)?s all|that is all|take care|au revoir|auf wiedersehen|hasta luego)\b/;

/** “Thanks, bye!” is one; “Thanks. And how old is it?” is not. */
export function isFarewell(text: string): boolean {
  if (/[?？؟]/.test(text)) return false;
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  const words = plain.split(/[^\p{L}\p{M}\p{N}']+/u).filter((word) => word !== '');
  if (words.length === 0 || words.length > 12) return false;
  if (!words.every((word) => leaving.has(word) || beside.has(word))) return false;
  return words.some((word) => leaving.has(word)) || phrases.test(plain);
}
