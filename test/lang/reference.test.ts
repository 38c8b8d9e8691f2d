// The reference that users read: what it shows as a persona is one, without a problem.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { noFiles } from '../kit/memory-source.ts';

const reference = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
const shown = [...reference.matchAll(/^```persona\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');

it('shows at least one persona', () => {
  expect(shown.length).toBeGreaterThan(0);
});

it.each(shown)('%#', (text) => {
  const persona = readPersona(text, '/reference.persona', noFiles);
  expect([...persona.problems, ...readRules(persona).problems]).toEqual([]);
});
