// Reads what stands behind a verb: quoted texts, `{{values}}`, lists of them, patterns. Curly quotes are read, with a fix.
import { range } from '../base/range.ts';
import { compilePattern, fillPattern, readPattern } from '../lang/pattern.ts';
import type { Cursor } from './cursor.ts';
import type { Operand, PatternOperand, ValueUse } from './phrase.ts';

const quotes = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['”', '”'],
]);

/** Whether a text or a value stands ahead. */
export function operandAhead(cursor: Cursor): boolean {
  cursor.expects('text');
  cursor.expects('value');
  const char = cursor.peek();
  return quotes.has(char) || cursor.text.startsWith('{{', cursor.at);
}

/** One text: quoted, or a value. Undefined with a problem where there is none. */
export function readOperand(cursor: Cursor): Operand | undefined {
  cursor.expects('text');
  cursor.more();
  const start = cursor.at;
  const value = cursor.takeValue();
  if (value) return { parts: [value], range: range(start, cursor.at) };
  const opening = cursor.peek();
  const closing = quotes.get(opening);
  if (closing) return readQuoted(cursor, opening, closing);
  if (opening === "'" || opening === '‘' || opening === '`') {
    return cursor.fail(range(start, start + 1), 'A text stands in double quotes here: `"like this"`.');
  }
  if (opening === '{')
    return cursor.fail(cursor.ahead(), 'A value is written in two braces and closed again: `{{name}}`.');
  const where = cursor.ahead();
  const bare = /^[\p{L}\p{N}](?:(?!\s+or\b)[^"“”{}/\n])*/u.exec(cursor.text.slice(where.start))?.[0].trimEnd();
  if (bare === undefined) return cursor.fail(where, 'A text in quotes, or a `{{value}}`, is expected here.');
  return cursor.fail(
    range(where.start, where.start + bare.length),
    `A text stands in quotes: \`"${bare}"\`. A value stands in braces: \`{{name}}\`.`,
    { replacement: `"${bare}"` },
  );
}

/** One text, or with `one of` several: `"a", "b" or "c"`. */
export function readOperands(cursor: Cursor): readonly Operand[] | undefined {
  const several = cursor.take('one', 'of') || cursor.take('any', 'of');
  const texts: Operand[] = [];
  for (;;) {
    const text = readOperand(cursor);
    if (!text) return undefined;
    texts.push(text);
    const here = cursor.at;
    const comma = cursor.takeChar(',');
    if (comma) cursor.take('or');
    if (comma && operandAhead(cursor)) {
      if (!several && texts.length === 1) {
        cursor.fail(range(here, cursor.at), 'Several texts of which any will do are written `one of "a", "b"`.');
        return undefined;
      }
      continue;
    }
    if (several && !comma && cursor.take('or') && operandAhead(cursor)) continue;
    cursor.at = here;
    return texts;
  }
}

function readQuoted(cursor: Cursor, opening: string, closing: string): Operand | undefined {
  const start = cursor.at;
  const parts: (string | ValueUse)[] = [];
  let literal = '';
  let at = start + 1;
  for (; at < cursor.text.length; at++) {
    const char = cursor.text[at] ?? '';
    if (closing.includes(char)) break;
    const next = cursor.text[at + 1];
    const braces = char === '{' && next === '{' ? /^\{\{([^{}]*)\}\}/.exec(cursor.text.slice(at, at + 200)) : null;
    if (char === '\\' && (next === '"' || next === '\\')) {
      literal += next;
      at++;
    } else if (braces) {
      if (literal) parts.push(literal);
      literal = '';
      parts.push(cursor.use((braces[1] ?? '').trim(), at, at + braces[0].length));
      at += braces[0].length - 1;
    } else literal += char;
  }
  if (at >= cursor.text.length) {
    return cursor.fail(
      range(start, cursor.text.trimEnd().length),
      'The quote is never closed: add a `"` behind the text.',
    );
  }
  if (literal) parts.push(literal);
  cursor.at = at + 1;
  if (opening !== '"') {
    const straight = `"${cursor.text.slice(start + 1, at).replaceAll('"', '\\"')}"`;
    cursor.warn(
      range(start, at + 1),
      'curly-quotes',
      'Quotes here are straight ones: `"`. These are read as such.',
      'Write straight quotes',
      straight,
    );
  }
  return { parts, range: range(start, at + 1) };
}

/** The pattern ahead, compiled once to see whether it can be run. */
export function readPatternOperand(cursor: Cursor): { pattern: PatternOperand; groups: readonly string[] } | undefined {
  cursor.more();
  const read = readPattern(cursor.text, cursor.at);
  if (!read.ok) return cursor.fail(range(read.start, read.end), read.message, { code: 'bad-pattern' });
  cursor.at = read.end;
  for (const found of read.regex.matchAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\{\{([^{}]*)\}\}/g)) {
    const from = read.regexStart + found.index;
    if (found[1] !== undefined) cursor.use(found[1].trim(), from, from + found[0].length);
  }
  const compiled = compilePattern(read.regex, read.flags);
  const filled = compiled.ok ? compiled : compilePattern(fillPattern(read.regex, () => ['x']) ?? '', read.flags);
  if (!filled.ok) {
    const fault = compiled.ok ? filled : compiled;
    const where = range(read.regexStart + fault.start, read.regexStart + Math.max(fault.end, fault.start + 1));
    return cursor.fail(where, fault.message, { code: 'bad-pattern' });
  }
  const pattern = { regex: read.regex, flags: read.flags, range: range(read.start, read.end) };
  // Only where there is a named group is it compiled by now.
  return { pattern, groups: /\(\?P?</.test(read.regex) ? Object.keys(filled.re.namedGroups()) : [] };
}
