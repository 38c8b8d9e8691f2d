// A check held against replies of which it is known whether they keep the rule. In: the rules with the check, the replies. Out: what it caught, what
// it let through, whether it can tell them apart at all. A program alone decides; nobody is asked.
import type { Measures } from '../../lang/measures.ts';
import type { Origin } from '../../lang/source-text.ts';
import { judgeReply } from '../../rules/judge.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import type { TalkMessage, VerdictState } from '../../rules/verdict.ts';
import type { Evidence } from '../patch.ts';

/** A reply that checks are tried on. */
export interface TrialReply {
  readonly from: 'greeting' | 'example' | 'scene' | 'talk' | 'model';
  readonly before: readonly TalkMessage[];
  readonly reply: string;
  /** What the model was told to do; undefined: nobody was told anything. */
  readonly told: 'keep' | 'break' | undefined;
  /** What it does: as the author wrote it (keeps), or as read without knowing what was told. Undefined: in doubt, counted nowhere. */
  readonly side: 'keeps' | 'breaks' | undefined;
  readonly origin?: Origin;
  /** Where it was said, of a talk. */
  readonly spoken?: Pick<Evidence, 'turn' | 'talk' | 'said'>;
}

export interface TrialOutcome {
  readonly reply: TrialReply;
  readonly state: VerdictState;
  /** Whether the check says of it what is so; undefined where that is in doubt. */
  readonly right: boolean | undefined;
}

export interface CheckTrial {
  readonly outcomes: readonly TrialOutcome[];
  readonly kept: { readonly passed: number; readonly of: number };
  readonly broken: { readonly caught: number; readonly of: number };
  /**
   * Share caught of the broken ones less the share wrongly caught of the kept ones: 1 tells all apart, 0 or below nothing. Youden, "Index for
   * rating diagnostic tests", Cancer 3 (1950). Undefined where one side has no reply.
   */
  readonly index: number | undefined;
}

/** `rule`: `Rule.id`. A rule that does not apply (`idle`) lets a reply pass; one that is `unsure` is right about nothing. */
export function tryCheck(book: RuleBook, rule: string, replies: readonly TrialReply[], measures: Measures): CheckTrial {
  const outcomes = replies.map((reply): TrialOutcome => {
    const verdicts = judgeReply(book, reply.before, reply.reply, { measures });
    const state = verdicts.find((one) => one.rule === rule)?.state ?? 'idle';
    const right =
      reply.side === undefined
        ? undefined
        : reply.side === 'breaks'
          ? state === 'broken'
          : state === 'kept' || state === 'idle';
    return { reply, state, right };
  });
  const side = (wanted: TrialReply['side']) => outcomes.filter(({ reply }) => reply.side === wanted);
  const count = (list: readonly TrialOutcome[]) => list.filter(({ right }) => right === true).length;
  const kept = { passed: count(side('keeps')), of: side('keeps').length };
  const broken = { caught: count(side('breaks')), of: side('breaks').length };
  const index = kept.of === 0 || broken.of === 0 ? undefined : broken.caught / broken.of + kept.passed / kept.of - 1;
  return { outcomes, kept, broken, index };
}
