// Profiles of users, after USP: what a user says → who they are, and a talk under that profile with loss on the user's lines. The persona is the user; the talk
// is one that somebody of that name asked in, as an interview records it.
import { nameKey } from '../../lang/name.ts';
import { chatOf } from '../chat-of.ts';
import { type DataFormat, noRows } from '../format.ts';
import { maskedChat, maskedFault, maskedFields } from '../masked-chat.ts';
import { profileOf } from '../profile-of.ts';
import { list, record, someText, told } from '../schema-pieces.ts';

const profile = told(
  "what is so; traits and way of speaking: a paragraph each, in the file's own words",
  record({ facts: someText, character: someText }),
);

export const usp: DataFormat = {
  id: 'usp',
  title: 'User profiles (USP)',
  needs: 'A talk whose simulated user was asked as the cast member or asker that a persona file describes.',
  takenBy: "USP's profile generator and its conditional fine-tuning",
  encoding: 'jsonl',
  parts: [
    {
      name: 'profile',
      row: "The user's turns alone, and the profile they give.",
      schema: record({ turns: list(someText, 1), profile }),
    },
    {
      name: 'conditional',
      row: "A talk under that profile, loss on the user's lines.",
      schema: record({ profile, ...maskedFields }),
      invariant: (row) => maskedFault(row, 'human'),
    },
  ],
  project(talk, context) {
    const interview = talk.state.notes.findLast((note) => note.kind === 'interview');
    if (!interview) return noRows('Nobody was simulated as its user: a person’s profile is nowhere recorded.');
    const member = talk.scene?.cast.find(({ name }) => nameKey(name) === nameKey(interview.asker));
    const asker = member?.uri === undefined ? context.asker?.(interview.asker) : context.cast?.(member.uri);
    if (!asker) return noRows(`The file of ${interview.asker}, who asked, is not known: name it with --asker.`);
    const { facts, character } = profileOf(asker);
    if (facts === '' || character === '')
      return noRows(`The file of ${asker.name} does not say both who they are and how they speak.`);
    const { lines, left } = chatOf(talk, context, false);
    if (lines.length === 0) return { rows: [], left };
    const own = lines.flatMap(({ role, content }) => (role === 'user' && content.trim() !== '' ? [content] : []));
    return {
      rows: [
        { part: 'profile', value: { turns: own, profile: { facts, character } } },
        { part: 'conditional', value: { profile: { facts, character }, ...maskedChat(lines, 'user') } },
      ],
      left,
    };
  },
};
