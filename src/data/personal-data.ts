// Structured identifiers of people in a text: e-mail addresses, phone numbers, card numbers, IBANs. In: a text. Out: where they stand. Spots are found
// here and decided by libraries that know the numbers; names of people are not looked for, nor is anything claimed about them.

export const identifierKinds = ['e-mail', 'phone', 'card', 'IBAN'] as const;

export interface Identifier {
  readonly kind: (typeof identifierKinds)[number];
  /** Code units; `end` is not in it. */
  readonly start: number;
  readonly end: number;
}

/** In the order of the text, none over another. */
export type FindIdentifiers = (text: string) => readonly Identifier[];

/** `country`: whose phone numbers without `+` count, as `GB`; undefined: only those with `+`. The libraries are loaded here. */
export async function identifierFinder(country?: string): Promise<FindIdentifiers> {
  const [phone, email, card, iban] = await Promise.all([
    import('libphonenumber-js/min'),
    import('validator/es/lib/isEmail.js'),
    import('validator/es/lib/isCreditCard.js'),
    import('validator/es/lib/isIBAN.js'),
  ]);
  const home = country !== undefined && phone.isSupportedCountry(country) ? country : undefined;
  return (text) => {
    const at = text.includes('@') ? emails(text, (one) => email.default(one, { ignore_max_length: false })) : [];
    if (!sevenDigits.test(text)) return at;
    const found: Identifier[] = [
      ...at,
      ...longest(text, ibans, 'IBAN', (one) => iban.default(one)),
      ...longest(text, cards, 'card', (one) => card.default(one)),
      ...phone
        .findPhoneNumbersInText(text, home)
        .map(({ startsAt, endsAt }) => ({ kind: 'phone' as const, start: startsAt, end: endsAt })),
    ];
    return apart(found);
  };
}

/** Whether the country is one that phone numbers are known of. */
export async function knowsCountry(country: string): Promise<boolean> {
  return (await import('libphonenumber-js/min')).isSupportedCountry(country);
}

/** The text with a word in place of each. */
export function redacted(text: string, found: readonly Identifier[]): string {
  let from = 0;
  const parts: string[] = [];
  for (const { kind, start, end } of found) {
    parts.push(text.slice(from, start), `[${kind}]`);
    from = end;
  }
  return parts.join('') + text.slice(from);
}

/** Fewer are no number of anybody. */
const sevenDigits = /(?:\d\D{0,4}){7}/u;
const cards = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/gu;
const ibans = /(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}/giu;

/** Looks outwards from each `@`, so that no text takes longer than its length. */
function emails(text: string, valid: (one: string) => boolean): Identifier[] {
  const found: Identifier[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u.test(text[start - 1] ?? '')) start--;
    let end = at + 1;
    while (end < text.length && end - at < 255 && /[\p{L}\p{N}.-]/u.test(text[end] ?? '')) end++;
    while (end > at && /[.-]/u.test(text[end - 1] ?? '')) end--;
    // Quotes and brackets of other kinds may stand before it.
    while (start < at && !valid(text.slice(start, end)) && /[^\p{L}\p{N}]/u.test(text[start] ?? '')) start++;
    if (valid(text.slice(start, end))) found.push({ kind: 'e-mail', start, end });
  }
  return found;
}

/** What a pattern finds, cut from its end until it is one: words may follow a number. */
function longest(
  text: string,
  pattern: RegExp,
  kind: Identifier['kind'],
  valid: (one: string) => boolean,
): Identifier[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    for (let length = match[0].length; length >= 13; length--) {
      const one = match[0].slice(0, length);
      if (/\w$/u.test(one) && valid(one)) return [{ kind, start: match.index, end: match.index + length }];
    }
    return [];
  });
}

/** An IBAN is no phone number: of two that overlap the one named first counts. */
function apart(found: readonly Identifier[]): readonly Identifier[] {
  const kept: Identifier[] = [];
  for (const one of found) {
    if (!kept.some(({ start, end }) => one.start < end && start < one.end)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}
