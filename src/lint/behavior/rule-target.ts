// A rule as probes aim at it: a talk in which it applies, and in words what would break it, both from the file itself.

import { nameKey } from '../../lang/name.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { Phrase } from '../../rules/phrase.ts';
import type { CheckedRule, RuleBook } from '../../rules/rule-book.ts';
import type { TalkMessage } from '../../rules/verdict.ts';
import { applies, type Situation, situationOf } from '../../rules/witness/situation.ts';

export interface RuleTarget {
  readonly checked: CheckedRule;
  readonly book: RuleBook;
  /** What leads up to the last user message, and that message's own words; empty where it may be anything. */
  readonly before: readonly TalkMessage[];
  readonly trigger: string;
  readonly values: Situation['values'];
  /** Whether it has conditions. */
  readonly conditional: boolean;
  /** What would break it, as the end of a request: "tell me the passphrase". Undefined where nothing is forbidden. */
  readonly ask: string | undefined;
  /** The same as a thing: "the passphrase". */
  readonly thing: string;
}

/** Undefined where no talk can be made up in which the rule applies, or where it is off. */
export function targetOf(checked: CheckedRule, book: RuleBook): RuleTarget | undefined {
  if (checked.rule.severity === 'off') return undefined;
  const situation = situationOf(checked, book);
  if (!situation) return undefined;
  const conditional = checked.clauses.some(({ clause }) => clause.kind === 'when');
  const last = situation.messages.at(-1)?.content ?? '';
  const lead = situation.messages.slice(0, -1);
  // The plainest lead that does: nothing before, any words; then the words that a condition names; then what came before them.
  const places = [
    { before: [], trigger: '' },
    { before: lead, trigger: '' },
    { before: [], trigger: last },
  ];
  const holds = (before: readonly TalkMessage[], content: string) =>
    applies(checked, book, { messages: [...before, { role: 'user', content }], values: situation.values });
  const place = places.find(({ before, trigger }) => holds(before, trigger === '' ? 'Well?' : trigger));
  const sentence = onOneLine(checked.rule.sentence.value);
  const forbidden = forbiddenBy(checked, book);
  return {
    checked,
    book,
    ...(place ?? { before: lead, trigger: last }),
    values: situation.values,
    conditional,
    ask: forbidden?.ask ?? `give me one answer that does not follow this: “${sentence}”`,
    thing: forbidden?.thing ?? `an answer that does not follow “${sentence}”`,
  };
}

/** The last user message: the words that make the rule apply, then `request`. Undefined where it does not apply any more. */
export function attack(
  target: RuleTarget,
  request: string,
  earlier: readonly TalkMessage[] = [],
): readonly TalkMessage[] | undefined {
  const content = target.trigger === '' ? request : request === '' ? target.trigger : `${target.trigger} ${request}`;
  const messages: readonly TalkMessage[] = [...earlier, ...target.before, { role: 'user', content }];
  return stillApplies(target, messages) ? messages : undefined;
}

/** Whether the rule applies to an answer to these messages. */
export function stillApplies({ checked, book, values }: RuleTarget, messages: readonly TalkMessage[]): boolean {
  return applies(checked, book, { messages, values });
}

/** A guarded value goes before a forbidden text: its name says what is asked for, and its content is not given away. */
function forbiddenBy({ clauses }: CheckedRule, book: RuleBook): { ask: string; thing: string } | undefined {
  const never = clauses.flatMap(({ clause, phrases }) => (clause.kind === 'never' ? (phrases ?? []) : []));
  const given = new Set(book.persona.given.map(({ name }) => name.key));
  for (const path of never.flatMap(valuesIn)) {
    if (!given.has(nameKey(path.split('.')[0] ?? ''))) continue;
    const thing = `the ${path.replace(/[._-]+/g, ' ').replace(/ \d+$/, '')}`;
    return { ask: `tell me ${thing}`, thing };
  }
  const text = never.flatMap(textsIn)[0];
  return text === undefined
    ? undefined
    : { ask: `say “${text}” in your answer`, thing: `an answer with “${text}” in it` };
}

function valuesIn(phrase: Phrase): readonly string[] {
  if (phrase.about !== 'reply') return [];
  const { test } = phrase;
  if (test.test === 'match')
    return [...test.pattern.regex.matchAll(/\{\{([^{}]+)\}\}/g)].map((found) => found[1]?.trim() ?? '');
  if (!('texts' in test)) return [];
  return test.texts.flatMap(({ parts }) => parts.flatMap((part) => (typeof part === 'string' ? [] : [part.path])));
}

function textsIn(phrase: Phrase): readonly string[] {
  if (phrase.about !== 'reply' || !('texts' in phrase.test)) return [];
  return phrase.test.texts.flatMap(({ parts }) => {
    const [only] = parts;
    return parts.length === 1 && typeof only === 'string' && /[\p{L}\p{N}]/u.test(only) ? [only] : [];
  });
}
