// One case of another program's evaluation as a `test` block: what a user says, and what is expected of the answer. Values in, a block out.
import { spokenText } from '../../lang/edit/spoken.ts';
import type { NewBlock, NewMember } from '../../lang/edit.ts';
import { onOneLine } from '../../lang/one-line.ts';
import { compilePattern, readPattern } from '../../lang/pattern.ts';
import { proseOf } from '../prose.ts';

export type Expected = NewMember;

/** @param said what the user says last, and the lines before it. */
export function testOf(
  title: string,
  said: readonly { readonly speaker: 'user' | 'self'; readonly text: string }[],
  expected: readonly Expected[],
  given: ReadonlyMap<string, string>,
): NewBlock {
  const lines = said.map(({ speaker, text }) => {
    const own = proseOf(text);
    return { name: speaker, text: spokenText('test', own) ?? own };
  });
  const values = [...given].map(([name, value]) => ({ name: `given ${name}`, text: onOneLine(value) }));
  return {
    word: 'test',
    title: onOneLine(title).slice(0, 60).trim() || 'case',
    children: [...values, ...lines, ...expected],
  };
}

/** A text in quotes, as phrases have it; undefined where it has lines. */
export function quoted(text: string): string | undefined {
  return /[\r\n]/u.test(text) ? undefined : `"${text.replace(/[\\"]/gu, '\\$&')}"`;
}

/** A pattern that finds this text to the letter, between anchors where given. */
export function literally(text: string, { start = false, end = false } = {}): string {
  const escaped = text
    .replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
    .replace(/\n/gu, '\\n')
    .replace(/\r/gu, '\\r')
    .replace(/\t/gu, '\\t');
  return `/${start ? '^' : ''}${escaped}${end ? '$' : ''}/`;
}

/** A pattern of another program between slashes; undefined where RE2 cannot run it. */
export function patternOf(regex: string): string | undefined {
  const escaped = regex.replace(/\\.|\//gsu, (found) => (found === '/' ? '\\/' : found));
  const read = readPattern(`/${escaped}/`);
  const runs = read.ok && read.end === escaped.length + 2 && compilePattern(read.regex, read.flags).ok;
  return runs && !/[\r\n]/u.test(escaped) ? `/${escaped}/` : undefined;
}

/** The values that a template asks for, as `filled` finds them. */
export function namesIn(template: string): readonly string[] {
  return [...template.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/gu)].map(([, name = '']) => name);
}

/** A template with its values put in; braces of others stay. */
export function filled(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(/\{\{\s*([\w.-]+)\s*\}\}/gu, (whole, name: string) => values.get(name) ?? whole);
}
