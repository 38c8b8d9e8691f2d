// Entries that a `kind` asks for, and values that only the whole of a file can show to be wrong. Inherited entries count.
import { append } from '../../base/append.ts';
import { recall } from '../memory.ts';
import { nameKey } from '../name.ts';
import { compilePattern, fillPattern, readPattern } from '../pattern.ts';
import type { Problem } from '../problems.ts';
import { type SourceText, sourceRange } from '../source-text.ts';
import type { Tree } from '../tree.ts';
import { kindAsks } from '../vocabulary.ts';
import type { Draft } from './draft.ts';
import { entriesOf, membersOf } from './members.ts';

/** What the kind asks for and neither the file nor a parent says; told at `kind:`, where the file has one. */
export function checkKind(own: Draft, merged: Draft): readonly Problem[] {
  const { kind } = own;
  const entry = kind && entriesOf(membersOf(own.tree, 'persona'), 'kind')[0];
  if (!entry) return [];
  const missing = (Object.hasOwn(kindAsks, kind.value) ? (kindAsks[kind.value] ?? []) : []).filter(
    (word) => !merged.head.has(word),
  );
  const indent = missing.length === 0 ? '' : indentBefore(own.tree, entry.range.start);
  return missing.map((word): Problem => {
    const message = `A persona of kind \`${kind.value}\` should say its \`${word}:\`.`;
    const at = { start: entry.range.end, end: entry.range.end };
    const fixes = [{ title: `Add \`${word}:\``, edits: [{ range: at, text: `\n${indent}${word}: ` }] }];
    return { code: 'missing-entry', severity: 'warning', range: kind.text.range, message, fixes };
  });
}

/** What stands on the line before a node. */
function indentBefore(tree: Tree, start: number): string {
  const at = tree.place?.(start) ?? start;
  return tree.text.slice(tree.lines.startOf(tree.lines.positionAt(at).line), at);
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
  return recall(own.tree.memory, checkKeysOf, own.knows, undefined);
}

function checkKeysOf(facts: Draft['knows']): readonly Problem[] {
  const problems: Problem[] = [];
  for (const fact of facts) {
    for (const key of fact.keys) if (isPattern(key)) append(problems, checkKey(key));
    for (const key of fact.also) if (isPattern(key)) append(problems, checkKey(key));
  }
  return problems;
}

function checkKey(key: SourceText): readonly Problem[] {
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
}

function isPattern(key: SourceText): boolean {
  return key.value.startsWith('/');
}

function patternProblem(range: Problem['range'], message: string): Problem {
  return { code: 'bad-pattern', severity: 'error', range, message };
}
