// A comparison of two versions as a read-only Markdown document: what changed its state, worst first. Pure.

import { onOneLine } from '../../lang/one-line.ts';
import type { BehaviourDiff } from '../../suite/compare-results.ts';
import type { CaseResult } from '../../suite/events.ts';

/** The words that a reader sees, already in their language. */
export interface ComparisonWords {
  readonly title: string;
  /** Which version the earlier one is, the model, what the run said besides. */
  readonly facts: readonly string[];
  readonly heading: Readonly<Record<'worse' | 'better' | 'other', string>>;
  readonly state: (result: CaseResult) => string;
  readonly nothing: string;
  readonly same: (count: number) => string;
  readonly notCompared: string;
}

/** The whole document. Titles of tests stand in code spans, in which they make no links. */
export function comparisonDocument(diff: BehaviourDiff, words: ComparisonWords): string {
  const sections = (['worse', 'other', 'better'] as const).flatMap((change) => {
    const rows = diff.changes.filter((one) => one.change === change);
    if (rows.length === 0) return [];
    const lines = rows.map(({ case: { title, rule }, before, now }) => {
      const name = rule === undefined ? code(title) : `${code(rule)}, ${code(title)}`;
      return `- ${name}: ${words.state(before)} → ${words.state(now)}${now.why === '' ? '' : `\n  ${onOneLine(now.why)}`}`;
    });
    return [`## ${words.heading[change]} (${rows.length})\n\n${lines.join('\n')}`];
  });
  const left = diff.notCompared.map(({ case: { title, rule } }) => {
    return `- ${rule === undefined ? code(title) : `${code(rule)}, ${code(title)}`}`;
  });
  return `${[
    `# ${words.title}`,
    words.facts.map((fact) => `- ${onOneLine(fact)}`).join('\n'),
    ...(sections.length > 0 ? sections : [words.nothing]),
    words.same(diff.same),
    ...(left.length > 0 ? [`## ${words.notCompared} (${left.length})\n\n${left.join('\n')}`] : []),
  ].join('\n\n')}\n`;
}

function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${onOneLine(text)}${space}${fence}`;
}
