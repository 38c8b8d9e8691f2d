// A cache over a model, for a run that may be stopped and begun again: each request of the run has its ordinal among its equals, so that the
// same run, begun anew, finds every answer it was given and asks only for what is missing. In: a replay. Out: a model like any other.

import type { ChatModel, ChatRequest, ModelEvent } from './port.ts';
import { type Replay, replyKey } from './replay.ts';

/** One run. A run begun again gets a resumable of its own. Answers are those of the store only while model and words are the same. */
export function resumable(replay: Replay): ChatModel {
  const asked = new Map<string, number>();

  function chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const { n = 1 } = request;
    const key = replyKey(replay.identity, request, 0);
    const ordinal = asked.get(key) ?? 0;
    asked.set(key, ordinal + n);
    return replay.sample(ordinal).chat(request, signal);
  }

  const { identity, capabilities } = replay.sample(0);
  return { identity, capabilities, chat };
}
