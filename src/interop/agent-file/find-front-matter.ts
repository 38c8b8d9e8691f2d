// Where the front matter of a Markdown file begins and ends. Looks at lines only; what stands in it is read elsewhere.
import type { Range } from '../../base/range.ts';
import type { Problem } from '../../lang/problems.ts';

export interface FoundFrontMatter {
  /** With both lines of dashes and the line break behind the second. */
  readonly whole: Range | undefined;
  /** Between the two lines. */
  readonly inner: Range | undefined;
  readonly problems: readonly Problem[];
}

const nothing: FoundFrontMatter = { whole: undefined, inner: undefined, problems: [] };

/** It begins on the first line, which is three dashes; a rule that happens to stand there has no key on the next line. */
export function findFrontMatter(text: string): FoundFrontMatter {
  const first = /^\ufeff?---[ \t]*(?:\r\n|\r|\n)/u.exec(text);
  if (!first) return nothing;
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const from = first[0].length;
  const close = /^---[ \t]*(?:\r\n|\r|\n|$(?![\s\S]))/mu.exec(text.slice(from));
  if (close) {
    const end = from + close.index;
    return { whole: { start, end: end + close[0].length }, inner: { start: from, end }, problems: [] };
  }
  if (!/^[\w-]+:(?:\s|$)/u.test(text.slice(from, from + 200))) return nothing;
  const message =
    'The front matter that begins here does not end: a line of three dashes (`---`) is missing behind its last entry.';
  const range = { start, end: start + 3 };
  return { ...nothing, problems: [{ code: 'front-matter-syntax', severity: 'error', range, message }] };
}
