// A primer for a persona: a role setting by the user and the persona's acceptance, as its first example. Several acceptances are tried on half of a small
// file of questions, the best is kept; then plain, step by step and role stand side by side on the rest. In: a persona, questions. Out: a patch and figures.
// After role-play prompting (Kong et al., "Better zero-shot reasoning with role-play prompting", 2024).
import type { Message } from '../../lang/prompt.ts';
import type { WriteEvent } from '../events.ts';
import type { MakeRecipe } from '../offer.ts';
import { patchesOfBlocks } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { draftPrimer, primerBlock } from './draft-primer.ts';
import { readQuestions } from './question-file.ts';
import { type Column, columnsTable, compareColumns, heldBack, runColumn } from './role-columns.ts';

/** How many acceptances are tried. */
export const candidateCount = 3;
/** Questions that are used, the first of the file. */
const mostQuestions = 20;

/** The recipe, or why there is none. */
export const rolePrimer: MakeRecipe = ({ text = '', persona, base, find }) => {
  const records = readQuestions(text).records;
  if (records.length === 0)
    return 'Questions with their answers are needed: one JSON object a line, or a tab between both.';
  const items = records
    .slice(0, mostQuestions)
    .map(({ conversation: [question = '', expected = ''] }) => ({ question, expected }));
  const { choosing, comparing } = heldBack(items);
  const same = choosing === comparing;
  const runs = 2 * (choosing.length * candidateCount + comparing.length * (same ? 2 : 3));
  const trade = persona.head.get('role')?.value ?? persona.name;
  return {
    what: `A role-play primer for ${persona.name}`,
    requests: { least: 2 + runs, most: 1 + candidateCount + runs },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      const of = candidateCount + (same ? 4 : 5);
      if (records.length > items.length) {
        yield {
          type: 'told',
          severity: 'note',
          message: `The first ${items.length} of ${records.length} questions are used.`,
        };
      }
      const primer = yield* draftPrimer(
        { name: persona.name, trade },
        { first: 1, of },
        candidateCount,
        place,
        deps,
        signal,
      );
      if (!primer.ok) return primer;
      const said: Message = { role: 'user', content: primer.setting };
      let best: { readonly feedback: string; readonly column: Column } | undefined;
      for (const [index, content] of primer.acceptances.entries()) {
        yield { type: 'step', name: `try feedback ${index + 1}`, number: 3 + index, of };
        const accepted: Message = { role: 'assistant', content };
        const ran = yield* runColumn('role', [said, accepted], choosing, place, deps, signal);
        if (!ran.ok) return ran;
        // Of equals the first stays.
        if (!best || ran.column.right > best.column.right) best = { feedback: accepted.content, column: ran.column };
      }
      const columns: Column[] = [];
      for (const [index, kind] of (['plain', 'step by step'] as const).entries()) {
        yield { type: 'step', name: kind, number: 3 + candidateCount + index, of };
        const ran = yield* runColumn(kind, [], comparing, place, deps, signal);
        if (!ran.ok) return ran;
        columns.push(ran.column);
      }
      if (!best) return { ok: true };
      if (same) columns.push(best.column);
      else {
        yield { type: 'step', name: 'role', number: of, of };
        const accepted: Message = { role: 'assistant', content: best.feedback };
        const ran = yield* runColumn('role', [said, accepted], comparing, place, deps, signal);
        if (!ran.ok) return ran;
        columns.push(ran.column);
      }
      yield { type: 'table', table: columnsTable(columns, comparing) };
      const { lines, loses } = compareColumns(columns, same);
      for (const message of lines) yield { type: 'told', severity: loses ? 'warning' : 'note', message };
      const chosen = primerBlock(primer.setting, best.feedback);
      yield { type: 'patches', patches: patchesOfBlocks(base, [chosen], lines[0] ?? '', new Map(), find) };
      return { ok: true };
    },
  };
};
