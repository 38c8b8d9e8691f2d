// The rules of an edited file with the places of its text as it is now: phrases are as they were read, for they are ranges into their clause.
import type { Parsed } from '../../lang/parsed.ts';
import type { Persona } from '../../lang/persona.ts';
import type { RuleBook } from '../../rules/rule-book.ts';

/** @param atHome read from the tree at home. @param persona the same persona, read from the tree of the text. Equal to `readRules(persona)`. */
export function placedBook(parsed: Parsed, atHome: RuleBook, persona: Persona): RuleBook {
  const rules = persona.rules.map((rule, index) => {
    const read = atHome.rules[index]?.clauses ?? [];
    const clauses = rule.clauses.flatMap((clause, at) => {
      const known = read[at];
      if (!known) return [];
      // An inherited clause has not moved: its file is another.
      const { problems } = known;
      return [{ ...known, clause, problems: clause.origin.uri === parsed.uri ? parsed.placed(problems) : problems }];
    });
    return { rule, clauses };
  });
  const problems = parsed.placed(atHome.problems).toSorted((a, b) => a.range.start - b.range.start);
  return { persona, rules, problems };
}
