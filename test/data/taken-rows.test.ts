// What is wrong with a row that somebody else wrote is said of the message that has it wrong, and in its own terms.
import { expect, test } from 'vitest';
import { openAiMessages } from '../../src/data/formats/openai-messages.ts';
import { rowProblemsOf } from '../../src/data/row-problems.ts';

const user = { role: 'user', content: 'Light it.' };
const call = (given: unknown) => ({ id: 'c1', type: 'function', function: { name: 'lamp', arguments: given } });

test.each([
  ['a role that nobody has', [user, { role: 'gpt', content: 'Aye.' }], /^At messages\.1: .*role/],
  [
    'arguments that are no text',
    [user, { role: 'assistant', tool_calls: [call({})] }],
    /^At messages\.1\.tool_calls\.0\.function\.arguments: must be string/,
  ],
  [
    'a weight on a line of the user',
    [
      { ...user, weight: 1 },
      { role: 'assistant', content: 'Aye.' },
    ],
    /^At messages\.0: must NOT have additional properties/,
  ],
  [
    'an answer to no call',
    [
      user,
      { role: 'assistant', content: 'Aye.' },
      { role: 'tool', tool_call_id: 'c9', content: '' },
      { role: 'assistant', content: 'Aye.' },
    ],
    /^Message 3 answers the call “c9”/,
  ],
])('%s', async (_, messages, told) => {
  const problemOf = await rowProblemsOf(openAiMessages, 'others');
  expect(problemOf('', { messages })).toMatch(told);
});
