// What two tests of one text say about each other, decided exactly or not at all: does one imply the other, can both hold?
// `undefined` operands (values) are compared by name only. Never guesses: where it cannot tell, the answer is no.
import type { Operand, TextTest } from '../../rules/phrase.ts';
import { comparable, hasForeignLetters } from '../../rules/words.ts';
import { literal, operandKey } from './operand-text.ts';

/** Whether every text that passes `a` passes `b`. */
export function implies(a: TextTest, b: TextTest): boolean {
  if (testKey(a) === testKey(b)) return true;
  if (a.test === 'measure' && b.test === 'measure') return measureImplies(a, b);
  const sure = requiredTexts(a);
  if (b.test === 'say' && sure) {
    return sure.every((text) => b.texts.some((wanted) => within(wanted, text)));
  }
  if (a.test === 'start' && b.test === 'start')
    return everyLiteral(a.texts, (x) => b.texts.some((y) => starts(x, literal(y))));
  if (a.test === 'end' && b.test === 'end')
    return everyLiteral(a.texts, (x) => b.texts.some((y) => ends(x, literal(y))));
  if (a.test === 'be' && b.test === 'be' && !b.exactly)
    return everyLiteral(a.texts, (x) => b.texts.some((y) => sameText(x, literal(y))));
  return false;
}

/** Whether no text at all passes both. */
export function excludes(a: TextTest, b: TextTest): boolean {
  return excludesInOrder(a, b) || excludesInOrder(b, a);
}

function excludesInOrder(a: TextTest, b: TextTest): boolean {
  if (a.test === 'measure' && b.test === 'measure') return a.unit === b.unit && disjoint(bounds(a), bounds(b));
  if (a.test === 'ask' && b.test === 'ask') return disjoint(bounds(a), bounds(b));
  if (a.test === 'language' && b.test === 'language') return a.code !== b.code;
  if (a.test === 'start' && b.test === 'start')
    return nonePair(a.texts, b.texts, (x, y) => starts(x, y) || starts(y, x));
  if (a.test === 'end' && b.test === 'end') return nonePair(a.texts, b.texts, (x, y) => ends(x, y) || ends(y, x));
  if (a.test !== 'be') return false;
  if (b.test === 'be')
    return nonePair(a.texts, b.texts, (x, y) => (a.exactly && b.exactly ? x === y : bare(x) === bare(y)));
  if (!a.exactly && b.test !== 'say') return false;
  if (b.test === 'say') return nonePair(a.texts, b.texts, (x, y) => x.toLowerCase().includes(bare(y)));
  if (b.test === 'start') return nonePair(a.texts, b.texts, starts);
  if (b.test === 'end') return nonePair(a.texts, b.texts, ends);
  return false;
}

/** Texts of which one is surely contained in whatever passes; undefined where there are none such. */
function requiredTexts(test: TextTest): readonly Operand[] | undefined {
  return test.test === 'say' ||
    test.test === 'say word' ||
    test.test === 'be' ||
    test.test === 'start' ||
    test.test === 'end'
    ? test.texts
    : undefined;
}

function within(inner: Operand, outer: Operand): boolean {
  if (operandKey(inner) === operandKey(outer)) return true;
  const a = literal(inner);
  const b = literal(outer);
  return a !== undefined && b !== undefined && a !== '' && bare(b).includes(a.toLowerCase());
}

function everyLiteral(texts: readonly Operand[], holds: (text: string) => boolean): boolean {
  return texts.every((operand) => {
    const text = literal(operand);
    return text !== undefined && holds(text);
  });
}

function nonePair(a: readonly Operand[], b: readonly Operand[], both: (x: string, y: string) => boolean): boolean {
  const pairs = a.flatMap((x) => b.map((y) => [literal(x), literal(y)] as const));
  return pairs.every(([x, y]) => x !== undefined && y !== undefined && !both(x, y));
}

function starts(text: string, start: string | undefined): boolean {
  return start !== undefined && text.toLowerCase().startsWith(start.toLowerCase());
}

function ends(text: string, end: string | undefined): boolean {
  return end !== undefined && text.toLowerCase().endsWith(end.toLowerCase());
}

/** Whether `be` takes the one for the other, and so whatever it takes for the one. */
function sameText(x: string, y: string | undefined): boolean {
  if (y === undefined) return false;
  const unicode = hasForeignLetters(y);
  return unicode === hasForeignLetters(x) && comparable(x, unicode) === comparable(y, unicode);
}

/** Without case and the space and punctuation around, a little stricter than `be` so that it never claims too much. */
function bare(text: string | undefined): string {
  return (text ?? '').toLowerCase().replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '');
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

function bounds(test: TextTest & { readonly test: 'measure' | 'ask' }): Bounds | undefined {
  const { bound, amount } = test;
  if (typeof amount !== 'number') return undefined;
  if (bound === 'at most') return { low: 0, high: amount };
  return bound === 'at least' ? { low: amount, high: Number.POSITIVE_INFINITY } : { low: amount, high: amount };
}

function disjoint(a: Bounds | undefined, b: Bounds | undefined): boolean {
  return a !== undefined && b !== undefined && (a.high < b.low || b.high < a.low);
}

function measureImplies(
  a: TextTest & { readonly test: 'measure' },
  b: TextTest & { readonly test: 'measure' },
): boolean {
  const [x, y] = [bounds(a), bounds(b)];
  return a.unit === b.unit && x !== undefined && y !== undefined && x.low >= y.low && x.high <= y.high;
}

/** Equal for tests that ask the same; ranges play no part. */
export function testKey(test: TextTest): string {
  return JSON.stringify(test, (key, value) => (key === 'range' ? undefined : value));
}
