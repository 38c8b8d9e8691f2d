// The persona's next reply as events: renders the talk within the budget, asks, judges, and tells how it ended.
import { compile } from '../lang/compile.ts';
import { render } from '../lang/render.ts';
import type { Values } from '../lang/value.ts';
import type { Reply } from '../model/port.ts';
import { valuesOf } from '../rules/judge.ts';
import { momentAt } from '../rules/moment.ts';
import { speakersOf } from '../rules/rule-book.ts';
import { stageNow } from '../rules/stage.ts';
import { type Call, call, type RunPlace } from './call.ts';
import type { SentRequest, Turn } from './events.ts';
import { follow, tell } from './follow.ts';
import { judgeTurns, messagesOf } from './judge-turns.ts';
import type { PlayDeps, Run } from './session.ts';
import type { SessionState } from './session-state.ts';

/** Where a reply goes that is asked for together with another. */
export interface Seat {
  /** Its id; undefined: a new one. */
  readonly turn?: string;
  /** Id of the reply that the talk goes on with. */
  readonly beside?: string;
  readonly version?: NonNullable<SentRequest['version']>;
}

/** Asks for the next reply. Yields `asked`, `text`*, `retry`*, then `replied` or `failed`. */
export async function* ask(
  state: SessionState,
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
  { turn = deps.ids(), ...seat }: Seat = {},
): Run {
  const { state: now, value } = yield* follow(
    state,
    call(place, { ...replyCall(state, deps), ...seat, turn }, deps, signal),
  );
  const { request, ms } = value;
  if (value.ok) {
    const [reply] = value.replies;
    const how = [...(seat.version ? [seat.version.name] : []), ...value.labels];
    const labels = how.length > 0 ? { labels: how } : {};
    const said: Turn = { ...begun(now, turn, request), text: reply.text, finish: finishOf(reply), ...labels };
    return yield* tell(now, { type: 'replied', turn: judged(now, said, deps), usage: value.usage, ms });
  }
  const { failure, partial } = value;
  if (failure.reason === 'cancelled' && partial !== '') {
    const said: Turn = { ...begun(now, turn, request), text: partial, finish: 'stopped', ...named(seat) };
    return yield* tell(now, { type: 'replied', turn: judged(now, said, deps), usage: undefined, ms });
  }
  return yield* tell(now, { type: 'failed', turn, failure, partial });
}

function begun(state: SessionState, id: string, request: SentRequest): Omit<Turn, 'text'> {
  const after = state.turns.at(-1)?.id;
  const { beside, model } = request;
  return {
    id,
    ...(after === undefined ? {} : { after }),
    ...(beside === undefined ? {} : { beside }),
    speaker: 'self',
    model,
    request: request.id,
  };
}

function named({ version }: Seat): Pick<Turn, 'labels'> {
  return version ? { labels: [version.name] } : {};
}

function judged(state: SessionState, turn: Turn, deps: PlayDeps): Turn {
  return { ...turn, ...judgeTurns(state, turn, deps.measures) };
}

/** The messages as they will be sent: compiled for this very reply, since `{{turn}}` and lore depend on the talk. */
export function replyCall(state: SessionState, deps: PlayDeps): Call {
  const talk = messagesOf(state.turns);
  const { turn } = momentAt(talk, talk.length, {});
  const prompt = compile(state.persona, {
    values: { turn, ...stageValue(state, deps), ...state.values },
    user: state.user,
  });
  const { messages, dropped, folded, tokens } = render(prompt, talk, {
    budget: deps.budget,
    tokens: deps.measures.tokens,
    systemRole: deps.model.capabilities.systemRole,
  });
  return { step: 'reply', messages, dropped, folded, tokens };
}

/** `{{stage}}` as the talk has brought it, which also says which stage's text is sent. */
function stageValue({ persona, book, turns, values, user }: SessionState, deps: PlayDeps): Values {
  const known = valuesOf(book, user === undefined ? values : { user, ...values });
  const stage = stageNow(persona, speakersOf(persona), messagesOf(turns), known, deps.measures);
  return stage ? { stage: stage.name.text } : {};
}

function finishOf(reply: Reply): NonNullable<Turn['finish']> {
  return reply.finish === 'length' || reply.finish === 'filtered' ? reply.finish : 'done';
}
