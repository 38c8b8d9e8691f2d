// A persona in, its probes as cases of a run out: those of each rule in the order of the file, then those of the persona as a whole.
// Asks nobody; the same persona gives the same cases.
import { range } from '../../base/range.ts';
import type { Expectation, Persona } from '../../lang/persona.ts';
import type { Origin, SourceText } from '../../lang/source-text.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { isJudged } from '../../suite/judged-rule.ts';
import { freeId } from '../../suite/plan-tests.ts';
import type { Expected, PlanOptions, SuiteCase } from '../../suite/suite-case.ts';
import type { ProbeTalk } from './probe.ts';
import { personaProbes, ruleProbes } from './probes/index.ts';
import { targetOf } from './rule-target.ts';

export interface ProbeOptions extends PlanOptions {
  /** Ids of rules (`Rule.id`): only probes of these, and none of the persona as a whole. */
  readonly rules?: readonly string[];
  /** How often each is played; default 1. All must pass. */
  readonly repeat?: number;
  /** At most so many a rule, the first ones. */
  readonly mostPerRule?: number;
}

/** Rules that are off, and rules for which no talk can be made up in which they apply, have none. */
export function planProbes(persona: Persona, book: RuleBook, options: ProbeOptions = {}): readonly SuiteCase[] {
  const taken = new Set<string>();
  const repeat = Math.max(1, options.repeat ?? 1);
  const cases: SuiteCase[] = [];
  for (const checked of book.rules) {
    const { rule } = checked;
    if (options.rules && !options.rules.includes(rule.id)) continue;
    const target = targetOf(checked, book);
    if (!target) continue;
    const talks = ruleProbes.flatMap((probe) => probe.talks(target).map((talk) => ({ probe: probe.id, talk })));
    for (const { probe, talk } of talks.slice(0, options.mostPerRule)) {
      const id = freeId(`probe/${rule.id}/${talk.id}`, taken);
      const base = { id, probe, repeat, pass: repeat, values: target.values };
      cases.push({ ...base, ...caseOf(talk, rule.origin), rule: rule.id, judged: [rule.id] });
    }
  }
  if (!options.rules) {
    // Rules that a program can decide cost nothing to look at.
    const judged = book.rules.filter((one) => one.rule.severity !== 'off' && !isJudged(one)).map(({ rule }) => rule.id);
    for (const probe of personaProbes) {
      for (const talk of probe.talks(persona, book)) {
        const base = { id: freeId(`probe/${talk.id}`, taken), probe: probe.id, repeat, pass: repeat, values: {} };
        cases.push({ ...base, ...caseOf(talk, headerOf(persona)), rule: undefined, judged });
      }
    }
  }
  return options.only ? cases.filter(({ id }) => options.only?.includes(id)) : cases;
}

function caseOf(talk: ProbeTalk, place: Origin) {
  const origin = talk.origin ?? place;
  return {
    kind: 'probe',
    title: talk.title,
    origin,
    steps: talk.messages.map((message) => ({
      speaker: message.role === 'assistant' ? ('self' as const) : ('user' as const),
      text: message.content,
      origin: undefined,
      heard: [message],
    })),
    expected: (talk.expected ?? []).map((each) => expectedOf(each, origin, talk.messages.length - 1)),
    answersIn: talk.answersIn,
    cannot: undefined,
  } as const;
}

/** About the answer to the last message alone: what we wrote before it is not the persona's. */
function expectedOf(each: NonNullable<ProbeTalk['expected']>[number], origin: Origin, step: number): Expected {
  const text: SourceText = { uri: origin.uri, value: each.text, range: origin.range, segments: [] };
  const expectation: Expectation = { kind: each.kind, text, after: step, origin };
  return { kind: each.kind, text: each.text, step, expectation };
}

/** The line that names the persona, or the file's beginning. */
export function headerOf({ uri, tree }: Persona): Origin {
  const block = tree.blocks.find(({ word }) => word === 'persona');
  return { uri, range: block?.header ?? range(0, 0) };
}
