// Where a reply stands: the rules, the talk before it, the values of that moment. Judges candidates; makes none.
import type { Measures } from '../../lang/measures.ts';
import type { Value, Values } from '../../lang/value.ts';
import { bind } from '../bind.ts';
import { judgeReply, valuesOf } from '../judge.ts';
import { momentAt } from '../moment.ts';
import type { CheckedClause } from '../phrase.ts';
import type { RuleBook } from '../rule-book.ts';
import type { TalkMessage, Verdict } from '../verdict.ts';

export interface Stand {
  readonly book: RuleBook;
  /** The rules that a candidate breaks. */
  broken(candidate: string): readonly Verdict[];
  /** Values as a rule sees them, its `let:` lines worked out. */
  valuesFor(rule: string): Values;
  /** How many candidates were judged so far. */
  readonly judged: number;
}

/** `given`: values of a caller, over the persona's own. */
export function standAt(book: RuleBook, messages: readonly TalkMessage[], given: Values, measures: Measures): Stand {
  const values = valuesOf(book, given);
  const known = new Map<string, Values>();
  let judged = 0;
  return {
    book,
    broken(candidate) {
      judged++;
      const verdicts = judgeReply(book, messages, candidate, { values: given, measures });
      return verdicts.filter((verdict) => verdict.state === 'broken');
    },
    valuesFor(rule) {
      const found = known.get(rule) ?? boundValues(book, rule, messages, values, measures);
      known.set(rule, found);
      return found;
    },
    get judged() {
      return judged;
    },
  };
}

function boundValues(
  book: RuleBook,
  id: string,
  messages: readonly TalkMessage[],
  values: Values,
  measures: Measures,
): Values {
  let bound: Record<string, Value> = { ...values };
  const rule = book.rules.find((one) => one.rule.id === id);
  for (const { binding } of rule?.clauses ?? []) {
    if (!binding) continue;
    const moment = momentAt(messages, messages.length, bound, measures);
    bound = { ...bound, [binding.key]: bind(binding, moment) };
  }
  return bound;
}

/** The clause, as read, that decided a verdict. */
export function clauseOf(book: RuleBook, verdict: Verdict): CheckedClause | undefined {
  const rule = book.rules.find((one) => one.rule.id === verdict.rule);
  return rule?.clauses.find((one) => one.clause === verdict.clause);
}
