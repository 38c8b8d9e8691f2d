// Holds one text against one test and says whether it holds, where, and why. Never throws; a missing measure is `unsure`.
import { type Range, range } from '../base/range.ts';
import { compilePattern, fillPattern, findAll, findFirst, matches } from '../lang/pattern.ts';
import { valueAsChoices } from '../lang/values.ts';
import { foldAccents, foldCase, lowerCase, originalRange } from './fold.ts';
import type { Moment } from './moment.ts';
import { lookUpPath, operandTexts } from './operand-texts.ts';
import type { Operand, TextTest, Where } from './phrase.ts';
import { testAmount } from './test-amount.ts';
import { breaksCharacter, repeatsItself, speaksForUser } from './test-persona.ts';
import { anyOf, no, type Truth, unknown, unsure, yes } from './truth.ts';
import { comparable, hasForeignLetters, isUnspaced, splitWords, withoutAround } from './words.ts';

/** Whether `text` passes `test` at a moment. Spans are ranges of `text`. */
export function testText(test: TextTest, text: string, moment: Moment): Truth {
  switch (test.test) {
    case 'say':
      return anyText(test.texts, moment, (wanted) => says(text, wanted));
    case 'say word':
      return anyText(test.texts, moment, (wanted) => saysWord(text, wanted));
    case 'be':
      return anyText(test.texts, moment, (wanted) => is(text, wanted, test.exactly));
    case 'start':
    case 'end':
      return anyText(test.texts, moment, (wanted) => borders(text, wanted, test.test));
    case 'match':
      return testMatch(test, text, moment);
    case 'measure':
    case 'ask':
      return testAmount(test, text, moment);
    case 'language':
      return isLanguage(test, text, moment);
    case 'json':
      return isJson(text);
    case 'repeat itself':
      return repeatsItself(text, moment);
    case 'speak for user':
      return speaksForUser(text, moment);
    case 'break character':
      return breaksCharacter(text);
  }
}

/** Any of the texts an operand stands for, a value not known being `unknown`. */
export function anyText(operands: readonly Operand[], moment: Moment, ask: (wanted: string) => Truth): Truth {
  return anyOf(operands, (operand) => {
    const found = operandTexts(operand, moment.values);
    return found.known ? anyOf(found.texts, ask) : unknown(found.path);
  });
}

function says(text: string, wanted: string): Truth {
  const what = `“${brief(wanted)}”`;
  if (wanted === '') return no('an empty text is never said');
  const folded = foldCase(foldAccents(text));
  const needle = lowerCase(wanted);
  const at = folded.text.indexOf(needle);
  return at < 0 ? no(`it does not say ${what}`) : yes(what, originalRange(folded, at, at + needle.length));
}

function saysWord(text: string, wanted: string): Truth {
  if (isUnspaced(wanted)) return says(text, wanted);
  const what = `the word “${brief(wanted)}”`;
  const unicode = hasForeignLetters(wanted);
  const needle = comparable(wanted, unicode);
  if (needle === '' || !lowerCase(text).includes(needle)) return no(`it does not say ${what}`);
  const word = splitWords(text).find(({ start, end }) => comparable(text.slice(start, end), unicode) === needle);
  if (word) return yes(what, word);
  return no(`it does not say ${what}`);
}

function is(text: string, wanted: string, exactly: boolean): Truth {
  const what = `“${brief(wanted)}”${exactly ? ' to the letter' : ''}`;
  if (exactly) return text === wanted ? yes(what, range(0, text.length)) : no(`it is not ${what}`);
  const unicode = hasForeignLetters(wanted);
  const same = comparable(text, unicode) === comparable(wanted, unicode);
  return same ? yes(what, withoutAround(text, unicode)) : no(`it is not ${what}`);
}

function borders(text: string, wanted: string, side: 'start' | 'end'): Truth {
  const what = `“${brief(wanted)}” at the ${side === 'start' ? 'beginning' : 'end'}`;
  const folded = foldCase(foldAccents(text));
  const needle = lowerCase(wanted);
  const found = needle !== '' && (side === 'start' ? folded.text.startsWith(needle) : folded.text.endsWith(needle));
  if (!found) return no(`it does not ${side} with “${brief(wanted)}”`);
  const from = side === 'start' ? 0 : folded.text.length - needle.length;
  return yes(what, originalRange(folded, from, from + needle.length));
}

function testMatch(test: Extract<TextTest, { test: 'match' }>, text: string, moment: Moment): Truth {
  const { regex, flags } = test.pattern;
  const what = `/${brief(regex)}/`;
  let missing: string | undefined;
  const fill = (path: string) => {
    const choices = valueAsChoices(lookUpPath(moment.values, path));
    if (choices.length === 0) missing = path;
    return choices;
  };
  const filled = regex.includes('{{') ? fillPattern(regex, fill) : regex;
  if (filled === undefined) return unknown(missing ?? '');
  const compiled = compilePattern(filled, flags);
  if (!compiled.ok) return unsure(`the pattern ${what} cannot be run: ${compiled.message}`);
  if (!matches(compiled, text)) return no(`${what} does not match`);
  if (test.where) {
    const where = test.where;
    return anyOf(findAll(compiled, text, 1000), (match) =>
      groupIs(where, match.named[where.group], moment, range(match.start, match.end)),
    );
  }
  const found = findFirst(compiled, text);
  return yes(what, found && range(found.start, found.end));
}

function groupIs(where: Where, group: string | undefined, moment: Moment, span: Range): Truth {
  if (group === undefined) return no(`\`${where.group}\` caught nothing`);
  return anyText(where.texts, moment, (wanted) => {
    const truth = is(group, wanted, where.exactly);
    return truth.is === 'yes'
      ? yes(`\`${where.group}\` as ${truth.what}`, span)
      : no(`\`${where.group}\` ${truth.what.replace(/^it /, '')}`);
  });
}

function isLanguage(test: Extract<TextTest, { test: 'language' }>, text: string, { measures }: Moment): Truth {
  if (!measures.language) return unsure('no language measure was at hand');
  const found = measures.language(text);
  if (found === undefined) return unsure('its language cannot be told with certainty');
  return found === test.code
    ? yes(test.name, range(0, text.length))
    : no(`it looks like \`${found}\`, not ${test.name}`, range(0, text.length));
}

function isJson(text: string): Truth {
  try {
    JSON.parse(text);
    return yes('JSON', range(0, text.length));
  } catch {
    return no('it is not JSON');
  }
}

function brief(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
