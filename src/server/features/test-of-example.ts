// *Make a test of this example*: the user's lines, to be answered anew, with the rules that the example's replies keep expected of them.
// In: a persona, its rules, a place. Out: edits that add one `test`, or why not.

import { valuesOf } from '../../lang/compile/context.ts';
import type { Edited } from '../../lang/edit.ts';
import { addDialogue, freeTitle, type SpokenLine } from '../../lang/edit.ts';
import { filledText } from '../../lang/filled-text.ts';
import type { Example, Persona } from '../../lang/persona.ts';
import { judge } from '../../rules/judge.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import type { TalkMessage } from '../../rules/verdict.ts';

/** The example of this file that an offset stands in. */
export function exampleAt(persona: Persona, offset: number): Example | undefined {
  return persona.examples.find(
    ({ origin }) => origin.uri === persona.uri && origin.range.start <= offset && offset <= origin.range.end,
  );
}

export function testOfExample(persona: Persona, book: RuleBook, example: Example): Edited {
  const kept = keptIn(persona, book, example);
  const lines: SpokenLine[] = [];
  for (const [index, { speaker, thought, text }] of example.lines.entries()) {
    if (speaker !== 'self') lines.push({ speaker: speaker === 'narrator' ? 'narrator' : 'user', text: text.value });
    const asked = lines.at(-1);
    if (speaker !== 'self' || thought || !asked) continue;
    lines[lines.length - 1] = { ...asked, keeps: [...new Set([...(asked.keeps ?? []), ...(kept.get(index) ?? [])])] };
  }
  const title = freeTitle(persona.tree, 'test', example.title?.value ?? 'the example');
  return addDialogue(persona.tree, { word: 'test', title, lines });
}

/** By index of the line: rules that apply to this reply, as it is said with its values put in, and are kept by it. */
function keptIn(persona: Persona, book: RuleBook, { lines }: Example): ReadonlyMap<number, readonly string[]> {
  const heard = lines.flatMap((line, index) => (line.thought ? [] : [{ line, index }]));
  const values = valuesOf(persona, {});
  const messages = heard.map(({ line: { speaker, text } }): TalkMessage => {
    return { role: speaker === 'self' ? 'assistant' : 'user', content: filledText(text, values) };
  });
  const judged = judge(book, messages).turns;
  return new Map(
    judged.map(({ message, verdicts }) => [
      heard[message]?.index ?? -1,
      verdicts.filter(({ state }) => state === 'kept').map(({ rule }) => rule),
    ]),
  );
}
