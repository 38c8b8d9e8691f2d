// Entries that a `kind` asks for, and values that only the whole of a file can show to be wrong. Inherited entries count.

import { nameKey } from '../name.ts';
import { compilePattern, fillPattern, readPattern } from '../pattern.ts';
import type { Problem } from '../problems.ts';
import { sourceRange } from '../source-text.ts';
import { kindAsks } from '../vocabulary.ts';
import type { Draft } from './draft.ts';
import { entriesOf, membersOf } from './members.ts';

/** What the kind asks for and neither the file nor a parent says; told at `kind:`, where the file has one. */
export function checkKind(own: Draft, merged: Draft): readonly Problem[] {
  const { kind } = own;
  const entry = entriesOf(membersOf(own.tree, 'persona'), 'kind')[0];
  if (!kind || !entry) return [];
  const lineStart = own.tree.lines.startOf(own.tree.lines.positionAt(entry.range.start).line);
  const indent = own.tree.text.slice(lineStart, entry.range.start);
  return (Object.hasOwn(kindAsks, kind.value) ? (kindAsks[kind.value] ?? []) : []).flatMap((word) => {
    if (merged.head.has(word)) return [];
    const message = `A persona of kind \`${kind.value}\` should say its \`${word}:\`.`;
    const at = { start: entry.range.end, end: entry.range.end };
    const fixes = [{ title: `Add \`${word}:\``, edits: [{ range: at, text: `\n${indent}${word}: ` }] }];
    return [{ code: 'missing-entry', severity: 'warning', range: kind.text.range, message, fixes }];
  });
}

/** A slot that starts as something it cannot be. */
export function checkStarts(own: Draft): readonly Problem[] {
  return own.state.flatMap((slot) => {
    const start = slot.startsAs;
    if (!start || slot.type !== 'choice' || slot.values.length === 0) return [];
    if (slot.values.some((value) => nameKey(value.value) === nameKey(start.value))) return [];
    const message = `\`${slot.name.text}\` cannot start as \`${start.value}\`: its \`values:\` do not name that.`;
    return [{ code: 'wrong-value', severity: 'error', range: start.range, message }];
  });
}

/** Patterns among the keys of lore that cannot be read. */
export function checkKeys(own: Draft): readonly Problem[] {
  return own.knows.flatMap((fact) =>
    [...fact.keys, ...fact.also].flatMap((key) => {
      if (!key.value.startsWith('/')) return [];
      const read = readPattern(key.value);
      if (!read.ok) return [patternProblem(sourceRange(key, read.start, read.end), read.message)];
      const filled = fillPattern(read.regex, () => ['x']) ?? read.regex;
      const compiled = compilePattern(filled, read.flags);
      if (compiled.ok) return [];
      // With values put in, places have moved: then the whole key is marked.
      const exact = filled === read.regex;
      const start = exact ? read.regexStart + compiled.start : 0;
      const end = exact ? read.regexStart + compiled.end : key.value.length;
      return [patternProblem(sourceRange(key, start, end), compiled.message)];
    }),
  );
}

function patternProblem(range: Problem['range'], message: string): Problem {
  return { code: 'bad-pattern', severity: 'error', range, message };
}
