// The primer: short enough to send along, complete, and true.
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { primer, primerExample } from '../../src/lang/primer.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { vocabulary } from '../../src/lang/vocabulary.ts';
import { judge } from '../../src/rules/judge.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { noFiles } from '../kit/memory-source.ts';

it('takes at most 1,000 tokens', () => {
  expect(countTokens(primer())).toBeLessThanOrEqual(1000);
});

it('names every block, entry and clause', () => {
  for (const row of vocabulary) {
    const line = primer()
      .split('\n')
      .find((one) => new RegExp(`^${row.word}[* :]`).test(one));
    expect(line, row.word).toBeDefined();
    for (const entry of [...row.entries, ...(row.free?.clauses ?? [])]) expect(line).toContain(entry.word);
  }
});

it('shows an example without a problem, whose rules can be read and judged', () => {
  const persona = readPersona(primerExample, '/it.persona', noFiles);
  expect(persona.problems).toEqual([]);
  const book = readRules(persona);
  expect(book.problems).toEqual([]);
  const verdicts = judge(book, [
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: 'What are you after?' },
  ]).turns[0]?.verdicts;
  expect(verdicts?.map((verdict) => verdict.state)).toEqual(['kept', 'kept']);
});
