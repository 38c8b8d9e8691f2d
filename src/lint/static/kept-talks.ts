// Talks kept beside a persona (`NAME.talk.jsonl`), judged by its rules: what breaks one is told on the line of that file.
import type { Problem } from '../../lang/problems.ts';
import { judge } from '../../rules/judge.ts';
import { brokenMessage, relatedTo } from './breaks-own-rule.ts';
import type { LintContext } from './rule.ts';

export interface TalkProblems {
  readonly uri: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** One entry a talk file, also where nothing was found, so that old findings can be taken back. */
export function keptTalkProblems({ book, talks, measures, config }: LintContext): readonly TalkProblems[] {
  const off = config.severities['breaks-own-rule'] === 'off';
  return talks.map(({ uri, text, messages, problems: unread }) => {
    const { turns } = judge(book, messages, { measures });
    const broken = turns.flatMap(({ message, verdicts }) =>
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
    return { uri, text, problems: [...unread, ...(off ? [] : broken)].sort((a, b) => a.range.start - b.range.start) };
  });
}
