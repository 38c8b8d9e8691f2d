// A trouble as a review keeps it for measuring: which test, probe or finding, by its words and its place. In: an object that may be old, damaged or made
// up. Out: the trouble built anew, or nothing.
import { type Fields, fieldsOf } from './fields-of.ts';
import type { Trouble } from './offer.ts';
import { oneOf, soundOrigin, textIf, textOr } from './sound-parts.ts';

/** What measuring goes by: the lines that were said, and talks, are for critique alone. */
export function keptTroubles(troubles: readonly Trouble[]): readonly Trouble[] {
  return troubles
    .filter(({ kind }) => kind !== 'talk')
    .map(({ kind, title, text, origin, case: shown }) => ({
      kind,
      title,
      text,
      ...(origin ? { origin: { uri: origin.uri, range: { start: origin.range.start, end: origin.range.end } } } : {}),
      ...(shown === undefined ? {} : { case: shown }),
    }));
}

export function soundTrouble(fields: Fields): Trouble | undefined {
  const kind = oneOf(fields['kind'], ['test', 'probe', 'finding']);
  const origin = soundOrigin(fieldsOf(fields['origin']));
  return (
    kind && {
      kind,
      title: textOr(fields, 'title'),
      text: textOr(fields, 'text'),
      ...(origin ? { origin } : {}),
      ...textIf(fields, 'case'),
    }
  );
}
