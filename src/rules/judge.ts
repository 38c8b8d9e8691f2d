// A talk and a rule book in; for each reply the verdict on every rule out. Pure; never throws on text.
import { valuesOf as declaredNow } from '../lang/compile/context.ts';
import type { Measures } from '../lang/measures.ts';
import { nameKey } from '../lang/name.ts';
import type { Value, Values } from '../lang/value.ts';
import { judgeRule } from './judge-rule.ts';
import { type Moment, momentAt, speaksTo } from './moment.ts';
import { type CheckedRule, type RuleBook, speakersOf } from './rule-book.ts';
import { walkStages } from './stage.ts';
import { testLine } from './test-phrase.ts';
import type { JudgedTurn, Judgement, TalkMessage, Verdict } from './verdict.ts';

export interface JudgeOptions {
  /** Values that take the place of the file's `given`, by name; `null` makes one not known. */
  readonly values?: Values;
  readonly measures?: Measures;
  /** Index of the first message whose reply is judged; those before are only looked at. Default 0. */
  readonly from?: number;
}

/**
 * Judges every reply (role `assistant`) from `options.from` on, rule by rule and each reply by itself. Rules of severity
 * `off` are left out. `invalid` if a user message breaks a `user must:` before any of these replies breaks a rule.
 */
export function judge(book: RuleBook, messages: readonly TalkMessage[], options: JudgeOptions = {}): Judgement {
  const values = valuesOf(book, options.values);
  const rules = book.rules.filter(({ rule }) => rule.severity !== 'off');
  const turns: JudgedTurn[] = [];
  // A caller that says which stage holds is believed; else the talk says it.
  const given = Object.keys(options.values ?? {}).some((name) => nameKey(name) === 'stage');
  const stages = given || book.persona.plan.length < 2 ? undefined : walkStages(book.persona, speakersOf(book.persona));
  let at: number | undefined;
  let broken = false;
  // Counted along: counting anew for each message would make long talks take the square of their length.
  let spoken = false;
  let turn = 0;
  messages.forEach((message, index) => {
    if (message.role === 'user') {
      if (speaksTo(message)) spoken = true;
      if (
        !broken &&
        at === undefined &&
        breaksForm(rules, message, momentAt(messages, index, values, options.measures, turn))
      )
        at = index;
    } else if (message.role === 'assistant') {
      if (spoken) turn++;
      if (!stages && index < (options.from ?? 0)) return;
      let moment = momentAt(messages, index, values, options.measures, turn);
      const stage = stages?.at(moment)?.name.text;
      if (index < (options.from ?? 0)) return;
      if (stage !== undefined) moment = { ...moment, values: { ...moment.values, stage } };
      const verdicts = rules.map((rule) => judgeRule(rule, message.content, moment));
      turns.push({ message: index, verdicts });
      broken ||= verdicts.some(({ state }) => state === 'broken');
    }
  });
  return { invalid: at !== undefined, at, turns };
}

/** The verdicts on one reply that is not (yet) part of the talk. */
export function judgeReply(
  book: RuleBook,
  messages: readonly TalkMessage[],
  candidate: string,
  options: JudgeOptions = {},
): readonly Verdict[] {
  const talk = [...messages, { role: 'assistant' as const, content: candidate }];
  return judge(book, talk, { ...options, from: messages.length }).turns[0]?.verdicts ?? [];
}

/**
 * The values that rules see: the file's, slots as they start, those of a caller over them, `{{self}}` and the first `{{stage}}` (`judge` goes on to that of each reply). What the
 * user is called is not known until a caller says it.
 */
export function valuesOf(book: RuleBook, values: Values = {}): Values {
  const all: Record<string, Value> = { ...declaredNow(book.persona, {}), user: null };
  const given = Object.entries(values).map(([name, value]): [string, Value] => [nameKey(name), value]);
  // Not one by one: a value called `__proto__` would become what `all` inherits from.
  return { ...all, ...Object.fromEntries(given) };
}

/** Whether a message of the user breaks a `user must:`. What cannot be told breaks nothing. */
function breaksForm(rules: readonly CheckedRule[], message: TalkMessage, moment: Moment): boolean {
  if (message.name !== undefined && message.name !== 'user' && !message.partner) return false;
  return rules.some(({ clauses }) =>
    clauses.some(
      ({ clause, phrases }) =>
        clause.kind === 'user must' && phrases && testLine(phrases, message.content, moment).is === 'no',
    ),
  );
}
