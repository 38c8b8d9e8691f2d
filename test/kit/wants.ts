// Fixtures that name their own problems: `# want: code, code` at column 0 speaks for the next line,
// `# want +1: …` for the one after it (the first of a prose block, where no comment may stand). Too few and too many both fail.
import type { LineTable } from '../../src/base/line-table.ts';
import type { Problem } from '../../src/lang/problems.ts';

/** `line: code` for every wanted problem, sorted. Lines from 1. */
export function wanted(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines
    .flatMap((line, index) => {
      const [, later = '0', codes] = /^# want(?: \+(\d))?: (.+)$/.exec(line) ?? [];
      if (codes === undefined) return [];
      let next = index + 1 + Number(later);
      while (lines[next]?.startsWith('# want')) next++;
      return codes.split(',').map((code) => `${next + 1}: ${code.trim()}`);
    })
    .sort(byLine);
}

/** The same of what was found. */
export function found(problems: readonly Problem[], lines: LineTable): string[] {
  return problems.map((p) => `${lines.positionAt(p.range.start).line + 1}: ${p.code}`).sort(byLine);
}

function byLine(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1);
}
