// What holds of every agent file as a persona. In: its text. Out: what does not hold, in words; nothing where all does.
import { LineTable } from '../../src/base/line-table.ts';
import { agentPersona } from '../../src/interop/agent-file/agent-persona.ts';
import { compile } from '../../src/lang/compile.ts';
import { render } from '../../src/lang/render.ts';

/** Breaks of every kind as one. */
const unified = (text: string) => text.replace(/\r\n?/gu, '\n');

export function faultsOf(text: string, uri: string): readonly string[] {
  const persona = agentPersona(text, uri);
  const faults: string[] = [];
  const holds = (is: boolean, why: string) => is || faults.push(why);
  const [instructions] = persona.instructions;
  if (!instructions || persona.instructions.length !== 1) return ['It has no instructions.'];

  // What stands behind the second line of dashes, found without our reader.
  const behind =
    /^\ufeff?---[ \t]*(?:\r\n|\r|\n)[\s\S]*?(?:\r\n|\r|\n)---[ \t]*(?:\r\n|\r|\n|$)/u.exec(text)?.[0].length ?? 0;
  const body = unified(text.slice(behind))
    .replace(/^(?:[^\S\n]*\n)+/u, '')
    .trimEnd();
  const { messages, map } = render(compile(persona), []);
  const content = messages[0]?.content ?? '';
  holds(content.endsWith(body), 'The prompt does not end with the body to the letter.');
  holds(messages.length === 1, 'More is sent than one message.');
  holds(instructions.text.value === body, 'Its instructions are not its body.');

  for (const { start, end, origin } of map) {
    const there = unified(text.slice(origin.range.start, origin.range.end));
    const sent = content.slice(start, end);
    const inBody = origin.range.start >= behind;
    holds(origin.uri === uri, 'A piece says that it is of another file.');
    holds(inBody ? there === sent : there.length > 0, `“${sent.slice(0, 40)}” leads to “${there.slice(0, 40)}”.`);
  }
  const lines = new LineTable(text);
  const lineOf = (offset: number) => lines.positionAt(offset).line;
  const mapped = new Set<number>();
  for (const { origin } of map)
    for (let line = lineOf(origin.range.start); line <= lineOf(origin.range.end); line++) mapped.add(line);
  for (let line = lineOf(behind); line < lines.count; line++) {
    const stands = text.slice(lines.startOf(line), lines.startOf(line + 1)).trim() !== '';
    holds(!stands || mapped.has(line), `Line ${line + 1} is not mapped.`);
  }

  let at = 0;
  for (const { text: part, title } of instructions.parts) {
    const { start, end } = part.range;
    holds(unified(text.slice(start, end)) === part.value, `The part “${title}” does not lead to its text.`);
    holds(start >= at, `The part “${title}” overlaps the one before.`);
    holds(content.includes(part.value), `The part “${title}” is not sent.`);
    holds(title === undefined || /^ {0,3}#|\n *(?:=+|-+)\s*(?:\n|$)/u.test(part.value), `“${title}” is no heading.`);
    at = end;
  }
  holds(unified(text.slice(Math.max(at, behind))).trim() === '', 'Something of the body is in no part.');
  for (const rule of persona.rules) {
    const there = unified(text.slice(rule.origin.range.start, rule.origin.range.end));
    holds(there === rule.sentence.value, `The rule “${rule.id}” does not lead to its bullet.`);
  }
  const { sections, omitted } = compile(persona);
  holds(!sections.some(({ name }) => name === 'rules'), 'A rule is sent a second time.');
  holds(omitted.length === 0, 'Something is said to be left out.');
  return faults;
}
