// What a rule asks of a reply, as atoms that can be reasoned about: one text, one pattern, one range of an amount each. Values are
// put in as the file gives them; what is only known in a talk stays closed and is compared by name.
import { fillPattern } from '../../../lang/pattern.ts';
import type { Values } from '../../../lang/value.ts';
import { valueAsChoices } from '../../../lang/values.ts';
import { momentAt } from '../../../rules/moment.ts';
import { lookUpPath, operandTexts } from '../../../rules/operand-texts.ts';
import type { CheckedClause, Operand, TextTest, Unit } from '../../../rules/phrase.ts';
import type { CheckedRule } from '../../../rules/rule-book.ts';
import { testText } from '../../../rules/test-text.ts';
import { operandKey } from '../operand-text.ts';
import { testKey } from '../test-logic.ts';
import { boundLines, isBound } from './bound-values.ts';

/** `questions` beside the units of `be at most`. Tokens are compared with tokens alone. */
export type Counted = Exclude<Unit, 'number'> | 'questions';

/** One thing a reply can have or not have. Equal keys ask the same. */
export type Atom = {
  readonly key: string;
  /** Whether a text has it; `unsure` where that takes more than the text. */
  holds(text: string): 'yes' | 'no' | 'unsure';
} & (
  | { readonly is: 'say' | 'say word' | 'start' | 'end' | 'be' | 'be exactly'; readonly text: string }
  | { readonly is: 'match'; readonly regex: string; readonly flags: string }
  | { readonly is: 'amount'; readonly unit: Counted; readonly low: number; readonly high: number }
  | { readonly is: 'language' | 'json' }
  /** `says`: the key of the closed text that whatever passes contains, as far as it `how` says so. */
  | { readonly is: 'closed'; readonly how: TextTest['test']; readonly says: string | undefined }
);

/** A line of a rule: `must` any of the atoms, or `never` one of them. */
export interface Demand {
  readonly rule: CheckedRule;
  readonly checked: CheckedClause;
  readonly kind: 'must' | 'never';
  readonly atoms: readonly Atom[];
}

/** More texts than this in one line are not reasoned about. */
const most = 64;

/** The demands of a rule, in the order of its lines. Lines that only a judge can decide, or that cannot be read, demand nothing. */
export function demandsOf(rule: CheckedRule, values: Values): readonly Demand[] {
  return rule.clauses.flatMap((checked): Demand[] => {
    const { kind } = checked.clause;
    if (kind !== 'must' && kind !== 'never') return [];
    if (!checked.phrases?.every((phrase) => phrase.about === 'reply')) return [];
    const atoms = checked.phrases.flatMap((phrase) => atomsOf(phrase.test, rule, values));
    if (atoms.length === 0 || atoms.length > most) return [];
    if (kind === 'must') return [{ rule, checked, kind, atoms }];
    // An amount that must never be is one that must be: the rest of the numbers.
    const turned = atoms.flatMap((atom) => withoutAmount(atom) ?? []);
    const left = atoms.filter((atom) => !withoutAmount(atom));
    const musts = turned.map((atom): Demand => ({ rule, checked, kind: 'must', atoms: [atom] }));
    return left.length > 0 ? [...musts, { rule, checked, kind, atoms: left }] : musts;
  });
}

function atomsOf(test: TextTest, rule: CheckedRule, values: Values): Atom[] {
  switch (test.test) {
    case 'say':
    case 'say word':
    case 'start':
    case 'end':
    case 'be':
      return test.texts.flatMap((operand) => textAtoms(test, operand, rule, values));
    case 'match': {
      const { regex, flags } = test.pattern;
      const fill = (path: string) => (isBound(rule, path) ? [] : valueAsChoices(lookUpPath(values, path)));
      const filled = fillPattern(regex, fill);
      if (test.where || filled === undefined) return [closed(test, rule)];
      const plain = { ...test, pattern: { ...test.pattern, regex: filled } };
      return [{ ...base(plain), is: 'match', regex: filled, flags }];
    }
    case 'measure':
    case 'ask': {
      const amount = amountOf(test.amount, rule, values);
      if (amount === undefined || (test.test === 'measure' && test.unit === 'number')) return [closed(test, rule)];
      const low = test.bound === 'at most' ? 0 : amount;
      const high = test.bound === 'at least' ? Number.POSITIVE_INFINITY : amount;
      const unit = test.test === 'ask' ? 'questions' : (test.unit as Counted);
      return [{ ...base({ ...test, amount }), is: 'amount', unit, low, high }];
    }
    case 'language':
      return [{ ...base(test), is: 'language' }];
    case 'json':
      return [{ ...base(test), is: 'json' }];
    default:
      return [closed(test, rule)];
  }
}

function textAtoms(test: TextTest & { texts: unknown }, operand: Operand, rule: CheckedRule, values: Values): Atom[] {
  const bound = operand.parts.some((part) => typeof part !== 'string' && isBound(rule, part.path));
  const found = bound ? undefined : operandTexts(operand, values);
  if (!found?.known) return [closed({ ...test, texts: [operand] } as TextTest, rule, operand)];
  const is = test.test === 'be' && test.exactly ? 'be exactly' : (test.test as 'say');
  return found.texts.map((text) => {
    const one = { ...test, texts: [{ parts: text === '' ? [] : [text], range: operand.range }] } as TextTest;
    return { ...base(one), is, text };
  });
}

function base(test: TextTest): Pick<Atom, 'key' | 'holds'> {
  return {
    key: testKey(test),
    holds(text) {
      const { is } = testText(test, text, momentAt([], 0, {}));
      return is === 'yes' || is === 'no' ? is : 'unsure';
    },
  };
}

/** What depends on the talk: earlier replies, values bound or filled in it. */
function closed(test: TextTest, rule: CheckedRule, operand?: Operand): Atom {
  const context = boundLines(rule);
  const usesBound = JSON.stringify(test).includes('"path"') && context !== '';
  const suffix = usesBound ? `|${context}` : '';
  const says = operand && /^(?:say|start|end)$/.test(test.test) ? `${operandKey(operand)}${suffix}` : undefined;
  return { key: `${testKey(test)}${suffix}`, holds: () => 'unsure', is: 'closed', how: test.test, says };
}

function amountOf(amount: number | Operand, rule: CheckedRule, values: Values): number | undefined {
  if (typeof amount === 'number') return amount;
  if (amount.parts.some((part) => typeof part !== 'string' && isBound(rule, part.path))) return undefined;
  const found = operandTexts(amount, values);
  const [text = ''] = found.known ? found.texts : [];
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}

function withoutAmount(atom: Atom): Atom | undefined {
  if (atom.is !== 'amount') return undefined;
  const { low, high, key } = atom;
  if (low > 0 && high < Number.POSITIVE_INFINITY) return undefined;
  const rest =
    low > 0 ? { low: 0, high: Math.ceil(low) - 1 } : { low: Math.floor(high) + 1, high: Number.POSITIVE_INFINITY };
  const turned = { yes: 'no', no: 'yes', unsure: 'unsure' } as const;
  return { ...atom, ...rest, key: `not ${key}`, holds: (text) => turned[atom.holds(text)] };
}
