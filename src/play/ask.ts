// One request and its reply as events: renders the talk within the budget, streams, judges, and tells how it ended.
// A stop takes effect at once, also where the model does not heed it.
import { compile } from '../lang/compile.ts';
import { render } from '../lang/render.ts';
import type { ModelEvent, ModelFailure, Reply, Usage } from '../model/port.ts';
import { momentAt } from '../rules/moment.ts';
import type { PlayEvent, SentRequest, Turn } from './events.ts';
import { judgeTurns, messagesOf } from './judge-turns.ts';
import type { PlayDeps, Run } from './session.ts';
import { apply, type SessionState } from './session-state.ts';
import { untilAborted } from './until-aborted.ts';

/** Where a request stands in its run. */
export interface Place {
  readonly run: string;
  readonly ordinal: number;
  readonly parent: string | undefined;
}

/** How the model's stream ended. */
type Ending =
  | { readonly reply: Reply; readonly usage: Usage | undefined; readonly labels: readonly string[] }
  | { readonly failure: ModelFailure };

/** Asks for the next reply. Yields `asked`, `text`*, `retry`*, then `replied` or `failed`. */
export async function* ask(state: SessionState, place: Place, deps: PlayDeps, signal: AbortSignal): Run {
  const turn = deps.ids();
  const request = requestFor(state, place, deps);
  let now = yield* tell(state, { type: 'asked', request, turn });
  const began = deps.clock.now();
  let ending: Ending | undefined;
  const { temperature, maxTokens } = deps;
  const asked = {
    messages: request.messages,
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  };
  for await (const event of untilAborted(deps.model.chat(asked, signal), signal)) {
    ending = endingOf(event);
    if (ending) break;
    const shown = shownAs(event, turn);
    if (shown) now = yield* tell(now, shown);
  }
  const ms = Math.max(0, deps.clock.now() - began);
  const partial = now.reply?.text ?? '';
  if (ending && 'reply' in ending) {
    const reply: Turn = {
      ...begun(now, turn, request),
      text: ending.reply.text,
      finish: finishOf(ending.reply),
      ...(ending.labels.length > 0 ? { labels: ending.labels } : {}),
    };
    return yield* replied(now, reply, ending.usage, ms, deps);
  }
  const failure = ending ? ending.failure : signal.aborted ? stopped : brokenOff;
  if (failure.reason === 'cancelled' && partial !== '') {
    const reply: Turn = { ...begun(now, turn, request), text: partial, finish: 'stopped' };
    return yield* replied(now, reply, undefined, ms, deps);
  }
  return yield* tell(now, { type: 'failed', turn, failure, partial });
}

function begun(state: SessionState, id: string, request: SentRequest): Omit<Turn, 'text'> {
  const after = state.turns.at(-1)?.id;
  return { id, ...(after === undefined ? {} : { after }), speaker: 'self', model: request.model, request: request.id };
}

function* replied(state: SessionState, reply: Turn, usage: Usage | undefined, ms: number, deps: PlayDeps) {
  const turn = { ...reply, ...judgeTurns(state, reply, deps.measures) };
  return yield* tell(state, { type: 'replied', turn, usage, ms });
}

function* tell(state: SessionState, event: PlayEvent): Generator<PlayEvent, SessionState> {
  yield event;
  return apply(state, event);
}

/** The messages as they will be sent: compiled for this very reply, since `{{turn}}` and lore depend on the talk. */
function requestFor(state: SessionState, place: Place, deps: PlayDeps): SentRequest {
  const talk = messagesOf(state.turns);
  const { turn } = momentAt(talk, talk.length, {});
  const prompt = compile(state.persona, { values: { turn, ...state.values }, user: state.user });
  const rendered = render(prompt, talk, {
    budget: deps.budget,
    tokens: deps.measures.tokens,
    systemRole: deps.model.capabilities.systemRole,
  });
  const { messages, dropped, folded, tokens } = rendered;
  return {
    id: deps.ids(),
    ...place,
    step: 'reply',
    model: deps.model.identity,
    messages,
    ...(deps.temperature === undefined ? {} : { temperature: deps.temperature }),
    dropped,
    folded,
    tokens,
  };
}

function endingOf(event: ModelEvent): Ending | undefined {
  if (event.type === 'failed') return { failure: event.failure };
  if (event.type !== 'done') return undefined;
  const reply = event.replies[0];
  return reply ? { reply, usage: event.usage, labels: event.labels } : { failure: noReply };
}

/** Only the first choice is shown; others are for whoever asked for them. */
function shownAs(event: ModelEvent, turn: string): PlayEvent | undefined {
  if (event.type === 'text') return event.choice === 0 ? { type: 'text', turn, text: event.text } : undefined;
  if (event.type !== 'retry') return undefined;
  return { type: 'retry', turn, attempt: event.attempt, afterMs: event.afterMs, why: event.why };
}

function finishOf(reply: Reply): NonNullable<Turn['finish']> {
  return reply.finish === 'length' || reply.finish === 'filtered' ? reply.finish : 'done';
}

const stopped: ModelFailure = { reason: 'cancelled', message: 'Stopped before anything was said.', action: 'retry' };
const noReply: ModelFailure = { reason: 'bad-answer', message: 'The model answered without a reply.', action: 'retry' };
const brokenOff: ModelFailure = {
  reason: 'broken-stream',
  message: 'The answer broke off before its end.',
  action: 'retry',
};
