// Talks kept beside a persona (`NAME.talk.jsonl`), judged by its rules: what breaks one is told on the line of that file.
import type { Measures } from '../../lang/measures.ts';
import type { Problem } from '../../lang/problems.ts';
import { personaIn } from '../../lang/read-persona.ts';
import type { Source } from '../../lang/source.ts';
import { judge } from '../../rules/judge.ts';
import { type RuleBook, readRules } from '../../rules/rule-book.ts';
import { brokenMessage, relatedTo } from './breaks-own-rule.ts';
import type { KeptLine, LintContext } from './rule.ts';

export interface TalkProblems {
  readonly uri: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/**
 * One entry a talk file, also where nothing was found, so that old findings can be taken back. Of a scene each actor's lines are judged by its
 * own rules, as it heard the talk; a member's file that cannot be read judges nothing.
 */
export function keptTalkProblems(context: LintContext, source: Source): readonly TalkProblems[] {
  const off = context.config.severities['breaks-own-rule'] === 'off';
  return context.talks.map(({ uri, text, messages, sides = [], problems: unread }) => {
    if (off) return { uri, text, problems: unread };
    const others = sides.flatMap((side) => {
      const book = bookOf(context, side.key, source);
      return book ? brokenIn(book, side.messages, context.measures) : [];
    });
    const broken = [...brokenIn(context.book, messages, context.measures), ...others];
    return { uri, text, problems: [...unread, ...broken].sort((a, b) => a.range.start - b.range.start) };
  });
}

/** The rules of a member, by the file that the scene's text names now. */
function bookOf({ persona }: LintContext, key: string, source: Source): RuleBook | undefined {
  const member = persona.scenes.flatMap(({ cast }) => cast).find((one) => one.key === key && one.path !== undefined);
  const file = member?.path === undefined ? undefined : source.read(member.path, persona.uri);
  return file?.ok ? readRules(personaIn(file, source)) : undefined;
}

function brokenIn(book: RuleBook, messages: readonly KeptLine[], measures: Measures): Problem[] {
  const { turns } = judge(book, messages, { measures });
  return turns.flatMap(({ message, verdicts }) =>
    verdicts
      .filter((verdict) => verdict.state === 'broken')
      .map((verdict): Problem => {
        const rule = book.rules.find((r) => r.rule.id === verdict.rule)?.rule;
        return {
          code: 'breaks-own-rule',
          severity: rule && rule.severity !== 'off' ? rule.severity : 'error',
          range: messages[message]?.range ?? { start: 0, end: 0 },
          message: brokenMessage(verdict),
          related: relatedTo(verdict, rule),
        };
      }),
  );
}
