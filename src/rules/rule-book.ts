// A persona's rules, read once: each clause with its phrases, or with the problem that keeps it from being read.
import { append } from '../base/append.ts';
import { recall } from '../lang/memory.ts';
import type { Clause, Persona, Rule } from '../lang/persona.ts';
import type { Problem } from '../lang/problems.ts';
import { type SourceText, sourceRange } from '../lang/source-text.ts';
import type { CheckedClause } from './phrase.ts';
import { type ReadPhrases, readClause, readPhrases } from './read-clause.ts';
import type { Speakers } from './read-phrase.ts';
import { textOfPattern } from './through/see-through.ts';

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
  const speakers = speakersOf(persona);
  const { memory } = persona.tree;
  // A clause says the same as long as the same may speak, and so do all of them while they are the same rules.
  const names = speakers.join('\n');
  const { rules, problems } = recall(memory, readAll, persona.rules, { persona, speakers, names }, names);
  const all = [...problems, ...elsewhere(persona, speakers, names)];
  return { persona, rules, problems: all.sort((a, b) => a.range.start - b.range.start) };
}

interface ReadWith {
  readonly persona: Persona;
  readonly speakers: Speakers;
  readonly names: string;
}

function readAll(all: readonly Rule[], { persona, speakers, names }: ReadWith): Pick<RuleBook, 'rules' | 'problems'> {
  const { memory } = persona.tree;
  const read = (clause: Clause) => recall(memory, readClause, clause, speakers, names);
  const rules = all.map((rule) => ({ rule, clauses: rule.clauses.map(read) }));
  const problems: Problem[] = [];
  for (const { clauses } of rules) {
    for (const { clause, problems: found } of clauses) if (isOwn(persona, clause)) append(problems, found);
  }
  for (const checked of rules) append(problems, unseenPatterns(persona, checked));
  return { rules, problems };
}

/** Who may be named in a condition: the cast of every scene and test, and the narrator. */
export function speakersOf(persona: Persona): Speakers {
  const casts = [...persona.scenes, ...persona.tests].flatMap((scene) => scene.cast.map(({ key }) => key));
  return [...new Set(['narrator', ...casts])];
}

/** A test's `must`, `never` or `judge` as a clause, so that one reader and one judge serve both. */
export function expectationClause(expectation: Persona['tests'][number]['expectations'][number]): Clause | undefined {
  const { kind, text, origin } = expectation;
  return kind === 'must' || kind === 'never' || kind === 'judge' ? { kind, text, origin } : undefined;
}

/** Disguises that change letters are seen through in texts; what a pattern would look like in them nobody can say. */
function unseenPatterns(persona: Persona, { rule, clauses }: CheckedRule): readonly Problem[] {
  const heavy = rule.through.filter(
    (disguise) => disguise !== 'case' && disguise !== 'zero-width' && disguise !== 'homoglyphs',
  );
  if (heavy.length === 0) return [];
  return clauses.flatMap(({ clause, phrases }) =>
    clause.kind !== 'never' || !isOwn(persona, clause)
      ? []
      : (phrases ?? []).flatMap((phrase): Problem[] => {
          if (phrase.about !== 'reply' || phrase.test.test !== 'match' || textOfPattern(phrase.test.pattern.regex))
            return [];
          const { start, end } = phrase.test.pattern.range;
          const message = `\`through: ${heavy.join(', ')}\` looks for texts and values (\`say "…"\`), not for a pattern.`;
          return [{ code: 'bad-phrase', severity: 'hint', range: sourceRange(clause.text, start, end), message }];
        }),
  );
}

function isOwn(persona: Persona, piece: { readonly text: SourceText }): boolean {
  return piece.text.uri === persona.uri;
}

function elsewhere(persona: Persona, speakers: Speakers, names: string): readonly Problem[] {
  const { memory } = persona.tree;
  const conditions = [
    ...persona.plan.flatMap(({ when, unless, until }) => [...when, ...unless, ...until]),
    ...persona.moves.flatMap(({ when, unless }) => [...when, ...unless]),
    ...persona.scenes.flatMap(({ endsWhen, goalWhen }) => [...endsWhen, ...goalWhen]),
  ];
  const expected = persona.tests.flatMap(({ expectations }) =>
    expectations.flatMap((one) => recall(memory, expectationClause, one, undefined) ?? []),
  );
  return [
    ...conditions
      .filter((text) => text.uri === persona.uri)
      .flatMap((text) => recall(memory, readCondition, text, speakers, names).problems),
    ...expected
      .filter((clause) => isOwn(persona, clause))
      .flatMap((clause) => recall(memory, readClause, clause, speakers, names).problems),
  ];
}

function readCondition(text: SourceText, speakers: Speakers): ReadPhrases {
  return readPhrases(text, 'condition', speakers);
}
