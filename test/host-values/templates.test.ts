// New persona files begin without a problem, with rules that can be checked and that look through simple disguises.
import { describe, expect, test } from 'vitest';
import { templates } from '../../src/host/new-persona/templates.ts';
import type { Kind } from '../../src/lang/persona.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import type { Source } from '../../src/lang/source.ts';
import { judge } from '../../src/rules/judge.ts';
import { readRules } from '../../src/rules/rule-book.ts';

const nothing: Source = { read: (path) => ({ ok: false, uri: path, reason: 'missing' }) };

describe.each(Object.keys(templates) as Kind[])('the template of kind %s', (kind) => {
  const persona = readPersona(templates[kind], 'untitled:new', nothing);
  const book = readRules(persona);

  test('has no problem', () => {
    expect([...persona.problems, ...book.problems]).toEqual([]);
    expect(persona.kind).toBe(kind);
  });

  test('looks through disguises wherever it forbids words', () => {
    const forbidding = persona.rules.filter(({ clauses }) => clauses.some((clause) => clause.kind === 'never'));
    expect(forbidding.length).toBeGreaterThan(0);
    for (const rule of forbidding) expect(rule.through).toEqual(['case', 'zero-width', 'homoglyphs']);
  });

  test('keeps its own rules in greeting and examples', () => {
    const lines = persona.examples.flatMap((example) => example.lines);
    const talk = lines.map((line) => ({
      role: line.speaker === 'self' ? ('assistant' as const) : ('user' as const),
      content: line.text.value,
    }));
    const greeting = persona.greetings.map((text) => ({ role: 'assistant' as const, content: text.value }));
    const verdicts = judge(book, [...greeting, ...talk]).turns.flatMap((turn) => turn.verdicts);
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.filter(({ state }) => state === 'broken')).toEqual([]);
  });
});
