// One request to a model and its answer as events, whatever it is asked for: a line of the talk or a step whose answer nobody says.
// In: messages and what they are for. Out: events, and how it ended. A stop takes effect at once, also where the model does not heed it.
import type { Message, Omission } from '../lang/prompt.ts';
import { foldedLabel, foldSystem, hasSystem } from '../model/fallbacks/fold-system.ts';
import type { ChatModel, ChatRequest, ModelEvent, ModelFailure, Reply, Usage } from '../model/port.ts';
import type { PlayEvent, SentRequest } from './events.ts';
import type { PlayDeps } from './session.ts';
import { untilAborted } from './until-aborted.ts';

/** One command of the player: all its requests are numbered from 0, in the order they are sent. */
export interface RunPlace {
  readonly run: string;
  /** The number of the next request. */
  next(): number;
  /** The request that the first one asks again; undefined for a new one. */
  readonly parent: string | undefined;
}

/** A run that has asked nothing yet. */
export function newRun(deps: Pick<PlayDeps, 'ids'>, parent?: string): RunPlace {
  let ordinal = 0;
  return { run: deps.ids(), next: () => ordinal++, parent };
}

/** What is asked, and for whom. Numbers not given are those of the deps. */
export interface Call
  extends Pick<ChatRequest, 'temperature' | 'maxTokens' | 'n' | 'stop' | 'logprobs' | 'jsonSchema'> {
  readonly step: string;
  /** As in `SentRequest`. */
  readonly beside?: string;
  readonly version?: NonNullable<SentRequest['version']>;
  readonly actor?: string;
  readonly messages: readonly Message[];
  /** Who is asked; undefined: the model of the deps. */
  readonly model?: ChatModel;
  /** The line of the talk that the answer will be: its text is shown as it comes. Undefined: a step, told as `answered`. */
  readonly turn?: string;
  /** What rendering left out, folded and counted. */
  readonly dropped?: readonly Omission[];
  readonly folded?: boolean;
  readonly tokens?: number | undefined;
  readonly context?: SentRequest['context'];
  readonly lore?: SentRequest['lore'];
  readonly strategies?: SentRequest['strategies'];
}

export interface Answer {
  readonly ok: true;
  readonly request: SentRequest;
  /** At least one. */
  readonly replies: readonly [Reply, ...Reply[]];
  readonly usage: Usage | undefined;
  readonly labels: readonly string[];
  readonly ms: number;
}

export interface NoAnswer {
  readonly ok: false;
  readonly request: SentRequest;
  readonly failure: ModelFailure;
  /** What had come until then. */
  readonly partial: string;
  readonly ms: number;
}

/**
 * Asks. Yields `asked`, then `text` (a line only) and `retry`; a step ends with `answered` or `failed`. A line's own last event is the
 * caller's to tell, who knows what the line is.
 */
export async function* call(
  place: RunPlace,
  what: Call,
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, Answer | NoAnswer> {
  const model = what.model ?? deps.model;
  const { turn } = what;
  const folds = !model.capabilities.systemRole && hasSystem(what.messages);
  const told = folds ? { ...what, messages: foldSystem(what.messages), folded: true } : what;
  const asked = chatRequest(told, deps);
  const request = sentRequest(place, told, asked, model, deps);
  yield { type: 'asked', request, turn };
  const began = deps.clock.now();
  let ending: Ending | undefined;
  let partial = '';
  for await (const event of untilAborted(model.chat(asked, signal), signal)) {
    ending = endingOf(event);
    if (ending) break;
    if (event.type === 'retry') {
      partial = '';
      yield { ...event, turn };
    }
    if (event.type === 'waiting') yield { ...event, turn };
    // Only the first choice is shown; others are for whoever asked for them.
    if (event.type !== 'text' || event.choice !== 0) continue;
    partial += event.text;
    if (turn !== undefined) yield { type: 'text', turn, text: event.text };
  }
  const ms = Math.max(0, deps.clock.now() - began);
  if (ending && 'replies' in ending) {
    const { replies, usage } = ending;
    const labels = told.folded ? [...new Set([...ending.labels, foldedLabel])] : ending.labels;
    if (turn === undefined) {
      yield { type: 'answered', request: request.id, replies: replies.map(({ text }) => text), labels, usage, ms };
    }
    return { ok: true, request, replies, usage, labels, ms };
  }
  const failure = ending ? ending.failure : signal.aborted ? stopped : brokenOff;
  if (turn === undefined) yield { type: 'failed', turn, failure, partial };
  return { ok: false, request, failure, partial, ms };
}

/** How the model's stream ended. */
type Ending = Pick<Answer, 'replies' | 'usage' | 'labels'> | { readonly failure: ModelFailure };

function endingOf(event: ModelEvent): Ending | undefined {
  if (event.type === 'failed') return { failure: event.failure };
  if (event.type !== 'done') return undefined;
  const [first, ...more] = event.replies;
  return first ? { replies: [first, ...more], usage: event.usage, labels: event.labels } : { failure: noReply };
}

function chatRequest(what: Call, deps: PlayDeps): ChatRequest {
  const { messages, temperature = deps.temperature, maxTokens = deps.maxTokens, n, stop, logprobs, jsonSchema } = what;
  const given = Object.entries({ temperature, maxTokens, n, stop, logprobs, jsonSchema });
  return { messages, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
}

function sentRequest(
  { run, next, parent }: RunPlace,
  what: Call,
  asked: ChatRequest,
  model: ChatModel,
  deps: PlayDeps,
): SentRequest {
  const ordinal = next();
  const { temperature, maxTokens, n } = asked;
  const wire = model.wire?.(asked);
  return {
    id: deps.ids(),
    run,
    ordinal,
    parent: ordinal === 0 ? parent : undefined,
    step: what.step,
    ...(what.actor === undefined ? {} : { actor: what.actor }),
    ...(what.beside === undefined ? {} : { beside: what.beside }),
    ...(what.version === undefined ? {} : { version: what.version }),
    model: model.identity,
    messages: what.messages,
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(n === undefined ? {} : { n }),
    dropped: what.dropped ?? [],
    folded: what.folded ?? false,
    tokens: what.tokens,
    ...(what.context === undefined ? {} : { context: what.context }),
    ...(what.lore === undefined ? {} : { lore: what.lore }),
    ...(what.strategies === undefined ? {} : { strategies: what.strategies }),
    ...(wire === undefined ? {} : { wire }),
  };
}

const stopped: ModelFailure = { reason: 'cancelled', message: 'Stopped before anything was said.', action: 'retry' };
const noReply: ModelFailure = { reason: 'bad-answer', message: 'The model answered without a reply.', action: 'retry' };
const brokenOff: ModelFailure = {
  reason: 'broken-stream',
  message: 'The answer broke off before its end.',
  action: 'retry',
};
