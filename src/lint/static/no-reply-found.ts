// Rules that apply together and for which a bounded search found no reply that keeps them, though nothing is proven. The search
// is the understudy's; where it cannot build or tell what a rule asks for, nothing is said.
import type { Problem } from '../../lang/problems.ts';
import type { CheckedRule, RuleBook } from '../../rules/rule-book.ts';
import { applyingIn, plainSituations, type Situation, situationOf } from '../../rules/witness/situation.ts';
import { splitSentences } from '../../rules/witness/split-sentences.ts';
import { findWitness } from '../../rules/witness/witness.ts';
import { contradictions } from './contradictory-rules.ts';
import type { LintContext, LintRule } from './rule.ts';

export const noReplyFound: LintRule = {
  id: 'no-reply-found',
  severity: 'hint',
  summary: 'Rules that apply together and that no reply was found to keep all.',
  phase: 'save',
  *check(context: LintContext) {
    const found = yield* unkept(context);
    yield* found.flatMap((rules) => problemOf(rules, context.persona.uri));
  },
};

/** How much is searched in one file: situations, and rules judged in them. */
const mostSituations = 64;
const mostJudged = 150_000;
/** Sets larger than this are searched by pairs only. */
const largestSet = 12;

type Rules = readonly CheckedRule[];

/** Smallest sets of rules that were not kept together, each once. Rests with each search. */
function* unkept(context: LintContext): Generator<undefined, readonly Rules[]> {
  const { book, measures, persona } = context;
  const checkable = book.rules.filter(
    ({ rule, clauses }) =>
      rule.severity !== 'off' && clauses.some(({ clause }) => clause.kind === 'must' || clause.kind === 'never'),
  );
  // Without anything that must be, saying nothing keeps every rule.
  if (!checkable.some(({ clauses }) => clauses.some(({ clause }) => clause.kind === 'must'))) return [];
  const own = [...persona.greetings, ...persona.examples.flatMap((e) => e.lines.map((line) => line.text))];
  const pool = own
    .slice(0, 12)
    .flatMap((text) => splitSentences(text.value))
    .slice(0, 24);
  const proven = (yield* contradictions(book)).map((core) => new Set(core.map(({ rule }) => rule)));
  const found: Rules[] = [];
  let left = mostJudged;

  for (const applying of situationsOf(book, checkable)) {
    yield undefined;
    if (!applying) continue;
    const { situation, rules } = applying;
    // What is proven is told as an error: the rest is looked at without the later of the two.
    const known = proven.filter((core) => [...core].every((rule) => rules.includes(rule)));
    const open = rules.filter((rule) => !known.some((core) => [...core].at(-1) === rule));
    if (isKept(open, situation)) continue;
    const sets = [...open.map((rule) => [rule]), ...pairsOf(open)];
    const failing: Rules[] = [];
    for (const set of sets) {
      yield undefined;
      if (holdsOne(failing, set) || isKept(set, situation)) continue;
      failing.push(set);
    }
    if (failing.length === 0 && open.length <= largestSet) failing.push(...smallest(open, situation));
    found.push(...failing.filter((set) => !holdsOne(found, set)));
  }
  return found;

  /** Also where the search is blind, or where there is nothing left to search with. */
  function isKept(rules: Rules, situation: Situation): boolean {
    if (left <= 0 || rules.length === 0) return true;
    const witness = findWitness(book, rules, situation, measures, pool);
    left -= witness.judged * rules.reduce((sum, rule) => sum + costOf(rule), 0);
    return witness.found || witness.blind;
  }

  function smallest(rules: Rules, situation: Situation): readonly Rules[] {
    let set = rules;
    for (const rule of rules) {
      const without = set.filter((other) => other !== rule);
      if (!isKept(without, situation)) set = without;
    }
    return left > 0 && set.length > 2 ? [set] : [];
  }
}

/** Long texts are slow to look for. */
function costOf({ clauses }: CheckedRule): number {
  return clauses.reduce((sum, { clause }) => sum + clause.text.value.length / 100, 1);
}

interface Applying {
  readonly situation: Situation;
  readonly rules: Rules;
}

/** Situations with the rules that apply in each, no two with the same ones. */
function* situationsOf(book: RuleBook, checkable: Rules): Generator<Applying | undefined, void> {
  const seen = new Set<string>();
  const order = new Map(book.rules.map((rule, index) => [rule, index]));
  const conditional = checkable.filter(({ clauses }) => clauses.some(({ clause }) => clause.kind === 'when'));
  const made = conditional.slice(0, mostSituations).flatMap((rule) => situationOf(rule, book) ?? []);
  for (const situation of [...plainSituations, ...made]) {
    const rules = applyingIn(checkable, book, situation);
    const key = rules.map((rule) => order.get(rule)).join();
    yield seen.has(key) ? undefined : { situation, rules };
    seen.add(key);
  }
}

function pairsOf(rules: Rules): Rules[] {
  return rules.flatMap((later, index) => rules.slice(0, index).map((earlier) => [earlier, later]));
}

function holdsOne(sets: readonly Rules[], set: Rules): boolean {
  return sets.some((one) => one.every((rule) => set.includes(rule)));
}

/** Told on the last of the rules that stands in this file. */
function problemOf(rules: Rules, uri: string): readonly Problem[] {
  const here = rules.findLast(({ rule }) => rule.origin.uri === uri);
  if (!here) return [];
  const others = rules.filter((rule) => rule !== here).map(({ rule }) => rule);
  const names = others.map((rule) => `“${rule.id}”`).join(', ');
  const message =
    others.length === 0
      ? 'No reply was found that keeps this rule.'
      : `No reply was found that keeps this rule together with ${names}. That they conflict is not proven.`;
  return [
    {
      code: 'no-reply-found',
      severity: 'hint',
      range: here.rule.name?.range ?? here.rule.sentence.range,
      message,
      related: others.map((rule) => ({ origin: rule.origin, message: `The rule “${rule.id}”.` })),
    },
  ];
}
