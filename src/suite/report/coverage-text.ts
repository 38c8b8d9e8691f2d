// Coverage as a table for people and as plain JSON values for programs. Colours come in as a function.
import type { LineTable } from '../../base/line-table.ts';
import type { Coverage, CoveredLine, CoveredRule, RuleCoverage } from '../coverage.ts';
import type { Style } from './text.ts';
import { visible } from './visible.ts';

/** Coverage of one file, with what turns its offsets into lines. */
export interface FileCoverage {
  readonly path: string;
  readonly uri: string;
  readonly lines: LineTable;
  readonly coverage: Coverage;
}

const words: Readonly<Record<RuleCoverage, string>> = {
  challenged: 'challenged',
  watched: 'only watched',
  idle: 'idle',
};
const colours = { challenged: 'green', watched: 'yellow', idle: 'red' } as const;

/** Rules with who challenged them, then facts and boundary lines that nothing met. Ends with LF. */
export function coverageText(file: FileCoverage, style: Style): string {
  const { rules, facts, unknown } = file.coverage;
  const out = [`${style('underline', `coverage of ${visible(file.path)}`)}`];
  for (const { rule, origin, state, by } of rules) {
    const who = by.length > 0 ? `  ${style('dim', visible(by.join(', '), 120))}` : '';
    out.push(
      `${placeText(file, origin)}  ${style(colours[state], words[state].padEnd(12))}  ${visible(rule, 60)}${who}`,
    );
  }
  for (const [what, lines] of [
    ['fact', facts],
    ['boundary', unknown],
  ] as const) {
    for (const { origin, text, covered } of lines) {
      if (!covered)
        out.push(`${placeText(file, origin)}  ${style('red', 'not met'.padEnd(12))}  ${what}: ${visible(text, 60)}`);
    }
  }
  out.push(`  ${countText(file.coverage)}`);
  return `${out.join('\n')}\n`;
}

/** `{path, rules: [{rule, state, by, line}], facts: [{text, covered, how, by, line}], unknown: […]}`; no line for what is inherited. */
export function coverageJson(file: FileCoverage): object {
  const line = (one: CoveredRule | CoveredLine) =>
    one.origin.uri === file.uri ? { line: file.lines.positionAt(one.origin.range.start).line + 1 } : {};
  const ofLine = (one: CoveredLine) => {
    return { text: one.text, covered: one.covered, how: one.how ?? null, by: one.by, ...line(one) };
  };
  return {
    path: file.path,
    rules: file.coverage.rules.map((one) => ({ rule: one.rule, state: one.state, by: one.by, ...line(one) })),
    facts: file.coverage.facts.map(ofLine),
    unknown: file.coverage.unknown.map(ofLine),
  };
}

/** Rules that are only watched are not covered. Facts and boundary lines are found by comparing words, where no key is. */
function countText({ rules, facts, unknown }: Coverage): string {
  const covered = (lines: readonly CoveredLine[]) => lines.filter((one) => one.covered).length;
  const parts = [`${rules.filter(({ state }) => state === 'challenged').length} of ${rules.length} rules challenged`];
  if (facts.length > 0) parts.push(`${covered(facts)} of ${facts.length} facts met (lexical)`);
  if (unknown.length > 0) parts.push(`${covered(unknown)} of ${unknown.length} boundary lines asked for (lexical)`);
  return parts.join(', ');
}

function placeText(file: FileCoverage, origin: CoveredRule['origin']): string {
  if (origin.uri !== file.uri) return ''.padStart(7);
  const { line, character } = file.lines.positionAt(origin.range.start);
  return `${line + 1}:${character + 1}`.padStart(7);
}
