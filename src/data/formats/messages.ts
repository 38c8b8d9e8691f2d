// `{"messages": […]}`, as TRL's SFT trainer takes a conversation: role and content, nothing else. One row a talk.
import { chatOf, withSystem } from '../chat-of.ts';
import { type DataFormat, rowsOf } from '../format.ts';
import { chatMessage, list, record } from '../schema-pieces.ts';
import { trlMessages } from '../taken/trl-rows.ts';
import { endsWithReply } from '../turn-taking.ts';

export const messages: DataFormat = {
  id: 'messages',
  title: 'Messages (TRL)',
  needs: 'A talk with a reply to learn from.',
  takenBy: "SFT in TRL's conversational form",
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A talk: the prompt as it was last sent, then what was said.',
      schema: record({ messages: list(chatMessage, 2) }),
      invariant: (row) => endsWithReply(rolesOf(row['messages'])),
      taken: trlMessages,
    },
  ],
  project(talk, context) {
    const { lines, left } = chatOf(talk, context, true);
    return lines.length === 0 ? { rows: [], left } : rowsOf([{ messages: withSystem(talk, lines) }], left);
  },
};

/** Of messages that went through the schema. */
export function rolesOf(value: unknown): readonly string[] {
  return (value as readonly { readonly role: string }[]).map(({ role }) => role);
}
