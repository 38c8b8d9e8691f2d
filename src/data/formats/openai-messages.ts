// `{"messages": […]}` as fine-tuning in OpenAI's shape takes it, which Together, Fireworks and NeMo read, too: user and assistant strictly by turns, and
// `weight: 0` on a reply that is not to be learnt. One row a talk.
import { chatOf, withSystem } from '../chat-of.ts';
import { type DataFormat, rowsOf } from '../format.ts';
import { unfit } from '../recorded-talk.ts';
import { anyText, list, oneOf, record, someText } from '../schema-pieces.ts';
import { openAiRows } from '../taken/openai-rows.ts';
import { alternation } from '../turn-taking.ts';
import { rolesOf } from './messages.ts';

export const openAiMessages: DataFormat = {
  id: 'openai-messages',
  title: 'Messages (OpenAI)',
  needs: 'A talk with a reply to learn from.',
  takenBy: 'fine-tuning in the shape of OpenAI, Together, Fireworks and NeMo',
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A talk without its greeting; `weight` is 0 on replies that break a rule, were found bad or were cut off.',
      schema: record({
        messages: list(
          {
            anyOf: [
              record({ role: oneOf('system', 'user'), content: someText }),
              record({ role: oneOf('assistant'), content: anyText }, { weight: oneOf(0, 1) }),
            ],
          },
          2,
        ),
      }),
      invariant: (row) =>
        alternation(rolesOf(row['messages']), 'user', 'assistant', 'assistant') ?? someLearnt(row['messages']),
      taken: openAiRows,
    },
  ],
  project(talk, context) {
    // Replies that are not to be learnt stay, with a weight that says so: what follows them is of use.
    const { lines, left } = chatOf(talk, { ...context, takeUnfit: true }, false);
    if (lines.length === 0) return { rows: [], left };
    const weights = lines.map(({ role, turns }) =>
      role === 'assistant' && !context.takeUnfit && turns.some((turn) => unfit(turn, talk)) ? 0 : 1,
    );
    const from = withSystem(talk, lines).length - lines.length;
    const weighed = withSystem(talk, lines).map((one, at) =>
      one.role === 'assistant' ? { ...one, weight: weights[at - from] } : one,
    );
    if (!weighed.some((one) => 'weight' in one && one.weight === 1))
      return { rows: [], left: [...left, 'No reply of it is to be learnt.'] };
    return rowsOf([{ messages: weighed }], left);
  },
};

function someLearnt(value: unknown): string | undefined {
  const learnt = (value as readonly { readonly role: string; readonly weight?: number }[]).some(
    ({ role, weight }) => role === 'assistant' && weight !== 0,
  );
  return learnt ? undefined : 'Every reply has weight 0.';
}
