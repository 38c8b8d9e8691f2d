// A persona in another language: its prose, field by field. Names, values, patterns and checks stay to the letter. In: a persona, a language. Out:
// patches, and each check that would not fit the new language any more, found by judging, not by asking.
import type { Persona } from '../../lang/persona.ts';
import { authorTalks } from '../../lint/static/author-talks.ts';
import { judge } from '../../rules/judge.ts';
import { findLanguage } from '../../rules/languages.ts';
import type { TextTest } from '../../rules/phrase.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { applyPatches } from '../apply-patches.ts';
import { versionOf } from '../improve/version.ts';
import type { MakeRecipe } from '../offer.ts';
import { patchesOfLines } from '../patches-of.ts';
import { askRewrites } from './ask-rewrites.ts';
import { lossesOf } from './losses.ts';
import { proseFields, rewriteFields } from './prose-fields.ts';

/** Fields that are asked for at once. */
const atOnce = 30;

/** The recipe, or why there is none. `words`: the language, by its English name, its own, or its code. */
export const translate: MakeRecipe = (input) => {
  const { base, persona, book, files, find, words } = input;
  const language = findLanguage(words.trim());
  if (!language) return `“${words.trim()}” is no language that is known here: give its English name, or its code.`;
  const fields = proseFields(base);
  if (fields.length === 0) return 'There is no text in this file to translate.';
  const rounds = Math.ceil(fields.length / atOnce);
  return {
    what: `The persona in ${language.name}`,
    requests: { least: rounds, most: 2 * rounds },
    async *steps(place, deps, signal) {
      const texts = new Map<(typeof fields)[number], string>();
      for (let round = 0; round < rounds; round++) {
        const step = rounds === 1 ? 'translate' : `translate ${round + 1}`;
        yield { type: 'step', name: step, number: round + 1, of: rounds };
        const some = fields.slice(round * atOnce, (round + 1) * atOnce);
        const asked = yield* askRewrites({ step, task: taskFor(language.name), fields: some }, place, deps, signal);
        if (!asked.ok) return asked;
        for (const [field, text] of asked.texts) texts.set(field, text);
      }
      const left = fields.filter((field) => !texts.has(field));
      if (left.length > 0) {
        const message = `Left as they are: ${left.map(({ title }) => title).join('; ')}.`;
        yield { type: 'told', severity: 'note', message };
      }
      const grounds = () => ({ reason: `In ${language.name}.`, evidence: [] });
      const written = rewriteFields(base, texts, grounds, find);
      const told = patchesOfLines(base, 'persona', `language: ${language.name}`, grounds(), find).patches;
      const patches = [...told, ...written];
      const after = versionOf(applyPatches(base.text, base.uri, patches).text, base.uri, files);
      for (const loss of lossesOf(persona, after.persona)) {
        yield { type: 'told', severity: 'error', message: `All of it together would lose ${loss}.` };
      }
      for (const message of misfits(book, after.book, language)) yield { type: 'told', severity: 'warning', message };
      yield { type: 'patches', patches };
      return { ok: true };
    },
  };
};

/** Checks that look for words of the old language, or that the author's own lines keep before and break after. */
export function misfits(
  before: RuleBook,
  after: RuleBook,
  language: { code: string; name: string },
): readonly string[] {
  const found: string[] = [];
  const brokenBefore = new Set(brokenIn(before).map(({ rule }) => rule));
  for (const { rule, why } of brokenIn(after)) {
    if (!brokenBefore.has(rule))
      found.push(`The rule “${rule}” is broken by its own examples in ${language.name}: ${why}`);
  }
  for (const { rule, clauses } of before.rules) {
    for (const { clause, phrases } of clauses) {
      for (const phrase of phrases ?? []) {
        const why = 'test' in phrase ? misfit(phrase.test, language) : undefined;
        if (why)
          found.push(`\`${clause.kind}: ${clause.text.value.trim()}\` of the rule “${rule.id}” stays as it is: ${why}`);
      }
    }
  }
  return [...new Set(found)];
}

function misfit(test: TextTest, { code, name }: { code: string; name: string }): string | undefined {
  if (test.test === 'language') return test.code === code ? undefined : `it asks for ${test.name}, not ${name}.`;
  if (test.test === 'match') return /\p{L}{3}/u.test(test.pattern.regex) ? notTranslated : undefined;
  if (!('texts' in test)) return undefined;
  const words = test.texts.some(({ parts }) =>
    parts.some((part) => typeof part === 'string' && /\p{L}{2}/u.test(part)),
  );
  return words ? notTranslated : undefined;
}

const notTranslated = 'it looks for words, and words are not translated in a check.';

function brokenIn(book: RuleBook): readonly { readonly rule: string; readonly why: string }[] {
  return talksOf(book.persona).flatMap((messages) =>
    judge(book, messages).turns.flatMap(({ verdicts }) =>
      verdicts.filter(({ state }) => state === 'broken').map(({ rule, why }) => ({ rule, why })),
    ),
  );
}

function talksOf(persona: Persona) {
  return authorTalks(persona).map(({ messages }) => messages);
}

function taskFor(language: string): string {
  return `These are texts of one persona. Translate every one into ${language}, as a native speaker of its register would say it. Proper names stay. So does Markdown, and how many lines there are.`;
}
