// Looks for forbidden texts through thin disguises, the light ones (zero-width, homoglyphs) under all others.
// What is found says through which disguise, and where in the reply it stands.

import { compilePattern, fillPattern, findFirst } from '../../lang/pattern.ts';
import type { Disguise } from '../../lang/persona.ts';
import { valueAsChoices } from '../../lang/values.ts';
import { type Folded, foldCase, lowerCase, originalRange, unfolded } from '../fold.ts';
import type { Moment } from '../moment.ts';
import { lookUpPath, operandTexts } from '../operand-texts.ts';
import type { Phrase } from '../phrase.ts';
import { type Truth, yes } from '../truth.ts';
import { finders, findPlain, views } from './disguises.ts';

/** The first forbidden text seen through one of `through`, or undefined. Only `say` phrases of a reply are looked for. */
export function seeThrough(
  phrases: readonly Phrase[],
  through: readonly Disguise[],
  reply: string,
  moment: Moment,
): Truth | undefined {
  if (through.length === 0) return undefined;
  const said = phrases.flatMap((phrase) => (phrase.about === 'reply' ? [phrase.test] : []));
  const texts = said.flatMap((test) => {
    if (test.test !== 'say' && test.test !== 'say word') return [];
    return test.texts.flatMap((operand) => {
      const found = operandTexts(operand, moment.values);
      return found.known ? found.texts : [];
    });
  });
  const patterns = said.flatMap((test) => (test.test === 'match' && !test.where ? [test.pattern] : []));
  let base: Folded = unfolded(reply);
  for (const disguise of through) {
    const view = views[disguise];
    if (view) base = view(base);
  }
  for (const disguise of through) {
    const view = views[disguise]?.(unfolded(reply)) ?? base;
    const found = throughOne(disguise, view, texts) ?? patternThrough(disguise, view, patterns, moment);
    if (found) return found;
  }
  const light = through.filter((disguise) => views[disguise]);
  const last = light.at(-1);
  return last && light.length > 1 ? throughOne(last, base, texts) : undefined;
}

function throughOne(disguise: Disguise, view: Folded, texts: readonly string[]): Truth | undefined {
  const folded = foldCase(view);
  const find = views[disguise] ? findPlain : finders[disguise];
  for (const text of texts) {
    const needle = lowerCase(plain(text));
    if (!find || needle.trim() === '') continue;
    const seen = disguise === 'base64' ? view : folded;
    const found = find(needle, seen);
    if (!found) continue;
    const what = `“${text.length > 60 ? `${text.slice(0, 57)}…` : text}” (${names[disguise]})`;
    return yes(what, originalRange(seen, found.start, found.end), disguise);
  }
  return undefined;
}

/** Both sides of a comparison lose the light disguises. */
function plain(text: string): string {
  let folded = unfolded(text);
  for (const view of Object.values(views)) folded = view(folded);
  return folded.text;
}

function patternThrough(
  disguise: Disguise,
  view: Folded,
  patterns: readonly { readonly regex: string; readonly flags: string }[],
  moment: Moment,
): Truth | undefined {
  if (disguise !== 'case' && !views[disguise]) return undefined;
  for (const { regex, flags } of patterns) {
    const filled = fillPattern(regex, (path) => valueAsChoices(lookUpPath(moment.values, path)));
    const compiled =
      filled === undefined
        ? undefined
        : compilePattern(filled, disguise === 'case' && !flags.includes('i') ? `${flags}i` : flags);
    const match = compiled?.ok ? findFirst(compiled, view.text) : undefined;
    if (match) return yes(`/${regex}/ (${names[disguise]})`, originalRange(view, match.start, match.end), disguise);
  }
  return undefined;
}

const names: Readonly<Record<Disguise, string>> = {
  case: 'in other letters, large or small',
  'zero-width': 'with invisible characters in it',
  homoglyphs: 'in letters that look alike',
  spacing: 'spaced out',
  leetspeak: 'in leetspeak',
  reversed: 'backwards',
  base64: 'in Base64',
  rot13: 'in ROT13',
};
