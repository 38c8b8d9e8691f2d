// The author's own greeting, example or scene line breaks a rule: the model would be shown that the rule does not hold.
import type { Range } from '../../base/range.ts';
import type { Rule } from '../../lang/persona.ts';
import type { Fix, Problem } from '../../lang/problems.ts';
import { originOf } from '../../lang/source-text.ts';
import { judge, judgeReply } from '../../rules/judge.ts';
import type { CheckedRule } from '../../rules/rule-book.ts';
import type { Verdict } from '../../rules/verdict.ts';
import { type AuthorTalk, authorTalks, type Written } from './author-talks.ts';
import type { LintContext, LintRule } from './rule.ts';

export const breaksOwnRule: LintRule = {
  id: 'breaks-own-rule',
  severity: 'error',
  summary: "The author's own greeting, example, scene line or kept talk breaks a rule.",
  phase: 'save',
  *check(context: LintContext) {
    for (const talk of authorTalks(context.persona)) {
      yield* problemsOf(talk, context);
      yield undefined;
    }
  },
};

function problemsOf(talk: AuthorTalk, context: LintContext): Problem[] {
  const { book, measures } = context;
  const { turns } = judge(book, talk.messages, { measures });
  return turns.flatMap(({ message, verdicts }) => {
    const line = talk.written[message];
    if (!line) return [];
    return verdicts
      .filter((verdict) => verdict.state === 'broken')
      .map((verdict) => problem(talk, line, verdict, context, withoutSpan(talk, message, line, verdict, context)));
  });
}

function problem(
  { what }: AuthorTalk,
  line: Written,
  verdict: Verdict,
  { book }: LintContext,
  fixes: readonly Fix[],
): Problem {
  const checked = book.rules.find((r) => r.rule.id === verdict.rule);
  const rule = checked?.rule;
  const range = verdict.span ? line.place(verdict.span.start, verdict.span.end) : line.text.range;
  const base = { code: 'breaks-own-rule', range, related: relatedTo(verdict, rule), fixes };
  if (what === 'example' && checked && asksForTurn(checked)) {
    const message = `${brokenMessage(verdict)} If the example begins later in a talk, all is well.`;
    return { ...base, severity: 'hint', message };
  }
  const severity = rule && rule.severity !== 'off' ? rule.severity : 'error';
  return { ...base, severity, message: brokenMessage(verdict) };
}

/** Whether it depends on the turn: an example may well show the middle of a talk. */
function asksForTurn({ clauses }: CheckedRule): boolean {
  return clauses.some(({ phrases }) => phrases?.some((phrase) => phrase.about === 'turn'));
}

/** One sentence for people: which rule, and why. Shared with kept talks. */
export function brokenMessage(verdict: Verdict): string {
  return `Breaks the rule “${verdict.rule}”: ${verdict.why}`;
}

/** The clause that is broken, or the rule. Shared with kept talks. */
export function relatedTo(verdict: Verdict, rule: Rule | undefined): Problem['related'] {
  if (verdict.clause)
    return [{ origin: originOf(verdict.clause.text), message: `The rule “${verdict.rule}” says so here.` }];
  return rule ? [{ origin: rule.origin, message: `The rule “${verdict.rule}”.` }] : [];
}

/** Taking out what must not be said, offered only where the line then keeps the rule and breaks no other one. */
function withoutSpan(
  talk: AuthorTalk,
  index: number,
  line: Written,
  verdict: Verdict,
  { book, measures }: LintContext,
): readonly Fix[] {
  const { span } = verdict;
  if (!span || span.end <= span.start || !line.plain) return [];
  const { value } = line.text;
  const { start, end } = withEdges(value, span);
  const reply = value.slice(0, start) + value.slice(end);
  if (reply.trim() === '') return [];
  const broken = (content: string) =>
    judgeReply(book, talk.messages.slice(0, index), content, { measures }).filter((v) => v.state === 'broken').length;
  if (broken(reply) >= broken(value)) return [];
  const edits = [{ range: line.place(start, end), text: '' }];
  return [{ title: `Take out “${shorten(value.slice(span.start, span.end))}”`, edits, preferred: true }];
}

/** The span, and what would stand there alone without it: the stop of a sentence that is gone, a space too many. */
function withEdges(value: string, { start, end }: Range): Range {
  const before = value.slice(0, start);
  const whole = /(?:^|[.!?…]["”’)]?\s)\s*$/.test(before);
  const stop = whole ? (/^[.,;:!?…]+/.exec(value.slice(end))?.[0].length ?? 0) : 0;
  const after = value.slice(end + stop);
  if (after.trim() === '') return { start: before.trimEnd().length, end: value.length };
  const space = /(?:^|\s)$/.test(before) && /^\s/.test(after) ? 1 : 0;
  return { start, end: end + stop + space };
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
