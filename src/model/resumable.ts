// A cache over a model, for a run that may be stopped and begun again: each request of the run has its ordinal among its equals, so that the
// same run, begun anew, finds every answer it was given and asks only for what is missing. In: a replay. Out: a model like any other.

import type { ChatModel, ChatRequest, ModelEvent } from './port.ts';
import { type Replay, replyKey } from './replay.ts';

export interface Resumable extends ChatModel {
  /**
   * Forgets what the last two requests were answered: a question and the one that asked for it once more. For a run that ended because it could
   * not use them: begun again it would end so for ever.
   */
  forgetLast(): Promise<void>;
}

/** One run. A run begun again gets a resumable of its own. Answers are those of the store only while model and words are the same. */
export function resumable(replay: Replay): Resumable {
  const asked = new Map<string, number>();
  let last: readonly string[][] = [];

  function chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const { n = 1 } = request;
    const key = replyKey(replay.identity, request, 0);
    const ordinal = asked.get(key) ?? 0;
    asked.set(key, ordinal + n);
    const keys = Array.from({ length: n }, (_, at) => replyKey(replay.identity, request, ordinal + at));
    last = [...last, keys].slice(-2);
    return replay.sample(ordinal).chat(request, signal);
  }

  const { identity, capabilities } = replay.sample(0);
  const forgetLast = async () => void (await Promise.all(last.flat().map((key) => replay.forget(key))));
  return { identity, capabilities, chat, forgetLast };
}
