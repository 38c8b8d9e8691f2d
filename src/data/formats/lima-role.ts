// A role and then the answer as one target, after Self-Prompt Tuning (LIMA-Role): the role once, before the first answer; not a byte of an answer changed. The
// role is the author's own words, `role:` and `summary:`; one that gives the answer away is not used.
import { chatOf } from '../chat-of.ts';
import { type DataFormat, noRows, rowsOf } from '../format.ts';
import { list, record, someText, told } from '../schema-pieces.ts';

/** Words in a row that a role must not share with the answer. */
const leak = 8;

export const limaRole: DataFormat = {
  id: 'lima-role',
  title: 'Role before the answer (LIMA-Role)',
  needs: 'A talk with a reply to learn from, of a persona with a `summary:`.',
  takenBy: 'Self-Prompt Tuning',
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A talk; before its first answer stands the role, and a blank line.',
      schema: record({ conversations: told('question, role and answer, question, answer …', list(someText, 2)) }),
      invariant: (row) =>
        (row['conversations'] as readonly unknown[]).length % 2 === 0 ? undefined : 'A question has no answer.',
    },
  ],
  project(talk, context) {
    const { head } = context.persona;
    const summary = head.get('summary')?.value.trim();
    if (!summary) return noRows('The persona has no `summary:` that could be its role.');
    const role = [head.get('role')?.value.trim(), summary].filter((one) => one).join('\n');
    const { lines, left } = chatOf(talk, context, false);
    if (lines.length === 0) return { rows: [], left };
    const said = lines.map(({ content }) => content);
    if (sharesRun(role, said[1] ?? '')) return noRows(...left, 'The role gives the first answer away.');
    return rowsOf([{ conversations: said.map((one, at) => (at === 1 ? `${role}\n\n${one}` : one)) }], left);
  },
};

function sharesRun(one: string, other: string): boolean {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const [a, b] = [words(one), ` ${words(other).join(' ')} `];
  return a.some((_, at) => at + leak <= a.length && b.includes(` ${a.slice(at, at + leak).join(' ')} `));
}
