// Conversations of two described people, in the columns of Synthetic-Persona-Chat: both personas as lines, the talk as lines of `User 1: ` and `User 2: `.
// User 1 is who spoke first.
import { type DataFormat, noRows, rowsOf } from '../format.ts';
import { attributesOf } from '../profile-of.ts';
import { record, someText, told } from '../schema-pieces.ts';
import { twoSides } from '../two-sides.ts';

export const syntheticPersonaChat: DataFormat = {
  id: 'synthetic-persona-chat',
  title: 'Synthetic-Persona-Chat',
  needs: 'A scene of two, or an interview, with the persona files of both.',
  takenBy: "whoever reads Synthetic-Persona-Chat's CSV",
  encoding: 'csv',
  parts: [
    {
      name: '',
      row: 'A talk; cells hold several lines.',
      schema: record({
        'user 1 personas': told('one attribute a line', someText),
        'user 2 personas': told('one attribute a line', someText),
        'Best Generated Conversation': told('one utterance a line', someText),
      }),
      invariant(row) {
        const lines = String(row['Best Generated Conversation']).split('\n');
        const wrong = lines.findIndex((line) => !/^User [12]: \S/u.test(line));
        if (wrong >= 0) return `Line ${wrong + 1} begins neither with “User 1: ” nor with “User 2: ”.`;
        return lines.some((line) => line.startsWith('User 2: ')) ? undefined : 'User 2 says nothing.';
      },
    },
  ],
  project(talk, context) {
    const both = twoSides(talk, context);
    if (typeof both === 'string') return noRows(both);
    const [one, two] = both.sides;
    const lines = both.turns.map(
      ({ speaker, text }) => `User ${speaker === one.speaker ? 1 : 2}: ${text.replace(/\s+/gu, ' ').trim()}`,
    );
    return rowsOf([
      {
        'user 1 personas': attributesOf(one.persona).join('\n'),
        'user 2 personas': attributesOf(two.persona).join('\n'),
        'Best Generated Conversation': lines.join('\n'),
      },
    ]);
  },
};
