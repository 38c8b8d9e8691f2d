// What the lines of some rules ask for, as parts that a reply can be put together from. Lines that name nothing to build from
// make the search blind: where it then finds nothing, that says nothing.
import type { Measures } from '../../lang/measures.ts';
import type { Values } from '../../lang/value.ts';
import { momentAt } from '../moment.ts';
import { operandTexts } from '../operand-texts.ts';
import type { Operand, TextTest } from '../phrase.ts';
import type { CheckedRule } from '../rule-book.ts';
import { testText } from '../test-text.ts';
import { samplePattern } from './sample-pattern.ts';

/** A part of a reply, by where it has to stand, or an amount it has to have. */
export type Wish =
  | { readonly is: 'start' | 'say' | 'end' | 'whole'; readonly text: string }
  | { readonly is: 'amount'; readonly unit: WishedUnit; readonly low: number; readonly high: number }
  | { readonly is: 'json' };

export type WishedUnit = 'words' | 'sentences' | 'lines' | 'characters' | 'questions';

export interface Wishes {
  /** One entry a line: its alternatives. */
  readonly lines: readonly (readonly Wish[])[];
  /** Some line asks for what this search cannot make, or what nobody here can tell. */
  readonly blind: boolean;
}

/** Longer lists of alternatives are cut. */
const most = 12;

/** Wishes of rules that apply. `valuesFor`: values as a rule sees them. */
export function wishesOf(
  rules: readonly CheckedRule[],
  valuesFor: (rule: string) => Values,
  measures: Measures,
): Wishes {
  const lines: Wish[][] = [];
  let blind = false;
  for (const { rule, clauses } of rules) {
    const values = valuesFor(rule.id);
    for (const { clause, phrases } of clauses) {
      if (clause.kind !== 'must' && clause.kind !== 'never') continue;
      const tests = (phrases ?? []).flatMap((phrase) => (phrase.about === 'reply' ? [phrase.test] : []));
      if (!phrases || tests.length < phrases.length || tests.some((test) => needsMore(test, measures))) blind = true;
      if (clause.kind === 'never') {
        lines.push(...tests.flatMap((test) => unwished(test, values)));
        continue;
      }
      const found = tests.map((test) => wishesFor(test, values));
      if (found.some((wishes) => wishes === undefined)) blind = true;
      const line = found.flatMap((wishes) => wishes ?? []).slice(0, most);
      if (line.length > 0) lines.push(line);
    }
  }
  return { lines, blind };
}

/** What a text alone does not tell, or tells only with a measure that is not here. */
function needsMore(test: TextTest, measures: Measures): boolean {
  if (test.test === 'language') return true;
  return test.test === 'measure' && test.unit === 'tokens' && !measures.tokens;
}

/** Undefined where nothing can be made; empty where a value is not known, so that the line asks for nothing. */
function wishesFor(test: TextTest, values: Values): Wish[] | undefined {
  switch (test.test) {
    case 'say':
    case 'say word':
      return texts(test.texts, values).map((text) => ({ is: 'say', text }));
    case 'start':
    case 'end':
      return texts(test.texts, values).map((text) => ({ is: test.test, text }));
    case 'be':
      return texts(test.texts, values).map((text) => ({ is: 'whole', text }));
    case 'match': {
      const { where, pattern } = test;
      const groups = where ? texts(where.texts, values).map((text) => ({ name: where.group, text })) : [undefined];
      const moment = momentAt([], 0, values);
      const samples = groups
        .flatMap((group) => samplePattern(pattern, values, group) ?? [])
        .filter((text) => testText(test, text, moment).is === 'yes');
      if (samples.length === 0) return undefined;
      return samples.map((text) => ({ is: placeOf(pattern.regex), text }));
    }
    case 'measure':
    case 'ask': {
      if (test.test === 'measure' && (test.unit === 'tokens' || test.unit === 'number')) return undefined;
      const amount = numberOf(test.amount, values);
      if (amount === undefined) return [];
      const unit = test.test === 'ask' ? 'questions' : (test.unit as WishedUnit);
      const low = test.bound === 'at most' ? 0 : amount;
      return [{ is: 'amount', unit, low, high: test.bound === 'at least' ? Number.POSITIVE_INFINITY : amount }];
    }
    case 'json':
      return [{ is: 'json' }];
    default:
      return undefined;
  }
}

/** `never: be at most 3 words` wishes for four. */
function unwished(test: TextTest, values: Values): Wish[][] {
  const [wish] = test.test === 'measure' || test.test === 'ask' ? (wishesFor(test, values) ?? []) : [];
  if (wish?.is !== 'amount') return [];
  const { unit, low, high } = wish;
  if (high === Number.POSITIVE_INFINITY) return [[{ is: 'amount', unit, low: 0, high: low - 1 }]];
  return low === 0 ? [[{ is: 'amount', unit, low: high + 1, high: Number.POSITIVE_INFINITY }]] : [];
}

function placeOf(regex: string): 'start' | 'say' | 'end' | 'whole' {
  const [first, last] = [/^(?:\(\?:)?\^/.test(regex), /(?:^|[^\\])\$\)?$/.test(regex)];
  if (first && last) return 'whole';
  return first ? 'start' : last ? 'end' : 'say';
}

function texts(operands: readonly Operand[], values: Values): string[] {
  return operands.flatMap((operand) => {
    const found = operandTexts(operand, values);
    return found.known ? found.texts.slice(0, most) : [];
  });
}

function numberOf(amount: number | Operand, values: Values): number | undefined {
  if (typeof amount === 'number') return amount;
  const [text = ''] = texts([amount], values);
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}
