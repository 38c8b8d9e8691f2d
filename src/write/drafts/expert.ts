// A question or task in, an expert persona for it out: the role, the answer under it, a primer that begins its talks (four requests), or role and answer
// in one. A role that gives the answer away is rejected and redone once; one that does so twice is not proposed.
import type { NewBlock } from '../../lang/edit.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { Tree } from '../../lang/tree.ts';
import { askText } from '../ask-json.ts';
import type { WriteEvent } from '../events.ts';
import type { FindProblems, Grounds } from '../make-patch.ts';
import type { MakeRecipe } from '../offer.ts';
import type { Patch } from '../patch.ts';
import { entry, patchesOfBlocks, plainName } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { draftPrimer, primerBlock } from './draft-primer.ts';
import { askRole, delimiter, leaks, redoRole, roleMessages } from './expert-role.ts';

const needsQuestion = 'A question or a task is needed: what the expert is for.';

/** Four requests: the second is the first one's reply as the role, and the question; the third and fourth are of the role alone. */
export const expert: MakeRecipe = ({ words: question, base, find }) => {
  if (question.trim() === '') return needsQuestion;
  return {
    what: 'An expert for a question',
    // Three where the role gives the answer away twice.
    requests: { least: 3, most: 5 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'role', number: 1, of: 4 };
      const asked = yield* askRole(question, undefined, place, deps, signal);
      if (!asked.ok) return asked;
      yield { type: 'step', name: 'answer', number: 2, of: 4 };
      const messages = [
        { role: 'system' as const, content: asked.role },
        { role: 'user' as const, content: question },
      ];
      const answered = yield* askText({ step: 'answer', messages }, place, deps, signal);
      if (!answered.ok) return answered;
      const answer = answered.reply.text;
      let { role } = asked;
      // An answer that was given under a role that is rejected is no example of another one.
      const leaking = leaks(role, answer);
      if (leaking) {
        const asking = roleMessages(question, deps, 'Write the role for it, and nothing else.');
        const again = yield* redoRole(asking, role, answer, place, deps, signal);
        if (!again.ok) return again;
        if (again.leaks) {
          yield notProposed;
          return { ok: true };
        }
        ({ role } = again);
      }
      yield { type: 'patches', patches: patchesOf(base, whoBlocks(role), find) };
      const said = leaking ? [] : [answerBlock({ question, answer })];
      const trade = tradeOf(role);
      const who = { name: titleOf(trade), trade: trade === '' ? 'an expert' : trade };
      const primer = yield* draftPrimer(who, { first: 3, of: 4 }, 1, place, deps, signal);
      const [acceptance = ''] = primer.ok ? primer.acceptances : [];
      const first = primer.ok ? [primerBlock(primer.setting, acceptance)] : [];
      yield { type: 'patches', patches: patchesOf(base, [...first, ...said], find) };
      return primer.ok ? { ok: true } : primer;
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
        yield {
          type: 'patches',
          patches: patchesOf(base, [...whoBlocks(both.role), answerBlock({ question, answer: both.answer })], find),
        };
        return { ok: true };
      }
      const again = yield* redoRole(messages, both.role, both.answer, place, deps, signal);
      if (!again.ok) return again;
      // Asked for a role alone, some give both once more.
      const role = splitReply(again.role).role ?? again.role;
      if (leaks(role, both.answer)) yield notProposed;
      else yield { type: 'patches', patches: patchesOf(base, whoBlocks(role), find) };
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

function whoBlocks(role: string): readonly NewBlock[] {
  const trade = tradeOf(role);
  const children = [entry('kind', 'expert'), ...(trade === '' ? [] : [entry('role', trade)])];
  return [
    { word: 'persona', title: titleOf(trade), children },
    { word: 'section', title: 'Role', prose: role },
  ];
}

function answerBlock({ question, answer }: { readonly question: string; readonly answer: string }): NewBlock {
  return { word: 'example', title: 'the question', children: [entry('user', question), entry('self', answer)] };
}

function patchesOf(base: Tree, blocks: readonly NewBlock[], find: FindProblems): readonly Patch[] {
  const why = blocks.some(({ word }) => word === 'persona') ? reasons : new Map([...reasons, primerReason]);
  return patchesOfBlocks(base, blocks, 'Written for the question.', why, find);
}

const reasons: ReadonlyMap<string, Grounds> = new Map([
  ['the question', { reason: 'What the model answered under this role.', evidence: [] }],
]);
/** Of the example; the persona has an entry of that name. */
const primerReason: readonly [string, Grounds] = [
  'role',
  { reason: 'A primer: who asks, and the role accepted in character, before any question.', evidence: [] },
];

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
