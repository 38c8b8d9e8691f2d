// A text with YAML before it, between two lines of `---` (or `+++`). Text in, both parts and where they stand out. Reads no YAML.
import { type Range, range } from '../base/range.ts';

export interface FrontMatter {
  readonly yaml: string;
  /** Of the YAML in the text. */
  readonly yamlRange: Range;
  readonly body: string;
  /** Where the body begins. */
  readonly bodyStart: number;
}

/**
 * A text without any is all body. @param comments whether lines that begin with `#`, and empty ones, may stand before it, as dotprompt has its licences:
 * elsewhere they are words.
 */
export function splitFrontMatter(text: string, comments = false): FrontMatter {
  const before = comments
    ? (/^\ufeff?(?:#[^\n]*\n|[ \t]*\r?\n)*/u.exec(text)?.[0] ?? '')
    : text.startsWith('\ufeff')
      ? '\ufeff'
      : '';
  const found = /^(---|\+\+\+)[ \t]*\r?\n((?:[^\n]*\n)*?)\1[ \t]*(?:\r?\n|$)/u.exec(text.slice(before.length));
  if (!found) return { yaml: '', yamlRange: range(0, 0), body: text, bodyStart: 0 };
  const [whole, , yaml = ''] = found;
  const start = before.length + whole.indexOf('\n') + 1;
  const bodyStart = before.length + whole.length;
  return { yaml, yamlRange: range(start, start + yaml.length), body: text.slice(bodyStart), bodyStart };
}
