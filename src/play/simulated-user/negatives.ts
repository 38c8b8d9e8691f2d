// Three wrong answers to a line that leans on the talk, beside the reply it got: for pairs that teach to heed the talk. In: a reply. Out:
// three steps and a note. A line that stands on its own gets none: without the talk it can be answered rightly.
import type { Message } from '../../lang/prompt.ts';
import { call, newRun } from '../call.ts';
import type { PlayEvent } from '../events.ts';
import { follow, tell } from '../follow.ts';
import { messagesOf } from '../judge-turns.ts';
import type { PlayDeps, Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import type { NegativeKind, NegativesNote } from './interview-notes.ts';
import { leaningOf } from './leaning.ts';

const guess =
  'You have not seen what was said before this message. Answer it all the same: settle for one thing that it could be about, name it, and answer as if that had been meant.';
const stray =
  'Answer the last message wrongly on purpose: take up something from earlier in this conversation that the message is not about, and answer as if it were.';

/** The requests of the three kinds, in their order; empty where the line is not known to lean on the talk. `history` ends before the line. */
export function negativeRequests(
  history: readonly Message[],
  query: string,
  language?: (text: string) => string | undefined,
): readonly { readonly kind: NegativeKind; readonly messages: readonly Message[] }[] {
  if (leaningOf(query, language) !== 'dependent') return [];
  const asked: Message = { role: 'user', content: query };
  return [
    { kind: 'neglect', messages: [asked] },
    { kind: 'hallucination', messages: [{ role: 'system', content: guess }, asked] },
    { kind: 'misunderstanding', messages: [{ role: 'system', content: stray }, ...history, asked] },
  ];
}

/** Asks for the three, for the reply `chosen`. Nothing happens where it is no reply to a line that leans on the talk. */
export async function* negatives(state: SessionState, chosen: string, deps: PlayDeps, signal: AbortSignal): Run {
  const at = state.turns.findIndex(({ id }) => id === chosen);
  const query = state.turns[at - 1];
  const reply = state.turns[at];
  if (!query || reply?.speaker !== 'self' || query.speaker !== 'user') return state;
  const history = messagesOf(state.turns.slice(0, at - 1));
  const asks = history.length > 0 ? negativeRequests(history, query.text, deps.measures.language) : [];
  if (asks.length === 0) return state;
  if (deps.model.identity.provider === 'understudy') {
    const message = 'Wrong answers are asked of a language model; the offline understudy says only what the file says.';
    const failure = { reason: 'other', message, action: 'select-model' } as const;
    return yield* tell(state, { type: 'failed', turn: undefined, failure, partial: '' });
  }
  const place = newRun(deps, reply.request);
  const rejected: NegativesNote['rejected'][number][] = [];
  let now = state;
  for (const { kind, messages } of asks) {
    const { state: after, value } = yield* follow(
      now,
      call(place, { step: `negative: ${kind}`, messages }, deps, signal),
    );
    now = after;
    if (!value.ok) return now;
    rejected.push({ kind, request: value.request.id, text: value.replies[0].text });
  }
  const note: NegativesNote = { kind: 'negatives', query: query.id, chosen, rejected };
  const event: PlayEvent = { type: 'noted', note };
  return yield* tell(now, event);
}
