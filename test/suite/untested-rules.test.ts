// Which rules no test names, by the text alone.
import { expect, test } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import { untestedRules } from '../../src/suite/untested-rules.ts';
import { memorySource } from '../kit/memory-source.ts';

const persona = (text: string, files: Readonly<Record<string, string>> = {}) =>
  readPersona(text, 'file:///a.persona', memorySource(files));

test('rules named by `keeps` or `breaks`, in any spelling, are tested; what is off is not counted', () => {
  const { all, untested } = untestedRules(
    persona(`persona A

rules
  secret: Never tells.
  Brief words: Is brief.
  kind: Is kind.
  old: Is old.
    severity: off
  - Smiles.

test one
  keeps: Secret
  user: Hello
  breaks: brief   words
`),
  );
  expect(all).toBe(4);
  expect(untested.map(({ id }) => id)).toEqual(['kind', 'Smiles.']);
});

test('without rules there is nothing to test', () => {
  expect(untestedRules(persona('persona A\n'))).toEqual({ all: 0, untested: [] });
});
