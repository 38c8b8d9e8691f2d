// The author's own greeting, example or scene line breaks a rule: the model would be shown that the rule does not hold.
import type { Rule } from '../../lang/persona.ts';
import type { Fix, Problem } from '../../lang/problems.ts';
import { originOf, type SourceText, sourceRange } from '../../lang/source-text.ts';
import { judge, judgeReply } from '../../rules/judge.ts';
import type { Verdict } from '../../rules/verdict.ts';
import { type AuthorTalk, authorTalks } from './author-talks.ts';
import type { LintContext, LintRule } from './rule.ts';

export const breaksOwnRule: LintRule = {
  id: 'breaks-own-rule',
  severity: 'error',
  summary: "The author's own greeting, example, scene line or kept talk breaks a rule.",
  phase: 'save',
  check: (context: LintContext): readonly Problem[] =>
    authorTalks(context.persona).flatMap((talk) => problemsOf(talk, context)),
};

function problemsOf(talk: AuthorTalk, context: LintContext): Problem[] {
  const { book, measures } = context;
  const { turns } = judge(book, talk.messages, { measures });
  return turns.flatMap(({ message, verdicts }) => {
    const text = talk.texts[message];
    if (!text) return [];
    return verdicts
      .filter((verdict) => verdict.state === 'broken')
      .map((verdict) => problem(text, verdict, context, withoutSpan(talk, message, text, verdict, context)));
  });
}

function problem(text: SourceText, verdict: Verdict, { book }: LintContext, fixes: readonly Fix[]): Problem {
  const rule = book.rules.find((r) => r.rule.id === verdict.rule)?.rule;
  const range = verdict.span ? sourceRange(text, verdict.span.start, verdict.span.end) : text.range;
  return {
    code: 'breaks-own-rule',
    severity: rule && rule.severity !== 'off' ? rule.severity : 'error',
    range,
    message: brokenMessage(verdict),
    related: relatedTo(verdict, rule),
    fixes,
  };
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
  text: SourceText,
  verdict: Verdict,
  { book, measures }: LintContext,
): readonly Fix[] {
  const { span } = verdict;
  if (!span || span.end <= span.start) return [];
  const { value } = text;
  const before = value.slice(0, span.start);
  const after = value.slice(span.end);
  const spaced = /(?:^|\s)$/.test(before) && /^\s/.test(after);
  const end = spaced ? span.end + 1 : span.end;
  const reply = value.slice(0, span.start) + value.slice(end);
  if (reply.trim() === '') return [];
  const broken = (content: string) =>
    judgeReply(book, talk.messages.slice(0, index), content, { measures }).filter((v) => v.state === 'broken').length;
  if (broken(reply) >= broken(value)) return [];
  const edits = [{ range: sourceRange(text, span.start, end), text: '' }];
  return [{ title: `Take out “${shorten(value.slice(span.start, span.end))}”`, edits, preferred: true }];
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
