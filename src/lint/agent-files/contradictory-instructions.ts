// Two instructions that no reply can keep both: what one says always to do the other says never to, or both are rules about replies and the proof that
// personas get shows that no reply keeps them. What holds for some case alone is not compared, nor what one part of the file says of its own matter with
// what another says of another.
import { defaultConfig } from '../../config/config.ts';
import type { Problem } from '../../lang/problems.ts';
import type { Source } from '../../lang/source.ts';
import { checkFile } from '../static/check-file.ts';
import type { AgentRule } from './agent-rule.ts';
import { asClause, type Clause } from './as-clause.ts';
import type { Instruction } from './instructions.ts';
import { type Polar, pointsBack, polarOf, wordCount } from './polarity.ts';

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

/** `Always use tabs` and `Never use tabs`, of what holds for the same. */
function opposed(all: readonly Instruction[]): readonly Pair[] {
  const said = new Map<string, Said[]>();
  const pairs: Pair[] = [];
  for (const instruction of all) {
    const polar = polarOf(instruction.text);
    const words = wordCount(polar.what);
    if (words < (polar.explicit ? 2 : 3) || pointsBack(polar.what)) continue;
    const key = `${instruction.scope}\n${polar.what}`;
    const same = said.get(key) ?? [];
    const other = same.find((each) => opposes(each, { instruction, polar }));
    if (other) pairs.push([other.instruction, instruction]);
    said.set(key, [...same, { instruction, polar }]);
  }
  return pairs;
}

interface Said {
  readonly instruction: Instruction;
  readonly polar: Polar;
}

/** A bare order (`Run the migrations`) may be the step behind `Do not run the migrations`, so it is held only against what says `always` or `never`, near it. */
function opposes(earlier: Said, later: Said): boolean {
  if (earlier.polar.to === later.polar.to) return false;
  if (earlier.polar.explicit && later.polar.explicit) return true;
  const [one, other] = [earlier.instruction, later.instruction];
  return (
    wordCount(later.polar.what) > 2 &&
    one.section === other.section &&
    one.part !== other.part &&
    (lasting.test(one.text) || lasting.test(other.text))
  );
}

const lasting = /\b(?:always|never|must|under no circumstances)\b/iu;

/** As many rules are compared; a file with more of them says them in another way. */
const mostRules = 100;
const nothing: Source = { read: (_path, from) => ({ ok: false, uri: from, reason: 'missing' }) };

/** Of those that hold for the same, among themselves. */
function refuted(all: readonly Instruction[]): readonly Pair[] {
  return [...Map.groupBy(all, ({ scope }) => scope).values()].flatMap(refutedBy);
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
