// Looks for forbidden texts through thin disguises, the light ones (zero-width, homoglyphs) under all others.
// What is found says through which disguise, and where in the reply it stands.

import type { Range } from '../../base/range.ts';
import { compilePattern, fillPattern, findFirst } from '../../lang/pattern.ts';
import type { Disguise } from '../../lang/persona.ts';
import { valueAsChoices } from '../../lang/values.ts';
import { type Folded, foldAccents, foldCase, lowerCase, originalRange } from '../fold.ts';
import type { Moment } from '../moment.ts';
import { lookUpPath, operandTexts } from '../operand-texts.ts';
import type { Phrase, TextTest } from '../phrase.ts';
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
  const texts = said.flatMap((test) => hiddenTexts(test, moment));
  const patterns = said.flatMap((test) => (test.test === 'match' && !test.where ? [test.pattern] : []));
  const light = through.filter((disguise) => views[disguise]);
  const base = withoutLight(reply, light);
  for (const disguise of through) {
    const off = views[disguise] ? [disguise] : light;
    const view = views[disguise] ? withoutLight(reply, off) : base;
    const found = throughOne(disguise, view, texts, off) ?? patternThrough(disguise, view, patterns, moment);
    if (found) return found;
  }
  const last = light.at(-1);
  return last && light.length > 1 ? throughOne(last, base, texts, light) : undefined;
}

/** Light disguises taken off: those of the reply, and the same of a text that is looked for in it. */
function withoutLight(text: string, light: readonly Disguise[]): Folded {
  return light.reduce((folded, disguise) => views[disguise]?.(folded) ?? folded, foldAccents(text));
}

/** A text that may hide, and whether it must stand by itself to count. */
interface HiddenText {
  readonly text: string;
  readonly word: boolean;
}

/** A pattern that is nothing but a text or a value is looked for as one. */
function hiddenTexts(test: TextTest, moment: Moment): readonly HiddenText[] {
  const word = test.test === 'say word';
  if (test.test === 'say' || test.test === 'say word') {
    return test.texts.flatMap((operand) => {
      const found = operandTexts(operand, moment.values);
      return found.known ? found.texts.map((text) => ({ text, word })) : [];
    });
  }
  const plainPattern = test.test === 'match' && !test.where ? textOfPattern(test.pattern.regex) : undefined;
  if (!plainPattern) return [];
  const { text, value, bounded } = plainPattern;
  const choices = value === undefined ? [text] : valueAsChoices(lookUpPath(moment.values, value));
  return choices.map((choice) => ({ text: choice, word: bounded }));
}

/** What a pattern without signs of its own stands for: a text, or the path of a value; `\b` around it aside. */
export function textOfPattern(
  regex: string,
): { text: string; value: string | undefined; bounded: boolean } | undefined {
  const bare = /^(?:\\b)?(?:\{\{([^{}]+)\}\}|([\p{L}\p{N}][\p{L}\p{N} '-]*))(?:\\b)?$/u.exec(regex);
  return bare ? { text: bare[2] ?? '', value: bare[1]?.trim(), bounded: regex.startsWith('\\b') } : undefined;
}

/** How often a text that must stand by itself is looked for again where it did not. */
const tries = 20;

function throughOne(
  disguise: Disguise,
  view: Folded,
  texts: readonly HiddenText[],
  light: readonly Disguise[],
): Truth | undefined {
  const find = views[disguise] ? findPlain : finders[disguise];
  if (!find) return undefined;
  const seen = disguise === 'base64' ? view : foldCase(view);
  for (const { text, word } of texts) {
    // What is decoded has no light disguise taken off.
    const needle = lowerCase(disguise === 'base64' ? text : withoutLight(text, light).text);
    if (needle.trim() === '') continue;
    let found = find(needle, seen, 0);
    for (let i = 0; found && word && !standsAlone(seen.text, found) && i < tries; i++)
      found = find(needle, seen, found.start + 1);
    if (!found || (word && !standsAlone(seen.text, found))) continue;
    const what = `“${text.length > 60 ? `${text.slice(0, 57)}…` : text}” (${names[disguise]})`;
    return yes(what, originalRange(seen, found.start, found.end), disguise);
  }
  return undefined;
}

function standsAlone(text: string, { start, end }: Range): boolean {
  return (
    !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2))
  );
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
