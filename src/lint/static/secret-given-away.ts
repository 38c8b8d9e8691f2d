// A `given` value that a rule guards (`never: say "{{it}}"`), written out where the reader or the model gets it anyway.
import { overlaps, type Range } from '../../base/range.ts';
import { nameKey } from '../../lang/name.ts';
import type { Given, Persona } from '../../lang/persona.ts';
import type { Problem } from '../../lang/problems.ts';
import { type SourceText, sourceRange } from '../../lang/source-text.ts';
import type { Value } from '../../lang/value.ts';
import { isList, lookUp } from '../../lang/values.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { isUnspaced } from '../../rules/words.ts';
import { breaksOwnRule } from './breaks-own-rule.ts';
import type { LintContext, LintRule } from './rule.ts';

/** Shorter values stand in ordinary words by chance. */
const shortest = 4;

export const secretGivenAway: LintRule = {
  id: 'secret-given-away',
  severity: 'warning',
  summary: 'A value that a rule keeps secret stands in the greeting, an example or the prompt.',
  phase: 'save',
  *check(context: LintContext): Generator<Problem | undefined, void> {
    const { persona, book } = context;
    const paths = guarded(book);
    const found = persona.given.flatMap((given) => {
      const secrets = paths.filter(({ key }) => key === given.name.key).map(({ path }) => path);
      const values = new Set(secrets.flatMap((path) => texts(lookUp({ [given.name.key]: given.value }, path))));
      return [...values].flatMap((secret) =>
        proseOf(persona).flatMap(({ where, text }) => mentions(given, secret, where, text)),
      );
    });
    if (found.length === 0) return;
    // What a rule is broken by already is not told twice.
    const broken: Range[] = [];
    for (const problem of breaksOwnRule.check(context)) {
      if (problem) broken.push(problem.range);
      yield undefined;
    }
    yield* found.filter(({ range }) => !broken.some((told) => overlaps(told, range)));
  },
};

/** Values that some rule must never say, on their own: the key of each, and the path to what is guarded in it. */
function guarded(book: RuleBook): readonly { readonly key: string; readonly path: string }[] {
  const paths = new Set<string>();
  for (const { clause, phrases } of book.rules.flatMap((rule) => rule.clauses)) {
    if (clause.kind !== 'never') continue;
    for (const phrase of phrases ?? []) {
      if (phrase.about !== 'reply' || (phrase.test.test !== 'say' && phrase.test.test !== 'say word')) continue;
      for (const { parts } of phrase.test.texts) {
        const [only] = parts;
        if (parts.length === 1 && only !== undefined && typeof only !== 'string') paths.add(nameKey(only.path));
      }
    }
  }
  return [...paths].map((path) => ({ path, key: path.split('.')[0] ?? '' }));
}

/** A list as a whole is no secret: it holds words not to use, such as names of competitors. */
function texts(value: Value | undefined): readonly string[] {
  if (value === null || value === undefined || isList(value)) return [];
  if (typeof value === 'object') return Object.values(value).flatMap(texts);
  const text = String(value).trim();
  return text.length >= shortest ? [text] : [];
}

/** Prose of this file by where it ends up; lines of `self` in examples are left to `breaks-own-rule`. */
function proseOf(persona: Persona): readonly { where: 'greeting' | 'example' | 'prompt'; text: SourceText }[] {
  const prompt = [
    ...persona.head.values(),
    ...persona.sections.map((s) => s.text),
    ...persona.about.map((a) => a.text),
    ...persona.knows.map((fact) => fact.text),
    ...persona.voice.items,
    ...persona.unknown.items,
    ...persona.rules.map((rule) => rule.sentence),
  ];
  const example = persona.examples.flatMap((e) =>
    e.lines.filter((line) => line.speaker !== 'self').map((line) => line.text),
  );
  const placed = [
    ...persona.greetings.map((text) => ({ where: 'greeting' as const, text })),
    ...example.map((text) => ({ where: 'example' as const, text })),
    ...prompt.map((text) => ({ where: 'prompt' as const, text })),
  ];
  return placed.filter(({ text }) => text.uri === persona.uri);
}

const says = {
  greeting: 'The greeting says it to everybody.',
  example: 'An example shows it to the model as something people say.',
  prompt: 'It is written out in the prompt.',
} as const;

function mentions(given: Given, secret: string, where: 'greeting' | 'example' | 'prompt', text: SourceText): Problem[] {
  const at = findWords(text.value, secret);
  const name = given.name.text;
  if (at < 0) {
    // Named rather than written out: in a greeting it is said all the same; elsewhere the author means the model to know it.
    const braced = where === 'greeting' ? text.value.indexOf(`{{${name}}}`) : -1;
    return braced < 0 ? [] : [problem(given, where, text, braced, braced + name.length + 4)];
  }
  return [problem(given, where, text, at, at + secret.length)];
}

/** Where the secret stands, ignoring case, and not inside a longer word; -1: nowhere. */
function findWords(text: string, secret: string): number {
  const folded = text.toLowerCase();
  const wanted = secret.toLowerCase();
  if (folded.length !== text.length) return text.indexOf(secret);
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const beside = `${text.charAt(at - 1)} ${text.charAt(at + wanted.length)}`;
    if (isUnspaced(wanted) || !/[\p{L}\p{M}\p{N}]/u.test(beside)) return at;
  }
  return -1;
}

function problem(
  given: Given,
  where: 'greeting' | 'example' | 'prompt',
  text: SourceText,
  start: number,
  end: number,
): Problem {
  const range = sourceRange(text, start, end);
  const name = given.name.text;
  const fix = { title: `Write {{${name}}} instead`, edits: [{ range, text: `{{${name}}}` }], preferred: true };
  return {
    code: 'secret-given-away',
    severity: 'warning',
    range,
    message: `A rule keeps \`${name}\` secret, and here it is. ${says[where]}`,
    related: [{ origin: given.origin, message: `\`${name}\` is given here.` }],
    fixes: where === 'prompt' && typeof given.value !== 'object' ? [fix] : [],
  };
}
