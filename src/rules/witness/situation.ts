// A talk in which a rule applies, made from what its conditions name. Nothing is guessed: the judge says whether it came true.
import { nameKey } from '../../lang/name.ts';
import type { Value, Values } from '../../lang/value.ts';
import { valuesOf } from '../judge.ts';
import { ruleApplies, withBindings } from '../judge-rule.ts';
import { momentAt } from '../moment.ts';
import { operandTexts } from '../operand-texts.ts';
import type { Operand, Phrase, TextTest } from '../phrase.ts';
import type { CheckedRule, RuleBook } from '../rule-book.ts';
import type { TalkMessage } from '../verdict.ts';
import { samplePattern } from './sample-pattern.ts';

/** A talk up to where the reply is due, and the values that are other than the file's. */
export interface Situation {
  readonly messages: readonly TalkMessage[];
  readonly values: Values;
}

/** Nobody waits for a later reply than this. */
const latest = 40;
const nothingSaid = 'Hm.';

/** Where no condition speaks of the turn: neither the first reply, for which rules of its own stand, nor one late in a talk. */
const usualTurn = 2;

/** The plainest situations: the first reply, the next, and one some way into a talk. */
export const plainSituations: readonly Situation[] = [1, usualTurn, 8].map((turn) => ({
  messages: talk(nothingSaid, [], turn),
  values: {},
}));

/** Undefined where the conditions ask for what cannot be made up, or for what never holds together. */
export function situationOf(rule: CheckedRule, book: RuleBook): Situation | undefined {
  const given: Record<string, Value> = {};
  const said: Said = { parts: [], whole: undefined };
  const replies: string[] = [];
  let turn: number | undefined;
  for (const { clause, phrases } of rule.clauses) {
    if (clause.kind !== 'when') continue;
    const phrase = phrases?.find((one) => one.about !== 'reply');
    if (!phrase) return undefined;
    if (phrase.about === 'turn') turn = Math.max(turn ?? 1, (phrase.after ?? 0) + 1);
    else if (!meet(phrase)) return undefined;
  }
  if ((turn ?? 1) > latest) return undefined;
  const user = said.whole ?? (said.parts.length > 0 ? said.parts.join(' ') : nothingSaid);
  const situation = { messages: talk(user, replies, turn ?? usualTurn), values: given };
  return applies(rule, book, situation) ? situation : undefined;

  function meet(phrase: Exclude<Phrase, { about: 'reply' | 'turn' }>): boolean {
    const values = { ...valuesOf(book), ...given };
    if (phrase.about === 'message') {
      const text = textFor(phrase.test, values);
      if (text === undefined) return false;
      if (phrase.subject.who === 'self') replies.push(text);
      else if (phrase.subject.who !== 'user') return false;
      else if (phrase.test.test === 'be') said.whole = text;
      else said.parts.push(text);
      return true;
    }
    const [part] = phrase.value.parts;
    if (phrase.value.parts.length !== 1 || part === undefined || typeof part === 'string') return true;
    if (operandTexts(phrase.value, values).known && phrase.about === 'known') return true;
    const text = phrase.about === 'known' ? 'something' : textFor(phrase.test, values);
    const key = nameKey(part.path);
    if (text !== undefined && !key.includes('.')) given[key] = text;
    return true;
  }
}

interface Said {
  readonly parts: string[];
  whole: string | undefined;
}

/** Whether a rule applies there, whatever the reply will be. */
export function applies(rule: CheckedRule, book: RuleBook, situation: Situation): boolean {
  return applyingIn([rule], book, situation).length > 0;
}

/** Those of some rules that apply there, whatever the reply will be. */
export function applyingIn(
  rules: readonly CheckedRule[],
  book: RuleBook,
  { messages, values }: Situation,
): readonly CheckedRule[] {
  const moment = momentAt(messages, messages.length, valuesOf(book, values));
  return rules.filter((rule) => ruleApplies(rule, '', withBindings(rule, moment)).is === 'yes');
}

function talk(user: string, replies: readonly string[], turn: number): readonly TalkMessage[] {
  const messages: TalkMessage[] = replies.map((content) => ({ role: 'assistant', content }));
  for (let i = 1; i < turn; i++) {
    messages.push({ role: 'user', content: nothingSaid }, { role: 'assistant', content: `Mm ${i}.` });
  }
  return [...messages, { role: 'user', content: user }];
}

/** A text that passes a test; the caller has it judged. */
function textFor(test: TextTest, values: Values): string | undefined {
  const first = (operands: readonly Operand[]) =>
    operands.map((operand) => operandTexts(operand, values)).find((found) => found.known && found.texts.length > 0);
  switch (test.test) {
    case 'say':
    case 'say word':
    case 'start':
    case 'end':
    case 'be': {
      const found = first(test.texts);
      return found?.known ? found.texts[0] : undefined;
    }
    case 'match': {
      const wanted = test.where && first(test.where.texts);
      const text = wanted?.known ? wanted.texts[0] : undefined;
      const group = test.where && text !== undefined ? { name: test.where.group, text } : undefined;
      return samplePattern(test.pattern, values, group);
    }
    case 'measure':
      if (test.bound === 'at most') return nothingSaid;
      if (typeof test.amount !== 'number' || test.amount > 500) return undefined;
      if (test.unit === 'number') return String(test.amount);
      return Array.from({ length: test.amount }, () => 'Hm.').join(test.unit === 'lines' ? '\n' : ' ');
    case 'ask':
      return test.bound === 'at most' ? nothingSaid : 'Hm? '.repeat(Number(test.amount) || 1).trim();
    case 'json':
      return '{}';
    default:
      return undefined;
  }
}
