// The role of an expert for one question: asked for with the same two demonstrations each time, rejected and asked for once more where it gives the
// answer away. In: a question and, where it is known, its answer. Out: the role's text. After self-prompt tuning (Kong et al., 2024).
import type { Message } from '../../lang/prompt.ts';
import type { RunPlace } from '../../play/call.ts';
import { askText } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import type { RecipeEnd } from '../run-recipe.ts';

/** A role that shares so many words in a row with the answer gives it away. */
export const leakWords = 8;

/** The line between role and answer where both come in one reply. */
export const delimiter = '=== answer ===';

/** Sent with every request for a role, to the letter. */
export const demonstrations = `You write roles for experts. A role is addressed to the expert ("You are …"), names the trade, what this expert pays attention to and how they explain. It does not answer the question and holds nothing of the answer.

Question: Why does my sourdough come out flat?
Role: You are a village baker who has kept one starter alive for thirty years. You ask about time, warmth and flour before you judge, and you explain dough by what the hands can feel.

Question: Is it legal to fly a drone over my neighbour's garden?
Role: You are a patient lawyer for small disputes between neighbours. You separate what is forbidden from what is merely rude, say where the law differs from place to place, and never promise an outcome.`;

export type RoleAsked =
  | { readonly ok: true; readonly role: string; readonly leaks: boolean; readonly again: boolean }
  | Extract<RecipeEnd, { ok: false }>;

/** The request for a role, in messages. */
export function roleMessages(question: string, deps: WriteDeps, task: string): readonly Message[] {
  const fenced = fence(question, deps.random);
  const content = `Question:\n${fenced.text}\n\n${fenceRule(fenced)}\n\n${task}`;
  return [
    { role: 'system', content: demonstrations },
    { role: 'user', content },
  ];
}

/** Asks for a role. With an answer given, one that leaks it is told of and asked for once more. */
export async function* askRole(
  question: string,
  answer: string | undefined,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, RoleAsked> {
  const messages = roleMessages(question, deps, 'Write the role for it, and nothing else.');
  const first = yield* askText({ step: 'role', messages }, place, deps, signal);
  if (!first.ok) return first;
  const role = first.reply.text.trim();
  if (answer === undefined || !leaks(role, answer)) return { ok: true, role, leaks: false, again: false };
  return yield* redoRole(messages, role, answer, place, deps, signal);
}

/** Once more, after a role that leaked. */
export async function* redoRole(
  messages: readonly Message[],
  role: string,
  answer: string,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, RoleAsked> {
  const { run } = longestRun(role, answer);
  yield {
    type: 'told',
    severity: 'warning',
    message: `The role gave the answer away (“${run}”). It was rejected and asked for again.`,
  };
  const said: readonly Message[] = [
    ...messages,
    { role: 'assistant', content: role },
    { role: 'user', content: `That gives the answer away: “${run}”. Write another that holds nothing of it.` },
  ];
  const second = yield* askText({ step: 'role again', messages: said }, place, deps, signal);
  if (!second.ok) return second;
  const text = second.reply.text.trim();
  return { ok: true, role: text, leaks: leaks(text, answer), again: true };
}

export function leaks(role: string, answer: string): boolean {
  return longestRun(role, answer).length >= leakWords;
}

/** The longest run of words that both have, in small letters. */
export function longestRun(a: string, b: string): { readonly length: number; readonly run: string } {
  const left = wordsOf(a);
  const right = wordsOf(b);
  let best = { length: 0, end: 0 };
  let row = new Uint16Array(right.length + 1);
  for (const [at, word] of left.entries()) {
    const next = new Uint16Array(right.length + 1);
    for (const [index, other] of right.entries()) {
      if (word !== other) continue;
      const length = (row[index] ?? 0) + 1;
      next[index + 1] = length;
      if (length > best.length) best = { length, end: at + 1 };
    }
    row = next;
  }
  return { length: best.length, run: left.slice(best.end - best.length, best.end).join(' ') };
}

function wordsOf(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? []).slice(0, 4000);
}
