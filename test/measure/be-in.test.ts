// `be in …` with the real library: decided where the library is sure, unsure below its own confidence.
import { expect, test } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import { loadLanguage } from '../../src/measure/language.ts';
import { judge } from '../../src/rules/judge.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { noFiles } from '../kit/memory-source.ts';

const language = await loadLanguage();

test.each([
  ['Je garde le phare depuis la mort de mon père.', 'kept'],
  ['I have kept the lamp since my father died.', 'broken'],
  ['Oui.', 'unsure'],
  ['1811', 'unsure'],
])('%s is %s', (content, state) => {
  const text = 'persona Odile\n\nrules\n  tongue: Speaks French.\n    must: be in French\n';
  const book = readRules(readPersona(text, '/odile.persona', noFiles));
  const messages = [
    { role: 'user' as const, content: 'Bonsoir' },
    { role: 'assistant' as const, content },
  ];
  expect(judge(book, messages, { measures: { language } }).turns[0]?.verdicts[0]?.state).toBe(state);
  // Without the library nobody can say.
  expect(judge(book, messages, { measures: {} }).turns[0]?.verdicts[0]?.state).toBe('unsure');
});
