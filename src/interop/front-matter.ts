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

/** A text without any is all body. */
export function splitFrontMatter(text: string): FrontMatter {
  const found = /^\ufeff?(---|\+\+\+)[ \t]*\r?\n((?:[^\n]*\n)*?)\1[ \t]*(?:\r?\n|$)/u.exec(text);
  if (!found) return { yaml: '', yamlRange: range(0, 0), body: text, bodyStart: 0 };
  const [whole, fence = '', yaml = ''] = found;
  const start = whole.indexOf(fence) + whole.slice(whole.indexOf(fence)).indexOf('\n') + 1;
  return {
    yaml,
    yamlRange: range(start, start + yaml.length),
    body: text.slice(whole.length),
    bodyStart: whole.length,
  };
}
