// A question or task in, an expert persona for it out: in two requests (the role, then the answer under it) or in one that gives both. A role that
// gives the answer away is rejected and redone once; one that does so twice is not proposed.
import { onOneLine } from '../../lang/one-line.ts';
import type { Tree } from '../../lang/tree.ts';
import { askText } from '../ask-json.ts';
import type { WriteEvent } from '../events.ts';
import type { FindProblems } from '../make-patch.ts';
import type { MakeRecipe } from '../offer.ts';
import type { Patch } from '../patch.ts';
import { entry, patchesOfBlocks, plainName } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { askRole, delimiter, leaks, redoRole, roleMessages } from './expert-role.ts';

const needsQuestion = 'A question or a task is needed: what the expert is for.';

/** Two requests: the second is the first one's reply as the role, and the question. */
export const expert: MakeRecipe = ({ words: question, base, find }) => {
  if (question.trim() === '') return needsQuestion;
  return {
    what: 'An expert for a question',
    requests: { least: 2, most: 3 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'role', number: 1, of: 2 };
      const asked = yield* askRole(question, undefined, place, deps, signal);
      if (!asked.ok) return asked;
      yield { type: 'step', name: 'answer', number: 2, of: 2 };
      const messages = [
        { role: 'system' as const, content: asked.role },
        { role: 'user' as const, content: question },
      ];
      const answered = yield* askText({ step: 'answer', messages }, place, deps, signal);
      if (!answered.ok) return answered;
      const answer = answered.reply.text;
      if (!leaks(asked.role, answer)) {
        yield { type: 'patches', patches: patchesOf(base, asked.role, { question, answer }, find) };
        return { ok: true };
      }
      const asking = roleMessages(question, deps, 'Write the role for it, and nothing else.');
      const again = yield* redoRole(asking, asked.role, answer, place, deps, signal);
      if (!again.ok) return again;
      if (again.leaks) yield notProposed;
      // The answer was given under the role that was rejected: it is no example of this one.
      else yield { type: 'patches', patches: patchesOf(base, again.role, undefined, find) };
      return { ok: true };
    },
  };
};

/** One request: role, a line, answer. */
export const expertAtOnce: MakeRecipe = ({ words: question, base, find }) => {
  if (question.trim() === '') return needsQuestion;
  return {
    what: 'An expert for a question, in one request',
    requests: { least: 1, most: 2 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'role and answer', number: 1, of: 1 };
      const task = `Write the role for it, then a line ${delimiter}, then the answer as this expert gives it.`;
      const messages = roleMessages(question, deps, task);
      const asked = yield* askText({ step: 'role and answer', messages }, place, deps, signal);
      if (!asked.ok) return asked;
      const both = splitReply(asked.reply.text);
      if (both.role === undefined) {
        const message = `There was no line “${delimiter}” in the reply: it is taken as an answer without a role. Nothing is proposed.`;
        yield { type: 'told', severity: 'warning', message };
        return { ok: true };
      }
      if (!leaks(both.role, both.answer)) {
        yield { type: 'patches', patches: patchesOf(base, both.role, { question, answer: both.answer }, find) };
        return { ok: true };
      }
      const again = yield* redoRole(messages, both.role, both.answer, place, deps, signal);
      if (!again.ok) return again;
      // Asked for a role alone, some give both once more.
      const role = splitReply(again.role).role ?? again.role;
      if (leaks(role, both.answer)) yield notProposed;
      else yield { type: 'patches', patches: patchesOf(base, role, undefined, find) };
      return { ok: true };
    },
  };
};

/** Without the line all of it is the answer. */
export function splitReply(text: string): { readonly role: string | undefined; readonly answer: string } {
  const at = text.indexOf(delimiter);
  const role = at < 0 ? '' : text.slice(0, at).trim();
  return role === '' ? { role: undefined, answer: text } : { role, answer: text.slice(at + delimiter.length).trim() };
}

const notProposed: WriteEvent = {
  type: 'told',
  severity: 'error',
  message: 'The role gave the answer away twice. It is not proposed: ask in other words, or choose another model.',
};

function patchesOf(
  base: Tree,
  role: string,
  said: { readonly question: string; readonly answer: string } | undefined,
  find: FindProblems,
): readonly Patch[] {
  const trade = tradeOf(role);
  const children = [entry('kind', 'expert'), ...(trade === '' ? [] : [entry('role', trade)])];
  const example = said && {
    word: 'example' as const,
    title: 'the question',
    children: [entry('user', said.question), entry('self', said.answer)],
  };
  return patchesOfBlocks(
    base,
    [
      { word: 'persona', title: titleOf(trade), children },
      { word: 'section', title: 'Role', prose: role },
      ...(example ? [example] : []),
    ],
    'Written for the question.',
    new Map([['the question', { reason: 'What the model answered under this role.', evidence: [] }]]),
    find,
  );
}

/** `village baker` of “You are a village baker who …”; empty where the role begins otherwise. */
function tradeOf(role: string): string {
  const words =
    /^\W*you are (?:an? |the )?(.{3,80}?)(?= who\b| with\b| that\b| for\b|[,.;:\n]|$)/iu.exec(role)?.[1] ?? '';
  return onOneLine(words);
}

function titleOf(trade: string): string {
  const name = plainName(trade);
  return name === '' ? 'Expert' : name.charAt(0).toUpperCase() + name.slice(1);
}
