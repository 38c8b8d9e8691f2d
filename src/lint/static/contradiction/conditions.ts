// Under which conditions rules apply: whether one surely applies whenever another does. Where it cannot tell, it says no.
import type { CheckedClause, Phrase, Subject } from '../../../rules/phrase.ts';
import type { CheckedRule } from '../../../rules/rule-book.ts';
import { operandKey } from '../operand-text.ts';
import { implies, testKey } from '../test-logic.ts';
import { boundLines, isBound } from './bound-values.ts';

/** The conditions of a rule, ready to be held against those of another. */
export interface Conditions {
  readonly rule: CheckedRule;
  readonly lines: readonly CheckedClause[];
  /** What each line says, and the bound values it may speak of. */
  readonly keys: ReadonlySet<string>;
}

/** `when`, `unless` and the `let` lines they may lean on, spaces folded. */
export function conditionsOf(rule: CheckedRule): Conditions {
  const lines = rule.clauses.filter(({ clause }) => clause.kind === 'when' || clause.kind === 'unless');
  return { rule, lines, keys: new Set(lines.map((line) => lineKey(rule, line))) };
}

function lineKey(rule: CheckedRule, { clause, values }: CheckedClause): string {
  const said = `${clause.kind}: ${clause.text.value.trim().replace(/\s+/g, ' ')}`;
  return values.some(({ path }) => isBound(rule, path)) ? `${said}|${boundLines(rule)}` : said;
}

/** Whether the first applies whenever the second does: each of its lines follows from one of the second's. */
export function appliesWith(first: Conditions, second: Conditions, closely: boolean): boolean {
  if (first.keys.isSubsetOf(second.keys)) return true;
  if (!closely || first.lines.length === 0 || second.lines.length === 0) return false;
  return first.lines.every(
    (line) =>
      second.keys.has(lineKey(first.rule, line)) ||
      (free(first, line) && second.lines.some((other) => free(second, other) && follows(line, other))),
  );
}

function free({ rule }: Conditions, { values, phrases }: CheckedClause): boolean {
  return phrases !== undefined && phrases.length > 0 && !values.some(({ path }) => isBound(rule, path));
}

/** Whether `line` is met wherever `given` is. */
function follows(line: CheckedClause, given: CheckedClause): boolean {
  const [wanted, known] = [line.phrases ?? [], given.phrases ?? []];
  const [a, b] = [line.clause.kind, given.clause.kind];
  if (a === 'when') return b === 'when' && known.every((k) => wanted.some((w) => brings(k, w)));
  if (b === 'unless') return wanted.every((w) => known.some((k) => brings(w, k)));
  return wanted.every((w) => known.every((k) => turnsApart(w, k)));
}

/** Whether `b` holds whenever `a` does. */
function brings(a: Phrase, b: Phrase): boolean {
  if (a.about === 'turn' && b.about === 'turn') {
    if (b.after === undefined) return a.after === undefined;
    return a.after === undefined ? b.after === 0 : a.after >= b.after;
  }
  if (a.about === 'known' && b.about === 'known') return operandKey(a.value) === operandKey(b.value);
  if (a.about === 'value' && b.about === 'known') return operandKey(a.value) === operandKey(b.value);
  if (a.about === 'value' && b.about === 'value') {
    return operandKey(a.value) === operandKey(b.value) && implies(a.test, b.test);
  }
  if (a.about === 'message' && b.about === 'message') return isPartOf(a.subject, b.subject) && implies(a.test, b.test);
  return a.about === 'reply' && b.about === 'reply' && testKey(a.test) === testKey(b.test);
}

/** Whether every message that `a` looks at is one that `b` looks at, too. */
function isPartOf(a: Subject, b: Subject): boolean {
  if (a.who !== b.who) return false;
  if (a.last === b.last) return a.ever === b.ever || (b.ever && (!a.ever || a.who === 'self'));
  return a.last && (b.ever || !a.ever);
}

/** `first turn` and `after turn 1` never hold together. */
function turnsApart(a: Phrase, b: Phrase): boolean {
  if (a.about !== 'turn' || b.about !== 'turn') return false;
  if (a.after === undefined) return b.after !== undefined && b.after >= 1;
  return b.after === undefined && a.after >= 1;
}
