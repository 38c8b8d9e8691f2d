// The doctor's report: checks in sections → Markdown for the editor, plain text for a terminal, JSON for programs. Pure. What servers and
// files say of themselves stands in it as text alone.
import type { Check, CheckState } from './check.ts';

export interface ReportSection {
  readonly title: string;
  readonly checks: readonly Check[];
}

/** A state is a word beside its sign, never a sign alone. */
export const stateWords: Readonly<Record<CheckState, string>> = { ok: '✓ ok', warning: '! look', wrong: '✗ wrong' };

/** As in "1 thing is wrong, 2 to look at, 9 fine." */
export function summary(sections: readonly ReportSection[]): string {
  const count = (state: CheckState) =>
    sections.flatMap(({ checks }) => checks).filter((one) => one.state === state).length;
  const parts = [
    count('wrong') > 0 ? `${count('wrong')} wrong` : undefined,
    count('warning') > 0 ? `${count('warning')} to look at` : undefined,
    `${count('ok')} fine`,
  ];
  return `${parts.filter((part) => part !== undefined).join(', ')}.`;
}

/** `paint` colours a state in a terminal; left out, nothing is coloured. */
export function textReport(
  sections: readonly ReportSection[],
  paint: (state: CheckState, text: string) => string = (_state, text) => text,
): string {
  const all = sections.flatMap(({ checks }) => checks);
  const width = Math.max(0, ...all.map(({ what }) => what.length));
  const line = ({ state, what, says, todo }: Check) => {
    const head = `  ${paint(state, stateWords[state].padEnd(7))}  ${what.padEnd(width)}  ${says}`;
    return todo === undefined ? head : `${head}\n  ${' '.repeat(9 + width)}  → ${todo}`;
  };
  const parts = sections
    .filter(({ checks }) => checks.length > 0)
    .map(({ title, checks }) => `${title}\n${checks.map(line).join('\n')}\n`);
  return `${parts.join('\n')}\n${summary(sections)}\n`;
}

/** One list item a check, what to do under it. */
export function markdownReport(title: string, sections: readonly ReportSection[], running: string | undefined): string {
  const item = ({ state, what, says, todo }: Check) => {
    const line = `- ${stateWords[state].padEnd(7)}  **${what}**: ${says}`;
    return todo === undefined ? line : `${line}\n  - → ${todo}`;
  };
  const parts = sections
    .filter(({ checks }) => checks.length > 0)
    .map((section) => `\n## ${section.title}\n\n${section.checks.map(item).join('\n')}\n`);
  return `# ${title}\n\n${running ?? summary(sections)}\n${parts.join('')}`;
}

/** The exit code of a terminal, and what a program asks first. */
export function isWell(sections: readonly ReportSection[]): boolean {
  return sections.every(({ checks }) => checks.every(({ state }) => state !== 'wrong'));
}
