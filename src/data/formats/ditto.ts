// Questions inside and outside a persona's horizon, after Ditto: a short role line as the system message, never a word of what the persona knows, and for each
// reply whether it should decline. Which is which the file says: examples titled `inside 1`, `outside 1`, as *Build role-play set* writes them.
import type { Persona } from '../../lang/persona.ts';
import { filledText } from '../../play/protocol/filled-text.ts';
import { chatOf } from '../chat-of.ts';
import { type DataFormat, noRows, rowsOf } from '../format.ts';
import { chatMessage, list, oneOf, record, told } from '../schema-pieces.ts';
import { alternation } from '../turn-taking.ts';
import { rolesOf } from './messages.ts';

export const ditto: DataFormat = {
  id: 'ditto',
  title: 'Self-aligned role-play (Ditto)',
  needs: 'A talk in which questions of examples titled `inside N` or `outside N` are asked.',
  takenBy: "Ditto's fine-tuning, as ChatML",
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'The questions of a talk with their answers, under a line that says who speaks.',
      schema: record({
        messages: list(chatMessage, 3),
        rejection_labels: told('for each reply: 1 where it should decline', list(oneOf(0, 1), 1)),
      }),
      invariant(row) {
        const roles = rolesOf(row['messages']);
        if (roles[0] !== 'system') return 'The role line is missing.';
        const replies = roles.filter((role) => role === 'assistant').length;
        if ((row['rejection_labels'] as readonly unknown[]).length !== replies)
          return 'There is not one label for each reply.';
        return alternation(roles, 'user', 'assistant', 'assistant');
      },
    },
  ],
  project(talk, context) {
    const { persona } = context;
    const kinds = questionsOf(persona);
    if (kinds.size === 0)
      return noRows('The file has no role-play set: no example is titled `inside 1` or `outside 1`.');
    const system = roleLine(persona);
    const claim = persona.knows.find(({ text }) => holds(system, filledText(persona, text)));
    if (claim) return noRows('The role line tells what the persona knows, which must not stand in a system message.');
    const { lines, left } = chatOf(talk, context, false);
    const asked = lines.flatMap((line, at) => {
      const kind = line.role === 'user' ? kinds.get(plainly(line.content)) : undefined;
      const answer = lines[at + 1];
      return kind && answer ? [{ kind, question: line.content, answer: answer.content }] : [];
    });
    if (asked.length === 0) return noRows(...left, 'None of its lines is a question of the role-play set.');
    const messages = asked.flatMap(({ question, answer }) => [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ]);
    const labels = asked.map(({ kind }) => (kind === 'outside' ? 1 : 0));
    return rowsOf([{ messages: [{ role: 'system', content: system }, ...messages], rejection_labels: labels }], left);
  },
};

/** Who speaks, in one line. */
function roleLine({ name, head }: Persona): string {
  const role = head.get('role')?.value.replace(/\s+/gu, ' ').trim();
  return `You are ${name}${role ? `, ${role}` : ''}.`;
}

function questionsOf(persona: Persona): ReadonlyMap<string, 'inside' | 'outside'> {
  return new Map(
    persona.examples.flatMap(({ title, lines }): [string, 'inside' | 'outside'][] => {
      const kind = /^(inside|outside) \d+$/u.exec(title?.value.trim() ?? '')?.[1];
      const user = lines.find(({ speaker, thought }) => speaker === 'user' && !thought);
      if (!user || (kind !== 'inside' && kind !== 'outside')) return [];
      return [[plainly(filledText(persona, user.text)), kind]];
    }),
  );
}

function holds(text: string, claim: string): boolean {
  const said = plainly(claim);
  return said !== '' && plainly(text).includes(said);
}

/** Letters and digits alone. */
function plainly(text: string): string {
  return (
    text
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join(' ') ?? ''
  );
}
