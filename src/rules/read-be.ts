// Reads what stands behind `be` and `is`: a text, an amount, a language, JSON.
import { own } from '../base/own.ts';
import { nearest } from '../lang/nearest.ts';
import type { Cursor } from './cursor.ts';
import { findLanguage, languages } from './languages.ts';
import type { Bound, Operand, TextTest, Unit } from './phrase.ts';
import { operandAhead, readOperand, readOperands } from './read-operand.ts';

/** Whether a reply, a message or a value is looked at: a value's amount needs no unit. */
export type Target = 'reply' | 'message' | 'value';

const units: Readonly<Record<string, Unit>> = {
  word: 'words',
  words: 'words',
  sentence: 'sentences',
  sentences: 'sentences',
  line: 'lines',
  lines: 'lines',
  character: 'characters',
  characters: 'characters',
  token: 'tokens',
  tokens: 'tokens',
};

/** What people write for the two bounds there are. */
const otherBounds = {
  'at most': [
    'no more than',
    'not more than',
    'less than',
    'fewer than',
    'shorter than',
    'under',
    'below',
    'up to',
    'max',
  ],
  'at least': ['no less than', 'no fewer than', 'not less than', 'more than', 'longer than', 'over', 'above', 'min'],
} as const;

/** `under 20 words`, `not "a"`: read as a text they would be a check that never holds. */
function failOfOtherWords(cursor: Cursor): boolean {
  if (!cursor.more()) return false;
  const start = cursor.at;
  for (const [bound, words] of Object.entries(otherBounds)) {
    const taken = cursor.takeAny(words);
    const where = cursor.rangeFrom(start);
    const amount = taken !== undefined && (cursor.takeNumber() !== undefined || cursor.takeValue() !== undefined);
    cursor.at = start;
    if (!amount) continue;
    cursor.fail(where, `Did you mean \`${bound}\`?`, { replacement: bound });
    return true;
  }
  if (cursor.word() !== 'not') return false;
  cursor.fail(cursor.ahead(), 'There is no `not`: write it as a `never:` or an `unless:` line.');
  return true;
}

/** The verb has been taken. */
export function readBe(cursor: Cursor, target: Target): TextTest | undefined {
  const bound = cursor.takeAny(['at most', 'at least']);
  if (bound) return readMeasure(cursor, bound, target);
  if (cursor.take('exactly')) {
    const start = cursor.at;
    const amount = cursor.takeNumber() ?? (operandAhead(cursor) ? cursor.takeValue() : undefined);
    const unit = amount === undefined ? undefined : own(units, cursor.word());
    cursor.at = start;
    if (unit || typeof amount === 'number') return readMeasure(cursor, 'exactly', target);
    cursor.expects('text');
    const texts = readOperands(cursor);
    return texts && { test: 'be', exactly: true, texts };
  }
  if (cursor.take('in')) return readLanguage(cursor);
  if (cursor.take('json') || cursor.take('valid', 'json')) return { test: 'json' };
  cursor.expects({ words: ['one of'] });
  if (cursor.peek() === '/')
    return cursor.fail(cursor.ahead(), 'A pattern is said, not been: `say /…/`; with `^` and `$` for the whole text.');
  if (operandAhead(cursor) || cursor.word() === 'one' || cursor.word() === 'any') {
    const texts = readOperands(cursor);
    return texts && { test: 'be', exactly: false, texts };
  }
  if (failOfOtherWords(cursor)) return undefined;
  const language = findLanguage(cursor.word());
  if (language && language.code !== cursor.word())
    return cursor.fail(cursor.ahead(), `Did you mean \`in ${language.name}\`?`, { replacement: `in ${language.name}` });
  const better = nearest(cursor.word(), ['exactly', 'json']);
  if (better) return cursor.fail(cursor.ahead(), `Did you mean \`${better}\`?`, { replacement: better });
  readOperand(cursor);
  return undefined;
}

/** A number, or a value that will be one. */
export function readAmount(cursor: Cursor): number | Operand | undefined {
  const number = cursor.takeNumber();
  if (number !== undefined) return number;
  const value = cursor.takeValue();
  if (value) return { parts: [value], range: value.range };
  return cursor.fail(cursor.ahead(), 'A number is expected here: `60`, `three` or a `{{value}}`.');
}

function readMeasure(cursor: Cursor, bound: Bound, target: Target): TextTest | undefined {
  const amount = readAmount(cursor);
  if (amount === undefined) return undefined;
  cursor.expects('unit');
  const word = cursor.word();
  const unit = own(units, word);
  if (unit) cursor.at += word.length;
  else if (target !== 'value' || (word && word !== 'or')) {
    const better = word ? nearest(word, Object.keys(units)) : undefined;
    return cursor.fail(
      cursor.ahead(),
      '`words`, `sentences`, `lines`, `characters` or `tokens` is expected here.',
      better ? { replacement: better } : {},
    );
  }
  return { test: 'measure', bound, amount, unit: unit ?? 'number' };
}

function readLanguage(cursor: Cursor): TextTest | undefined {
  cursor.expects('language');
  const word = cursor.word();
  const language = findLanguage(word);
  if (!language) {
    const near = nearest(
      word,
      languages.map(({ name }) => name.toLowerCase()),
    );
    const better = near && findLanguage(near)?.name;
    return cursor.fail(
      cursor.ahead(),
      better
        ? `Did you mean \`${better}\`?`
        : 'A language that can be told from its text is expected here, such as `French`.',
      better ? { replacement: better } : {},
    );
  }
  cursor.at += word.length;
  return { test: 'language', ...language };
}
