// The samples people look at first, and the good fixtures: what they compile to, and that they are free of problems.
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/config/config.ts';
import { compile } from '../../src/lang/compile.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { blockWords } from '../../src/lang/vocabulary.ts';
import { checkFile } from '../../src/lint/static/check-file.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { expectGolden } from '../kit/golden.ts';
import { memorySource } from '../kit/memory-source.ts';
import { promptText } from '../kit/prompt-text.ts';
import { filesIn, personasOf } from '../kit/sample-files.ts';

const samples = filesIn('samples/first-look');

describe.each(personasOf(samples))('%s', (path) => {
  const text = samples[path] ?? '';
  const persona = readPersona(text, path, memorySource(samples));

  it('has no problem, nor have its rules', () => {
    expect(persona.problems).toEqual([]);
    expect(readRules(persona).problems).toEqual([]);
  });

  it('compiles to what it did', () => {
    expectGolden(`prompts${path.replace('.persona', '.txt')}`, promptText(compile(persona), text));
  });
});

describe('what the editor finds on save', () => {
  const findings = (path: string) => {
    const source = memorySource(samples);
    const file = { text: samples[path] ?? '', uri: path, source, config: defaultConfig, measures: {}, talks: [] };
    return checkFile(file, 'save').problems.map((problem) => problem.code);
  };

  it.each(personasOf(samples).filter((path) => !path.includes('broken')))('nothing in %s', (path) => {
    expect(findings(path)).toEqual([]);
  });

  it('three broken rules in the one that is broken on purpose', () => {
    expect(findings('/broken-on-purpose.persona')).toEqual(Array(3).fill('breaks-own-rule'));
  });
});

describe('together', () => {
  const personas = personasOf(samples).map((path) => readPersona(samples[path] ?? '', path, memorySource(samples)));

  it('are six, of every kind, one with every block', () => {
    expect(personas).toHaveLength(6);
    expect(new Set(personas.map((persona) => persona.kind)).size).toBe(4);
    const used = personas.map((persona) => new Set(persona.tree.blocks.map((block) => block.word)).size);
    expect(Math.max(...used)).toBe(blockWords.length);
  });
});
