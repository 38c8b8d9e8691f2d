// Lines that a model proposes as the check of a rule, put under that rule and read by our own reader. In: the file, the rule, the lines. Out: the
// patch and the rule as it would be judged, or in words why it cannot be read.
import type { Rule } from '../../lang/persona.ts';
import { readPersona } from '../../lang/read-persona.ts';
import type { Source } from '../../lang/source.ts';
import type { Member, Tree } from '../../lang/tree.ts';
import { type RuleBook, readRules } from '../../rules/rule-book.ts';
import { applyPatches } from '../apply-patches.ts';
import { linesOfMember } from '../lines-of.ts';
import type { FindProblems } from '../make-patch.ts';
import { newMemberOf } from '../new-node.ts';
import type { Patch } from '../patch.ts';
import { patchesOfLines } from '../patches-of.ts';

/** What a model proposes: clauses of the language, and why. */
export interface Proposed {
  readonly clauses: readonly string[];
  readonly why: string;
}

export interface CandidateCheck {
  readonly patch: Patch;
  /** Of the file with the patch: what judges. */
  readonly book: RuleBook;
  readonly clauses: readonly string[];
}

export interface CheckPlace {
  readonly base: Tree;
  readonly files: Source;
  readonly find: FindProblems;
  readonly rule: Rule;
}

/** The candidate, or what is wrong with it. Never throws on what a model wrote. */
export function candidateCheck(
  { base, files, find, rule }: CheckPlace,
  { clauses, why }: Proposed,
): CandidateCheck | string {
  const member = memberOf(base, rule);
  if (!member) return 'The rule is not in the file any more.';
  const children: { name: string; text: string }[] = [];
  for (const line of clauses) {
    const match = /^\s*(?:-\s+)?(when|unless|must|never|let)\s*:\s*(\S[^\r\n]*)$/u.exec(line);
    if (!match) return `\`${line.trim()}\` is no line that a rule may have here.`;
    children.push({ name: match[1] ?? '', text: (match[2] ?? '').trim() });
  }
  if (!children.some(({ name }) => name === 'must' || name === 'never')) return 'It has no `must:` or `never:` line.';
  const fresh = newMemberOf(member);
  const lines = linesOfMember({ ...fresh, children: [...(fresh.children ?? []), ...children] });
  const [patch] = patchesOfLines(base, 'rules', lines, { reason: why, evidence: [] }, find).patches;
  if (!patch) return 'It says nothing that is not in the file already.';
  if (patch.refused !== undefined) return patch.refused;
  const { text } = applyPatches(base.text, base.uri, [patch]);
  const book = readRules(readPersona(text, base.uri, files));
  const checked = book.rules.find((one) => one.rule.key === rule.key);
  const unread = checked?.clauses.find(
    ({ clause, phrases, binding, problems }) =>
      clause.kind !== 'judge' && (problems.some(({ severity }) => severity === 'error') || (!phrases && !binding)),
  );
  if (!checked) return 'With it the rule cannot be found any more.';
  if (unread) {
    const { kind, text: said } = unread.clause;
    return `\`${kind}: ${said.value.trim()}\` cannot be read: ${unread.problems[0]?.message ?? 'it is no phrase.'}`;
  }
  return { patch, book, clauses: children.map(({ name, text: said }) => `${name}: ${said}`) };
}

function memberOf(base: Tree, { origin }: Rule): Member | undefined {
  const members = base.blocks.filter(({ word }) => word === 'rules').flatMap(({ children }) => children);
  return members.find(({ range }) => range.start <= origin.range.start && origin.range.start <= range.end);
}
