// A role-play primer: what somebody says to put a persona into its role and themselves into the one that goes with it, and acceptances of it in character.
// In: a name and a trade. Out: both texts, two requests or as many as there are acceptances and one. After role-play prompting (Kong et al., 2024).
import type { NewBlock } from '../../lang/edit.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { RunPlace } from '../../play/call.ts';
import { askText } from '../ask-json.ts';
import { askVotes } from '../ask-votes.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { entry } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';

export type Primer =
  | { readonly ok: true; readonly setting: string; readonly acceptances: readonly string[] }
  | Extract<RecipeEnd, { ok: false }>;

/** `steps`: the number of the first of its two, and how many the run has. The acceptance answers the setting alone. */
export async function* draftPrimer(
  { name, trade }: { readonly name: string; readonly trade: string },
  steps: { readonly first: number; readonly of: number },
  acceptances: number,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Primer> {
  yield { type: 'step', name: 'role setting', number: steps.first, of: steps.of };
  const content = `Write what somebody says to put ${name} into the role of ${trade}, at its best and well suited to hard questions in its trade, and themselves into the role that goes with it (a pupil, a client, a patient). Two or three sentences, spoken to ${name}, and nothing else.`;
  const asked = yield* askText({ step: 'role setting', messages: [{ role: 'user', content }] }, place, deps, signal);
  if (!asked.ok) return asked;
  const setting = onOneLine(asked.reply.text);
  yield { type: 'step', name: 'role feedback', number: steps.first + 1, of: steps.of };
  const accepted = yield* askVotes(
    { step: 'role feedback', messages: [{ role: 'user', content: setting }], temperature: 0.8 },
    acceptances,
    place,
    deps,
    signal,
  );
  return accepted.ok ? { ok: true, setting, acceptances: accepted.texts.map(onOneLine) } : accepted;
}

/** The example that begins with it. */
export function primerBlock(setting: string, acceptance: string): NewBlock {
  return { word: 'example', title: 'role', children: [entry('user', setting), entry('self', acceptance)] };
}
