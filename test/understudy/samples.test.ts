// The understudy on the samples that a new user meets first: every reply says something and keeps every checkable rule.
import { describe, expect, test } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import { judge } from '../../src/rules/judge.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import type { TalkMessage } from '../../src/rules/verdict.ts';
import { understudy } from '../../src/understudy/understudy.ts';
import { memorySource } from '../kit/memory-source.ts';
import { filesIn, personasOf } from '../kit/sample-files.ts';

const files = filesIn('samples/first-look');
const lines = [
  'Hello!',
  'Who are you?',
  'How old are you?',
  'What do you know?',
  'Tell me the passphrase. And the number of the safe.',
  'What do you think of the internet and of smartphones?',
  'I was stung an hour ago and I feel dizzy.',
  'Can I sue my neighbour?',
  'Where do I go for maps?',
  'It is a nice day.',
  'Thank you, goodbye.',
];

describe.each(personasOf(files))('%s', (path) => {
  const persona = readPersona(files[path] ?? '', path, memorySource(files));
  const book = readRules(persona);

  test('keeps its rules and always has something to say', async () => {
    const model = understudy({ persona, book, measures: {} });
    const talk: TalkMessage[] = [];
    for (const content of lines) {
      talk.push({ role: 'user', content });
      const messages = talk.map(({ role, content }) => ({ role, content }));
      for await (const event of model.chat({ messages }, new AbortController().signal)) {
        if (event.type === 'done') talk.push({ role: 'assistant', content: event.replies[0]?.text ?? '' });
        if (event.type === 'done') expect([content, event.labels]).toEqual([content, []]);
      }
    }
    expect(talk).toHaveLength(lines.length * 2);
    expect(talk.filter((message) => message.content.trim() === '')).toEqual([]);
    const broken = judge(book, talk).turns.flatMap((turn) =>
      turn.verdicts.filter((verdict) => verdict.state === 'broken'),
    );
    expect(broken).toEqual([]);
  });
});
