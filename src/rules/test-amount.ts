// `at most 60 words`, `a question`, `is at most 5`: counts a text, or reads it as a number, and holds it against a limit.
import { range } from '../base/range.ts';
import { characterStarts, lineStarts, questionStarts, type Starts, sentenceStarts, wordStarts } from './amounts.ts';
import type { Moment } from './moment.ts';
import { operandTexts } from './operand-texts.ts';
import type { Bound, Operand, TextTest, Unit } from './phrase.ts';
import { no, type Truth, unknown, unsure, yes } from './truth.ts';

type AmountTest = Extract<TextTest, { test: 'measure' | 'ask' }>;

/** Where something is counted and too much, the span is what lies beyond the limit. */
export function testAmount(test: AmountTest, text: string, moment: Moment): Truth {
  const limit = amountOf(test.amount, moment);
  if (typeof limit !== 'number') return limit;
  if (test.test === 'ask') return against(test.bound, limit, questionStarts(text), text, 'question');
  if (test.unit === 'tokens') {
    if (!moment.measures.tokens) return unsure('no token counter was at hand');
    const count = moment.measures.tokens(text);
    return holds(test.bound, count, limit) ? yes(counted(count, 'token')) : no(`it has ${counted(count, 'token')}`);
  }
  if (test.unit === 'number') {
    const number = toNumber(text);
    if (number === undefined) return no(`“${text.slice(0, 40)}” is no number`);
    return holds(test.bound, number, limit) ? yes(String(number)) : no(`it is ${number}`);
  }
  return against(test.bound, limit, startsOf(test.unit, text), text, test.unit.slice(0, -1));
}

function startsOf(unit: Exclude<Unit, 'tokens' | 'number'>, text: string): Starts {
  switch (unit) {
    case 'words':
      return wordStarts(text);
    case 'sentences':
      return sentenceStarts(text);
    case 'lines':
      return lineStarts(text);
    case 'characters':
      return characterStarts(text);
  }
}

function against(bound: Bound, limit: number, starts: Starts, text: string, unit: string): Truth {
  const what = counted(starts.length, unit);
  if (holds(bound, starts.length, limit)) return yes(what);
  const beyond = bound === 'at least' ? undefined : starts[Math.max(0, Math.floor(limit))];
  return no(
    `it has ${what}`,
    beyond === undefined ? undefined : range(beyond, Math.max(beyond, text.trimEnd().length)),
  );
}

function holds(bound: Bound, count: number, limit: number): boolean {
  if (bound === 'at most') return count <= limit;
  return bound === 'at least' ? count >= limit : count === limit;
}

function amountOf(amount: number | Operand, moment: Moment): number | Truth {
  if (typeof amount === 'number') return amount;
  const found = operandTexts(amount, moment.values);
  if (!found.known) return unknown(found.path);
  const number = toNumber(found.texts[0] ?? '');
  return number ?? unsure(`“${(found.texts[0] ?? '').slice(0, 40)}” is no number`);
}

function toNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(trimmed) ? Number(trimmed) : undefined;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
