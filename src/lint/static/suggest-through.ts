// A rule that keeps a `given` value secret to the letter alone: with a look-alike letter in it, or something unseen, it passes.
// The fix lets the rule look through the three thin disguises that new files begin with.

import { addMember } from '../../lang/edit.ts';
import { nameKey } from '../../lang/name.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Fix, Problem } from '../../lang/problems.ts';
import { isList, lookUp } from '../../lang/values.ts';
import type { CheckedClause } from '../../rules/phrase.ts';
import type { CheckedRule } from '../../rules/rule-book.ts';
import type { LintContext, LintRule } from './rule.ts';

export const suggestThrough: LintRule = {
  id: 'suggest-through',
  severity: 'hint',
  summary: 'A rule that keeps a value secret and does not look through disguises.',
  phase: 'save',
  check: ({ persona, book }: LintContext): readonly Problem[] => {
    const open = book.rules.filter(
      ({ rule }) => rule.origin.uri === persona.uri && rule.severity !== 'off' && rule.through.length === 0,
    );
    return open.flatMap((checked) => suggestions(checked, persona)).map((suggest, index) => suggest(index < mostFixes));
  },
};

const usual = 'case, zero-width, homoglyphs';
/** Each fix reads the file again; where there are more findings than this, these are told without one. */
const mostFixes = 20;

function suggestions(checked: CheckedRule, persona: Persona): readonly ((fixed: boolean) => Problem)[] {
  const guarding = checked.clauses.find((clause) => guardedBy(clause, checked, persona) !== undefined);
  const name = guarding && guardedBy(guarding, checked, persona);
  if (!guarding || name === undefined) return [];
  return [
    (fixed) => ({
      code: 'suggest-through',
      severity: 'hint',
      range: guarding.clause.text.range,
      message: `\`${name}\` is looked for as it is written. With \`through: ${usual}\` a thin disguise does not hide it.`,
      fixes: fixed ? fixesFor(checked, guarding, persona) : [],
    }),
  ];
}

/** The value that a `never: say "{{it}}"` keeps; a list holds words not to use rather than a secret. */
function guardedBy({ clause, phrases }: CheckedClause, { clauses }: CheckedRule, persona: Persona): string | undefined {
  if (clause.kind !== 'never') return undefined;
  for (const phrase of phrases ?? []) {
    if (phrase.about !== 'reply' || (phrase.test.test !== 'say' && phrase.test.test !== 'say word')) continue;
    for (const { parts } of phrase.test.texts) {
      const [only] = parts;
      if (parts.length !== 1 || only === undefined || typeof only === 'string') continue;
      const path = nameKey(only.path);
      const given = persona.given.find(({ name }) => name.key === path || path.startsWith(`${name.key}.`));
      const bound = clauses.some(({ binding }) => binding?.key === path.split('.')[0]);
      if (!given || bound) continue;
      const value = lookUp({ [given.name.key]: given.value }, path);
      if (value !== undefined && !isList(value)) return only.path;
    }
  }
  return undefined;
}

function fixesFor({ rule }: CheckedRule, { clause }: CheckedClause, { tree }: Persona): readonly Fix[] {
  const members = tree.blocks.filter(({ word }) => word === 'rules').flatMap((block) => block.children);
  const node = members.find(({ range }) => range.start === rule.origin.range.start);
  if (!node || node.children.some((child) => child.kind === 'entry' && child.word === 'through')) return [];
  const at = node.children.findIndex(({ range }) => range.start === clause.origin.range.start);
  const edited = addMember(tree, node, { name: 'through', text: usual }, at < 0 ? undefined : at + 1);
  return edited.ok ? [{ title: `Add \`through: ${usual}\``, edits: edited.edits, preferred: true }] : [];
}
