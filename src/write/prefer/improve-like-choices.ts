// Improve like my choices: the greeting and the lines of the examples, written anew after what the author preferred, accepted, rejected and edited. In: a
// persona, choices. Out: a patch for each line that a judge preferred to the old one, in both orders. Below three choices it says what is missing.
import type { MakeRecipe } from '../offer.ts';
import { type ProseField, proseFields, rewriteFields } from '../rules/prose-fields.ts';
import { choicesOfTalk } from './choices.ts';
import { moreChoices } from './choices-file.ts';
import { improveReply, leastChoices, mostRounds } from './improve-reply.ts';

/** Lines improved in one run, where none is named. */
const most = 3;

/** The recipe, or why there is none. `words`: one line as a list shows it; empty: the first few. */
export const improveLikeChoices: MakeRecipe = ({ base, talk, choices: before = [], words, find }) => {
  const choices = moreChoices(before, choicesOfTalk(talk ?? []));
  if (choices.length < leastChoices) {
    const missing = leastChoices - choices.length;
    return `${choices.length} of your choices are known, ${leastChoices} are needed: pick the better of two replies, write a reply over, accept or reject a change of this file, ${missing} more time${missing === 1 ? '' : 's'}.`;
  }
  const said = proseFields(base).filter(isSaid);
  const wanted = words.trim().toLowerCase();
  const fields = wanted === '' ? said.slice(0, most) : said.filter(({ title }) => title.toLowerCase() === wanted);
  if (fields.length === 0) return 'There is no greeting and no line of an example to improve.';
  return {
    what: 'Lines like those that were chosen',
    // Each round: the new one, the judge's own answer, votes in both orders.
    requests: { least: fields.length, most: fields.length * mostRounds * 6 },
    async *steps(place, deps, signal) {
      const texts = new Map<ProseField, string>();
      const reasons = new Map<ProseField, string>();
      for (const [at, field] of fields.entries()) {
        yield { type: 'step', name: field.title, number: at + 1, of: fields.length };
        const improved = yield* improveReply({ x: saidBefore(field), reply: field.text, choices }, place, deps, signal);
        if (!improved.ok) return improved;
        const last = improved.judged.at(-1);
        if (improved.round === 0) {
          const message = `${field.title} stays: ${last ? last.why : 'nothing else was written.'}`;
          yield { type: 'told', severity: 'note', message };
          continue;
        }
        texts.set(field, improved.text);
        reasons.set(
          field,
          `Round ${improved.round} of ${mostRounds}: ${improved.judged[improved.round - 1]?.why ?? ''}`,
        );
      }
      const grounds = (own: readonly ProseField[]) => ({
        reason: own.map((field) => reasons.get(field) ?? '').join(' '),
        evidence: [],
      });
      yield { type: 'patches', patches: rewriteFields(base, texts, grounds, find) };
      return { ok: true };
    },
  };
};

function isSaid({ block, member }: ProseField): boolean {
  if (block.word === 'greeting') return true;
  return block.word === 'example' && member?.kind === 'entry' && member.name.key === 'self';
}

/** The line before it; of a greeting, that nothing was. */
function saidBefore({ block, member }: ProseField): string {
  const at = member ? block.children.indexOf(member) : 0;
  const before = block.children[at - 1];
  return before ? before.text.value.trim() : '(Nobody has said anything yet: these are the first words.)';
}
