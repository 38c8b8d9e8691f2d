// A file of questions and answers in, the same with a role for each out: before the first answer of a conversation, once; not a byte of any answer
// changed. In: the file's text. Out: a file as an event. A role that gives the answer away twice is left out, and its record told.
import type { WriteEvent } from '../events.ts';
import type { MakeRecipe } from '../offer.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { askRole } from './expert-role.ts';
import { type QuestionRecord, readQuestions } from './question-file.ts';

/** The recipe, or why there is none. */
export const annotateQuestions: MakeRecipe = ({ text = '' }) => {
  const { records, skipped } = readQuestions(text);
  if (records.length === 0) {
    return 'There are no questions in it. One JSON object a line with "question" and "answer", or both with a tab between.';
  }
  return {
    what: `Roles for ${records.length} questions`,
    requests: { least: records.length, most: 2 * records.length },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      if (skipped.length > 0) {
        const message = `Lines that are no question with an answer are left out: ${skipped.join(', ')}.`;
        yield { type: 'told', severity: 'warning', message };
      }
      const rows: string[] = [];
      for (const [index, record] of records.entries()) {
        yield { type: 'step', name: 'role', number: index + 1, of: records.length };
        const [question = '', answer = ''] = record.conversation;
        const asked = yield* askRole(question, answer, place, deps, signal);
        if (!asked.ok) return asked;
        if (asked.leaks) {
          const message = `Record ${index + 1} has no role: the model gave the answer away twice.`;
          yield { type: 'told', severity: 'error', message };
        }
        rows.push(JSON.stringify({ conversations: withRole(record, asked.leaks ? '' : asked.role) }));
      }
      yield { type: 'file', name: 'questions-with-roles.jsonl', text: `${rows.join('\n')}\n` };
      return { ok: true };
    },
  };
};

/** The role and a blank line stand before the first answer; what follows is as it was. */
export function withRole({ conversation }: QuestionRecord, role: string): readonly string[] {
  return conversation.map((said, index) => (index === 1 && role !== '' ? `${role}\n\n${said}` : said));
}
