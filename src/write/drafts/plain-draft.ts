// A description in, a draft of a whole persona out, in one request. What the description says in its own words is the evidence; what the model
// added says so.
import { askPersona } from '../ask-persona.ts';
import { fence, fenceRule } from '../fence.ts';
import { type SharedWords, sharedWith } from '../longest-shared.ts';
import type { Grounds } from '../make-patch.ts';
import type { MakeRecipe } from '../offer.ts';
import { patchesOfText } from '../patches-of.ts';

/** The recipe, or why there is none. */
export const plainDraft: MakeRecipe = ({ text = '', base, find }) => {
  if (text.trim() === '') return 'A description is needed: a sentence about who it is.';
  return {
    what: 'A persona from a description',
    requests: { least: 1, most: 2 },
    async *steps(place, deps, signal) {
      yield { type: 'step', name: 'draft', number: 1, of: 1 };
      const fenced = fence(text, deps.random);
      const content = `Write a persona for this description.\n\n${fenced.text}\n\n${fenceRule(fenced)}\n\n${task}`;
      const asked = yield* askPersona({ step: 'draft', messages: [{ role: 'user', content }] }, place, deps, signal);
      if (!asked.ok) return asked;
      for (const { message } of asked.problems.slice(0, 5)) {
        yield { type: 'told', severity: 'error', message: `The draft still has a mistake: ${message}` };
      }
      const read = patchesOfText(base, asked.text, added, find);
      const shared = sharedWith(text);
      const patches = read.patches.map((patch) => ({ ...patch, ...groundsOf(shared(patch.after ?? '')) }));
      yield { type: 'patches', patches };
      return { ok: true };
    },
  };
};

const task = [
  'Keep to what the description says; where it is silent, add what such a persona needs and nothing that contradicts it.',
  'Give it a name and a kind, how it speaks, what it knows, what it cannot know, two or three rules with checks,',
  'a greeting and one example. Write in the language of the description.',
].join('\n');

const added: Grounds = { reason: '', evidence: [] };

/** The longest run of words that stands in both draft and description. */
function groundsOf(shared: SharedWords | undefined): Grounds {
  if (!shared) return { reason: 'Added: the description says nothing of it in these words.', evidence: [] };
  const { quote, start, end } = shared;
  return { reason: 'The description says so.', evidence: [{ quote, found: true, source: { start, end } }] };
}
