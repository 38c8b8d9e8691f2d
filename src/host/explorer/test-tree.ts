// What Test Explorer shows of one file: its `test` blocks, then *Probes* with one group a rule. Values in, values out.
import type { Persona } from '../../lang/persona.ts';
import type { Origin } from '../../lang/source-text.ts';
import type { SuiteCase } from '../../suite/suite-case.ts';

export interface TestNode {
  /** Unique among its siblings, and the same after an edit elsewhere. */
  readonly id: string;
  readonly label: string;
  /** Where it stands; undefined for groups that stand nowhere. */
  readonly origin: Origin | undefined;
  /** Id of the case; undefined for a group. */
  readonly case: string | undefined;
  readonly children: readonly TestNode[];
}

export interface TreeWords {
  readonly probes: string;
  /** The group of probes that are of no single rule. */
  readonly whole: string;
}

/** Undefined where there is nothing to run. */
export function testTree(
  persona: Persona,
  tests: readonly SuiteCase[],
  probes: readonly SuiteCase[],
  words: TreeWords,
): readonly TestNode[] {
  const groups = Map.groupBy(probes, ({ rule }) => rule);
  const rules = [...groups].map(([rule, cases]): TestNode => {
    const stated = persona.rules.find(({ id }) => id === rule);
    return {
      id: rule === undefined ? 'whole' : `rule/${rule}`,
      label: rule ?? words.whole,
      origin: stated?.origin,
      case: undefined,
      // The lines of a probe stand in no file: its group shows where the rule is.
      children: cases.map(({ id, title }) => leaf(id, title, undefined)),
    };
  });
  return [
    ...tests.map(({ id, title, origin }) => leaf(id, title, origin)),
    ...(rules.length > 0
      ? [{ id: 'probes', label: words.probes, origin: undefined, case: undefined, children: rules }]
      : []),
  ];
}

function leaf(id: string, label: string, origin: Origin | undefined): TestNode {
  return { id, label, origin, case: id, children: [] };
}
