// One answer graded from 0 to 9: by the expectation over the digits where the endpoint gives log probabilities, else by the mean of samples, labelled.
// In: the words, the answer, a reference where there is one. Out: events, then a score or none. Never a number that nobody gave.
import type { Message } from '../../lang/prompt.ts';
import { type DigitScore, expectedDigit, meanDigit } from '../../measure/digit-score.ts';
import { withReplies } from '../../model/fallbacks/n-calls.ts';
import type { ModelFailure } from '../../model/port.ts';
import type { RunPlace } from '../../play/call.ts';
import { asCall } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';

export interface Graded {
  readonly step: string;
  readonly prompt: readonly Message[];
  readonly answer: string;
  /** A good answer, where one is known. */
  readonly reference?: string;
}

/** Samples where there are no log probabilities. */
export const gradeSamples = 5;

/** One request; without log probabilities, as many samples. */
export async function* selfJudge(
  { step, prompt, answer, reference }: Graded,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<
  WriteEvent,
  ({ readonly ok: true } & DigitScore) | { readonly ok: false; readonly failure: ModelFailure }
> {
  const talk = prompt.map(({ role, content }) => `${role}: ${content}`).join('\n');
  const known = reference === undefined ? '' : `\n\nREFERENCE\n${reference}`;
  const fenced = fence(`TALK\n${talk}${known}\n\nANSWER\n${answer}`, deps.random);
  const content = `Grade the answer to the talk from 0 (of no use) to 9 (could not be better)${reference === undefined ? '' : ', held against the reference'}.\n\n${fenced.text}\n\n${fenceRule(fenced)}\n\nReply with one digit and nothing else.`;
  const messages = [{ role: 'user', content }] as const;
  if (deps.model.capabilities.logprobs) {
    const asked = yield* asCall({ step, messages, maxTokens: 1, logprobs: 20, temperature: 0 }, place, deps, signal);
    if (!asked.ok) return { ok: false, failure: asked.failure };
    return { ok: true, ...expectedDigit(asked.replies[0].logprobs?.[0]) };
  }
  const numbers = { n: gradeSamples, maxTokens: 4, temperature: 1, model: withReplies(deps.model) };
  const asked = yield* asCall({ step, messages, ...numbers }, place, deps, signal);
  if (!asked.ok) return { ok: false, failure: asked.failure };
  return { ok: true, ...meanDigit(asked.replies.map(({ text }) => text)) };
}
