// Entries that a `kind` asks for, and values that only the whole of a file can show to be wrong. Inherited entries count.

import { nameKey } from '../name.ts';
import type { Problem } from '../problems.ts';
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
  return (kindAsks[kind.value] ?? []).flatMap((word) => {
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
