// A rule whose conditions can never all hold: it is dead, and its author believes that it protects something.
import { valuesOf } from '../../lang/compile/context.ts';
import { nameKey } from '../../lang/name.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Problem } from '../../lang/problems.ts';
import { lookUp } from '../../lang/values.ts';
import type { CheckedClause, Phrase } from '../../rules/phrase.ts';
import type { CheckedRule } from '../../rules/rule-book.ts';
import { operandKey } from './operand-text.ts';
import type { LintContext, LintRule } from './rule.ts';
import { excludes, implies } from './test-logic.ts';

export const ruleNeverApplies: LintRule = {
  id: 'rule-never-applies',
  severity: 'warning',
  summary: 'A rule that can never apply: its conditions shut each other out.',
  phase: 'save',
  check: ({ persona, book }: LintContext): readonly Problem[] =>
    book.rules.flatMap((rule) => {
      const clash = findClash(rule, (path) => isSingle(persona, rule, path));
      if (!clash || clash.here.clause.origin.uri !== persona.uri) return [];
      const { here, there } = clash;
      return [
        {
          code: 'rule-never-applies',
          severity: 'warning',
          range: here.clause.text.range,
          message: `This rule never applies: whenever ${saying(there)}, this line shuts it out.`,
          related: [{ origin: there.clause.origin, message: 'The condition that it can never meet.' }],
        },
      ];
    }),
};

function saying({ clause }: CheckedClause): string {
  return `\`${clause.kind}: ${clause.text.value.trim()}\` holds`;
}

function findClash(
  { clauses }: CheckedRule,
  single: (path: string) => boolean,
): { here: CheckedClause; there: CheckedClause } | undefined {
  const whens = clauses.filter((c) => c.clause.kind === 'when');
  for (const when of whens) {
    const wanted = when.phrases ?? [];
    if (wanted.length === 0) continue;
    for (const unless of clauses) {
      if (unless.clause.kind !== 'unless' || !unless.phrases) continue;
      if (wanted.every((w) => unless.phrases?.some((u) => alwaysWith(w, u)))) return { here: unless, there: when };
    }
    for (const other of whens) {
      if (other === when || !other.phrases?.length) continue;
      if (wanted.every((a) => other.phrases?.every((b) => neverWith(a, b, single))))
        return { here: other, there: when };
    }
  }
  return undefined;
}

/** Whether `b` holds whenever `a` does. */
function alwaysWith(a: Phrase, b: Phrase): boolean {
  if (a.about === 'turn' && b.about === 'turn') {
    if (a.after === undefined || b.after === undefined) return a.after === b.after;
    return a.after >= b.after;
  }
  if (a.about === 'known' && b.about === 'known') return operandKey(a.value) === operandKey(b.value);
  return sameSubject(a, b) && 'test' in a && 'test' in b && implies(a.test, b.test);
}

/** Whether the two can never hold together. Over several messages they can, so only one message or value counts. */
function neverWith(a: Phrase, b: Phrase, single: (path: string) => boolean): boolean {
  if (a.about === 'turn' && b.about === 'turn')
    return firstAndLater(a.after, b.after) || firstAndLater(b.after, a.after);
  if (a.about === 'message' && (!a.subject.last || a.subject.ever)) return false;
  if (a.about === 'value' && !a.value.parts.every((part) => typeof part === 'string' || single(part.path)))
    return false;
  return sameSubject(a, b) && 'test' in a && 'test' in b && excludes(a.test, b.test);
}

/** Whether a value is never a list, of whose elements any will do. */
function isSingle(persona: Persona, { clauses }: CheckedRule, path: string): boolean {
  const key = nameKey(path);
  if (clauses.some(({ binding }) => binding?.key === key)) return false;
  if (persona.state.some((slot) => slot.name.key === key)) {
    return persona.state.some((slot) => slot.name.key === key && slot.type !== 'list');
  }
  const value = lookUp(valuesOf(persona, {}), key);
  return value !== undefined && (value === null || typeof value !== 'object');
}

/** `first turn` (undefined) beside `after turn 1` or later. */
function firstAndLater(a: number | undefined, b: number | undefined): boolean {
  return a === undefined && b !== undefined && b >= 1;
}

function sameSubject(a: Phrase, b: Phrase): boolean {
  if (a.about === 'value' && b.about === 'value') return operandKey(a.value) === operandKey(b.value);
  if (a.about !== 'message' || b.about !== 'message') return false;
  return a.subject.who === b.subject.who && a.subject.ever === b.subject.ever && a.subject.last === b.subject.last;
}
