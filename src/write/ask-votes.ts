// The same question several times over: at once where the endpoint gives several replies, else in so many single calls, labelled `n calls`. In: a
// call. Out: events, then the texts. Every single call is told and counted.
import { nCallsLabel } from '../model/fallbacks/n-calls.ts';
import type { Call, NoAnswer, RunPlace } from '../play/call.ts';
import { asCall } from './ask-json.ts';
import type { WriteDeps } from './deps.ts';
import type { WriteEvent } from './events.ts';

export type Votes =
  | { readonly ok: true; readonly texts: readonly string[]; readonly labels: readonly string[] }
  | NoAnswer;

/** `votes` texts, in the order they came. An endpoint that gives fewer than it was asked for is asked for the rest. */
export async function* askVotes(
  what: Omit<Call, 'n'>,
  votes: number,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Votes> {
  const { n: can } = (what.model ?? deps.model).capabilities;
  const maxTokens = what.maxTokens ?? deps.maxTokens;
  const call: Call = { ...what, ...(maxTokens === undefined ? {} : { maxTokens }) };
  const texts: string[] = [];
  const labels = new Set<string>();
  for (let calls = 0; texts.length < votes; calls++) {
    const missing = votes - texts.length;
    const several = can && calls === 0 && missing > 1;
    const answer = yield* asCall(several ? { ...call, n: missing } : call, place, deps, signal);
    if (!answer.ok) return answer;
    texts.push(...answer.replies.slice(0, missing).map(({ text }) => text));
    for (const label of answer.labels) labels.add(label);
    if (calls > 0) labels.add(nCallsLabel);
  }
  return { ok: true, texts, labels: [...labels] };
}
