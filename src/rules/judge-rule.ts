// One rule on one reply: binds, asks whether it applies, holds the checks, and sums up to broken, unsure, kept or idle.

import type { Range } from '../base/range.ts';
import { onOneLine } from '../lang/one-line.ts';
import type { Disguise } from '../lang/persona.ts';
import type { Value } from '../lang/value.ts';
import { bind } from './bind.ts';
import type { Moment } from './moment.ts';
import type { CheckedClause } from './phrase.ts';
import type { CheckedRule } from './rule-book.ts';
import { testLine } from './test-phrase.ts';
import { seeThrough } from './through/see-through.ts';
import { unsure } from './truth.ts';
import type { Verdict, VerdictState } from './verdict.ts';

/** The verdict, evidence included. `moment.index` is the reply's, `reply` its text. */
export function judgeRule(checked: CheckedRule, reply: string, before: Moment): Verdict {
  const moment = withBindings(checked, before);
  const rule = checked.rule.id;
  const applies = ruleApplies(checked, reply, moment);
  if (applies.is !== 'yes') {
    return {
      rule,
      state: applies.is === 'unsure' ? 'unsure' : 'idle',
      why: applies.what,
      clause: applies.clause,
      span: undefined,
      through: undefined,
    };
  }
  const checks = checked.clauses.filter(
    ({ clause }) => clause.kind === 'must' || clause.kind === 'never' || clause.kind === 'judge',
  );
  if (checks.length === 0) return withoutChecks(checked);
  const found = checks.map((check) => judgeCheck(check, checked.rule.through, reply, moment));
  const worst = (['broken', 'unsure', 'kept', 'idle'] as const).map((state) =>
    found.find((one) => one.state === state),
  );
  const decided = worst.find((one) => one !== undefined) ?? found[0];
  return { rule, state: 'idle', why: '', clause: undefined, span: undefined, through: undefined, ...decided };
}

/** The verdict of a single `must`, `never` or `judge` clause, whatever the rule around it. Tests use it for their expectations. */
export function judgeCheck(
  check: CheckedClause,
  through: readonly Disguise[],
  reply: string,
  moment: Moment,
): Omit<Verdict, 'rule'> {
  const { clause } = check;
  const none = { clause, span: undefined, through: undefined };
  if (clause.kind === 'judge') return { ...none, state: 'unsure', why: 'Only a judge can say, and none was asked.' };
  const phrases = check.phrases;
  if (!phrases)
    return {
      ...none,
      state: 'unsure',
      why: `The line \`${clause.kind}: ${oneLine(clause.text.value)}\` cannot be read.`,
    };
  let truth = testLine(phrases, reply, moment);
  if (clause.kind === 'never' && truth.is === 'no') truth = seeThrough(phrases, through, reply, moment) ?? truth;
  if (truth.is === 'unsure') return { ...none, state: 'unsure', why: sentence(truth.what) };
  if (truth.is === 'unknown') return { ...none, state: 'idle', why: sentence(truth.what) };
  const kept = (truth.is === 'yes') === (clause.kind === 'must');
  if (kept) return { ...none, clause: undefined, state: 'kept', why: 'Every check holds.' };
  const why =
    clause.kind === 'must'
      ? `Not as \`must: ${oneLine(clause.text.value)}\` asks: ${truth.what}.`
      : `Found ${foundWords(truth, reply)}, which \`never:\` forbids.`;
  return { clause, state: 'broken', why, span: truth.span, through: truth.is === 'yes' ? truth.through : undefined };
}

/** The words of the reply that a pattern found say more than the pattern does. */
function foundWords(
  { what, span }: { readonly what: string; readonly span: Range | undefined },
  reply: string,
): string {
  if (!what.startsWith('/') || !span || span.end <= span.start) return what;
  return `“${oneLine(reply.slice(span.start, span.end))}”`;
}

/** Whether every `when:` holds and no `unless:` does. A value not known makes a condition not hold. */
export function ruleApplies(
  checked: CheckedRule,
  reply: string,
  moment: Moment,
): { is: 'yes' | 'no' | 'unsure'; what: string; clause: CheckedClause['clause'] | undefined } {
  let doubt: { is: 'unsure'; what: string; clause: CheckedClause['clause'] } | undefined;
  for (const { clause, phrases } of checked.clauses) {
    if (clause.kind !== 'when' && clause.kind !== 'unless') continue;
    const line = `\`${clause.kind}: ${oneLine(clause.text.value)}\``;
    const truth = phrases ? testLine(phrases, reply, moment) : unsure(`the line ${line} cannot be read`);
    if (truth.is === 'unsure') doubt ??= { is: 'unsure', what: sentence(truth.what), clause };
    else if ((truth.is === 'yes') !== (clause.kind === 'when')) {
      return {
        is: 'no',
        what: `Does not apply: ${line} ${clause.kind === 'when' ? 'does not hold' : 'holds'}.`,
        clause,
      };
    }
  }
  return doubt ?? { is: 'yes', what: '', clause: undefined };
}

/** The moment with the rule's own values, bound from top to bottom. */
export function withBindings(checked: CheckedRule, moment: Moment): Moment {
  const bindings = checked.clauses.filter(({ clause }) => clause.kind === 'let');
  if (bindings.length === 0) return moment;
  const values: Record<string, Value> = { ...moment.values };
  for (const { binding } of bindings) if (binding) values[binding.key] = bind(binding, { ...moment, values });
  return { ...moment, values };
}

function withoutChecks(checked: CheckedRule): Verdict {
  const form = checked.clauses.some(({ clause }) => clause.kind === 'user must');
  const state: VerdictState = form ? 'idle' : 'unsure';
  const why = form ? 'It is about what the user writes.' : 'It has no check: only a judge can say, and none was asked.';
  return { rule: checked.rule.id, state, why, clause: undefined, span: undefined, through: undefined };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function oneLine(text: string): string {
  const line = onOneLine(text);
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
