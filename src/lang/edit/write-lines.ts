// Members still to be written in, lines of the language out. Whether they read back is checked by whoever places them.
import type { NewMember } from './outline.ts';

/** `line`: the text begins behind the name; `below`: on the next line. */
export type TextForm = 'line' | 'below';

/** Lines without their breaks, each with its indentation. */
export function memberLines(member: NewMember, indent: string, step: string): string[] {
  const head = member.name === undefined ? '-' : `${member.name}:`;
  const own = textLines(member.text, indent + step, textForm(member.text));
  const lines = [indent + head + (own.first === '' ? '' : ` ${own.first}`), ...own.deeper];
  for (const child of member.children ?? []) lines.push(...memberLines(child, indent + step, step));
  return lines;
}

/** The form in which a text reads back: from the name's line on only if the line after it is not indented. */
export function textForm(text: string): TextForm {
  const second = text
    .split('\n')
    .slice(1)
    .find((line) => line.trim() !== '');
  return second === undefined || second === second.trimStart() ? 'line' : 'below';
}

/** What stands behind the name, and the lines under it. */
export function textLines(text: string, indent: string, form: TextForm): { first: string; deeper: string[] } {
  const lines = text.split('\n');
  const first = form === 'line' ? (lines.shift() ?? '') : '';
  return { first, deeper: lines.map((line) => (line.trim() === '' ? '' : indent + line)) };
}
