// One reply written anew like those that were chosen, round after round, while a judge who looks both ways prefers the new one. In: choices, words, a
// reply. Out: events, then the best, never worse than the first. No criterion is written anywhere: only pairs.
import type { Message } from '../../lang/prompt.ts';
import { likeness } from '../../model/fallbacks/likeness.ts';
import type { ModelFailure } from '../../model/port.ts';
import type { RunPlace } from '../../play/call.ts';
import { askText } from '../ask-json.ts';
import { type Compared, selfReference } from '../compare/self-reference.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fenceEach, fenceRule } from '../fence.ts';
import type { Choice } from './choices.ts';

/** Fewer say nothing of a taste. */
export const leastChoices = 3;
/** Pairs that are shown. */
export const pairsShown = 3;
export const mostRounds = 3;

export interface Improved {
  readonly ok: true;
  readonly text: string;
  /** How many rounds were won. 0: the reply as it was. */
  readonly round: number;
  readonly judged: readonly Compared[];
}

/** `x`: what the reply answers. */
export async function* improveReply(
  { x, reply, choices }: { readonly x: string; readonly reply: string; readonly choices: readonly Choice[] },
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Improved | { readonly ok: false; readonly failure: ModelFailure }> {
  const pairs = await nearest(x, choices, deps, signal);
  const judged: Compared[] = [];
  let best = reply;
  for (let round = 1; round <= mostRounds; round++) {
    const asked = yield* askText(
      { step: `improve ${round}`, messages: improveMessages(pairs, x, best, deps.random) },
      place,
      deps,
      signal,
    );
    if (!asked.ok) return { ok: false, failure: asked.failure };
    const fresh = asked.reply.text.trim();
    if (fresh === '' || fresh === best) return { ok: true, text: best, round: round - 1, judged };
    const comparison = { prompt: judgeMessages(pairs, x), a: best, b: fresh, principle: gap, strength: false };
    const compared = yield* selfReference(comparison, place, deps, signal);
    if (!compared.ok) return compared;
    judged.push(compared);
    if (compared.kept !== 'B') return { ok: true, text: best, round: round - 1, judged };
    best = fresh;
  }
  return { ok: true, text: best, round: mostRounds, judged };
}

/** Those to whose words these are the most alike; equal ones in the order they were made. */
export async function nearest(
  x: string,
  choices: readonly Choice[],
  deps: Pick<WriteDeps, 'similarity'>,
  signal: AbortSignal,
): Promise<readonly Choice[]> {
  const places = choices.map((one) => one.x);
  const [found] = await likeness(deps.similarity, [[x, places]], signal);
  return choices
    .map((choice, at) => ({ choice, alike: found?.alike[at] ?? 0 }))
    .sort((a, b) => b.alike - a.alike)
    .slice(0, pairsShown)
    .map(({ choice }) => choice);
}

/** What was said and how it was answered is material here, by whoever talked: it stands between marks. What was chosen is given back bare, as an answer is. */
function improveMessages(pairs: readonly Choice[], x: string, reply: string, random: () => number): readonly Message[] {
  const turns = [...pairs.map((pair) => turnOf(pair.x, pair.worse)), turnOf(x, reply)];
  const { mark, texts } = fenceEach(turns, random);
  const said = texts.flatMap((content, at): Message[] => {
    const better = pairs[at]?.better;
    return [
      { role: 'user', content },
      ...(better === undefined ? [] : [{ role: 'assistant' as const, content: better }]),
    ];
  });
  return [{ role: 'system', content: `${rewriter}\n\n${fenceRule({ mark })}` }, ...said];
}

/** The same pairs, and the words alone, bare: they are answered. The judge's own answer is written before it sees either. */
function judgeMessages(pairs: readonly Choice[], x: string): readonly Message[] {
  const shown = pairs.flatMap((pair): Message[] => [
    { role: 'user', content: pair.x },
    { role: 'assistant', content: pair.better },
  ]);
  return [...shown, { role: 'user', content: x }];
}

function turnOf(x: string, reply: string): string {
  return `Said:\n${x}\n\nAnswer:\n${reply}`;
}

const rewriter =
  'For each text you are shown what was said and an answer, and you give the answer that was chosen in its place. Give the answer alone.';
const gap = 'the one that is more like the answers given before in this conversation';
