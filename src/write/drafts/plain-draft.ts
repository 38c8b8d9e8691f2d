// A description in, a draft of a whole persona out, in one request. What the description says in its own words is the evidence; what the model
// added says so.
import { askPersona } from '../ask-persona.ts';
import { fence, fenceRule } from '../fence.ts';
import { findEvidence } from '../find-evidence.ts';
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
      const patches = read.patches.map((patch) => ({ ...patch, ...groundsOf(text, patch.after ?? '') }));
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
function groundsOf(text: string, after: string): Grounds {
  const quote = longestShared(text, after);
  if (quote === undefined) return { reason: 'Added: the description says nothing of it in these words.', evidence: [] };
  return { reason: 'The description says so.', evidence: findEvidence(text, [quote]) };
}

/** The longest run of words of `text` that says something and that `after` has, too; as it stands in `text`. */
function longestShared(text: string, after: string): string | undefined {
  const words = [...text.matchAll(word)];
  const said = ` ${(after.match(word) ?? []).join(' ').toLowerCase()} `;
  let best: readonly RegExpMatchArray[] = [];
  for (let start = 0; start < words.length; start++) {
    for (let end = start + best.length + 1; end <= words.length; end++) {
      const run = words.slice(start, end);
      if (!said.includes(` ${run.join(' ').toLowerCase()} `)) break;
      best = run;
    }
  }
  const [first] = best;
  const last = best.at(-1);
  if (!first || !last || !saysSomething(best.map(([one]) => one))) return undefined;
  return text.slice(first.index, (last.index ?? 0) + last[0].length);
}

/** Short words alone stand in any two texts. */
function saysSomething(words: readonly string[]): boolean {
  const letters = words.join('').length;
  const longest = Math.max(...words.map(({ length }) => length));
  return words.length === 1 ? longest >= 7 : longest >= 5 && letters >= 8;
}

const word = /[\p{L}\p{N}'’-]+/gu;
