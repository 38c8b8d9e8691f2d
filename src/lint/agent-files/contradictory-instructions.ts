// Two instructions that no reply can keep both: what one says always to do the other says never to, or both are rules about replies and the proof that
// personas get shows that no reply keeps them. What holds for some case alone is not compared, nor what one section says of its own text with another.
import { defaultConfig } from '../../config/config.ts';
import type { Problem } from '../../lang/problems.ts';
import type { Source } from '../../lang/source.ts';
import { checkFile } from '../static/check-file.ts';
import type { AgentRule } from './agent-rule.ts';
import { asClause, type Clause } from './as-clause.ts';
import type { Instruction } from './instructions.ts';
import { type Polar, polarOf, wordCount } from './polarity.ts';

export const contradictoryInstructions: AgentRule = {
  id: 'contradictory-instructions',
  leftTo: [],
  check({ instructions, uri }) {
    const all = instructions().filter(({ conditional }) => !conditional);
    return once([...opposed(all), ...refuted(all)]).map(([earlier, later]) => problem(earlier, later, uri));
  },
};

type Pair = readonly [earlier: Instruction, later: Instruction];

/** Two that are opposites word for word may be refuted as well. */
function once(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(
    ([earlier, later], at) => pairs.findIndex((other) => other[0] === earlier && other[1] === later) === at,
  );
}

/** `Always use tabs` and `Never use tabs`. A bare order is taken for one only where it is long enough to mean the same thing. */
function opposed(all: readonly Instruction[]): readonly Pair[] {
  const said = new Map<string, { instruction: Instruction; polar: Polar }[]>();
  const pairs: Pair[] = [];
  for (const instruction of all) {
    const polar = polarOf(instruction.text);
    const words = wordCount(polar.what);
    if (words < (polar.explicit ? 2 : 3)) continue;
    const same = said.get(polar.what) ?? [];
    const other = same.find(
      (each) =>
        each.polar.to !== polar.to &&
        (each.polar.explicit || words > 2) &&
        (each.instruction.section === instruction.section || (each.polar.explicit && polar.explicit)),
    );
    if (other) pairs.push([other.instruction, instruction]);
    said.set(polar.what, [...same, { instruction, polar }]);
  }
  return pairs;
}

/** As many rules are compared; a file with more of them says them in another way. */
const mostRules = 100;
const nothing: Source = { read: (_path, from) => ({ ok: false, uri: from, reason: 'missing' }) };

/** Of those about every reply wherever they stand, and of those of each other section among themselves. */
function refuted(all: readonly Instruction[]): readonly Pair[] {
  const groups = Map.groupBy(all, ({ general, section }) => (general ? -1 : section));
  return [...groups.values()].flatMap(refutedBy);
}

/** A persona with a rule for each, read and checked as any other. */
function refutedBy(all: readonly Instruction[]): readonly Pair[] {
  const rules = all.flatMap((instruction) => {
    const clause = asClause(instruction.text);
    return clause ? [{ instruction, clause }] : [];
  });
  if (rules.length < 2) return [];
  const used = rules.slice(0, mostRules);
  const { text, ruleAt } = asPersona(used.map(({ clause }) => clause));
  const checked = checkFile(
    { text, uri: 'file:///rules.persona', source: nothing, config: defaultConfig, measures: {}, talks: [] },
    'save',
  );
  return checked.problems.flatMap(({ code, range, related }): Pair[] => {
    const [a, b] = [ruleAt(range.start), ruleAt(related?.[0]?.origin.range.start ?? -1)].sort((x, y) => x - y);
    const [earlier, later] = [used[a ?? -1], used[b ?? -1]];
    return code === 'contradictory-rules' && earlier && later && earlier !== later
      ? [[earlier.instruction, later.instruction]]
      : [];
  });
}

function asPersona(clauses: readonly Clause[]): { text: string; ruleAt: (offset: number) => number } {
  const starts: number[] = [];
  let text = 'persona Reader\n\nrules\n';
  for (const [index, { kind, phrase }] of clauses.entries()) {
    starts.push(text.length);
    text += `  r${index}: It is kept.\n    ${kind}: ${phrase}\n`;
  }
  return { text, ruleAt: (offset) => starts.findLastIndex((start) => start <= offset) };
}

function problem(earlier: Instruction, later: Instruction, uri: string): Problem {
  return {
    code: 'contradictory-instructions',
    severity: 'warning',
    range: later.range,
    message: `This and “${shortened(earlier.text)}” cannot both be followed.`,
    related: [{ origin: { uri, range: earlier.range }, message: `Contradicts “${shortened(later.text)}”.` }],
  };
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= 80 ? text : `${letters.slice(0, 79).join('')}…`;
}
