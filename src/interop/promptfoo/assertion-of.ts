// A clause of a rule or a test as an assertion of promptfoo: a type of its own where there is one that means the same, else one line of JavaScript. What
// would mean something else there is not written. Clause in, assertion or a reason out. Source: promptfoo's documentation, "Assertions & metrics".
import type { Values } from '../../lang/value.ts';
import { operandTexts } from '../../rules/operand-texts.ts';
import type { Bound, CheckedClause, Operand, Phrase, TextTest } from '../../rules/phrase.ts';

export interface Assertion {
  readonly type: string;
  readonly value?: string;
}

export type AssertionOf = { readonly assertion: Assertion } | { readonly why: string };

/** `must`, `never` and `judge`; of other kinds there is none. */
export function assertionOf({ clause, phrases }: CheckedClause, values: Values): AssertionOf {
  const text = clause.text.value.trim();
  if (clause.kind === 'judge') return { assertion: { type: 'llm-rubric', value: text } };
  if (clause.kind !== 'must' && clause.kind !== 'never') return { why: 'Rules there have no conditions.' };
  if (!phrases) return { why: 'It cannot be read.' };
  const not = clause.kind === 'never';
  const [only] = phrases;
  const own = phrases.length === 1 && only ? ownType(only, values) : undefined;
  if (own) return { assertion: { ...own, type: not ? `not-${own.type}` : own.type } };
  const parts = phrases.map((phrase) => (phrase.about === 'reply' ? javascript(phrase.test, values) : undefined));
  if (parts.some((part) => part === undefined)) return { why: 'Nothing there means the same.' };
  const any = parts.join(' || ');
  return { assertion: { type: 'javascript', value: not ? `!(${any})` : any } };
}

function ownType(phrase: Phrase, values: Values): Assertion | undefined {
  if (phrase.about !== 'reply') return undefined;
  const { test } = phrase;
  if (test.test === 'json') return { type: 'is-json' };
  if (test.test === 'match' && test.pattern.flags === '' && javascript(test, values)) {
    return { type: 'regex', value: test.pattern.regex };
  }
  const texts = test.test === 'say' || test.test === 'be' ? textsOf(test.texts, values) : undefined;
  const [value] = texts ?? [];
  if (texts?.length !== 1 || value === undefined) return undefined;
  if (test.test === 'say') return { type: 'icontains', value };
  return test.test === 'be' && test.exactly ? { type: 'equals', value } : undefined;
}

/** An expression over `output` that is true where the test holds. */
function javascript(test: TextTest, values: Values): string | undefined {
  const any = (texts: readonly string[] | undefined, one: (literal: string) => string) =>
    texts && texts.length > 0
      ? `[${texts.map((text) => JSON.stringify(text)).join(', ')}].some((text) => ${one('text')})`
      : undefined;
  switch (test.test) {
    case 'say':
      return any(textsOf(test.texts, values), (text) => `output.toLowerCase().includes(${text}.toLowerCase())`);
    case 'start':
      return any(textsOf(test.texts, values), (text) => `output.toLowerCase().startsWith(${text}.toLowerCase())`);
    case 'end':
      return any(textsOf(test.texts, values), (text) => `output.toLowerCase().endsWith(${text}.toLowerCase())`);
    case 'be':
      return test.exactly ? any(textsOf(test.texts, values), (text) => `output === ${text}`) : undefined;
    case 'match':
      return test.where ? undefined : pattern(test.pattern.regex, test.pattern.flags);
    case 'measure':
      return typeof test.amount === 'number' ? measured(test.unit, test.bound, test.amount) : undefined;
    case 'ask':
      return typeof test.amount === 'number'
        ? compared('(output.match(/[?？؟]/g) ?? []).length', test.bound, test.amount)
        : undefined;
    case 'json':
      return '(() => { try { JSON.parse(output); return true; } catch { return false; } })()';
    default:
      return undefined;
  }
}

function measured(unit: string, bound: Bound, amount: number): string | undefined {
  const counts: Readonly<Record<string, string>> = {
    words: 'output.split(/\\s+/).filter(Boolean).length',
    lines: "output.split('\\n').length",
    characters: '[...output].length',
  };
  const count = counts[unit];
  return count === undefined ? undefined : compared(count, bound, amount);
}

function compared(count: string, bound: Bound, amount: number): string {
  const signs = { 'at most': '<=', 'at least': '>=', exactly: '===' } as const;
  return `${count} ${signs[bound]} ${amount}`;
}

/** Undefined where JavaScript reads it otherwise or not at all. */
function pattern(regex: string, flags: string): string | undefined {
  if (/\{\{|\(\?P<|\(\?[a-z-]+[:)]|\\[pPAzQECx]/u.test(regex)) return undefined;
  try {
    new RegExp(regex, flags);
    return `/${regex}/${flags}.test(output)`;
  } catch {
    return undefined;
  }
}

function textsOf(operands: readonly Operand[], values: Values): readonly string[] | undefined {
  const all = operands.map((operand) => operandTexts(operand, values));
  return all.every((each) => each.known) ? all.flatMap((each) => (each.known ? each.texts : [])) : undefined;
}
