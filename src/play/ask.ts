// The persona's next reply as events: renders the talk within the budget, asks, judges, and tells how it ended.
import type { ModelFailure, Reply } from '../model/port.ts';
import { call, type RunPlace } from './call.ts';
import type { SentRequest, Turn } from './events.ts';
import { follow, tell } from './follow.ts';
import { judgeTurns } from './judge-turns.ts';
import { languageLabels } from './language-label.ts';
import { recalledLabels } from './memory/recall.ts';
import { prepareReply } from './prepare-reply.ts';
import type { PlayDeps, Run } from './session.ts';
import type { SessionState } from './session-state.ts';
import { advisedLabels } from './strategies/advise.ts';
import { cutLabels, wasInterrupted } from './turns/interrupted.ts';

/** Where a reply goes that is asked for together with another. */
export interface Seat {
  /** Its id; undefined: a new one. */
  readonly turn?: string;
  /** Id of the reply that the talk goes on with. */
  readonly beside?: string;
  readonly version?: NonNullable<SentRequest['version']>;
}

/**
 * Asks for the next reply. Yields `asked`, `text`*, `retry`*, then `replied` or `failed`; nothing where the user has spoken on before it
 * was asked for: the next request holds both lines.
 */
export async function* ask(
  state: SessionState,
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
  { turn = deps.ids(), ...seat }: Seat = {},
): Run {
  if (wasInterrupted(signal)) return state;
  const prepared = yield* prepareReply(state, place, deps, signal);
  if (prepared.stopped && wasInterrupted(signal)) return prepared.state;
  if (prepared.stopped) return yield* tell(prepared.state, { type: 'failed', turn, failure: stopped, partial: '' });
  const { state: now, value } = yield* follow(
    prepared.state,
    call(place, { ...prepared.call, ...seat, turn }, deps, signal),
  );
  const { request, ms } = value;
  if (value.ok) {
    const [reply] = value.replies;
    const how = [
      ...(seat.version ? [seat.version.name] : []),
      ...value.labels,
      ...recalledLabels(request),
      ...advisedLabels(request.strategies),
      ...languageLabels(now.persona, reply.text, deps.measures),
    ];
    const labels = how.length > 0 ? { labels: how } : {};
    const said: Turn = { ...begun(now, turn, request), text: reply.text, finish: finishOf(reply), ...labels };
    return yield* tell(now, { type: 'replied', turn: judged(now, said, deps), usage: value.usage, ms });
  }
  const { failure, partial } = value;
  if (failure.reason === 'cancelled' && partial !== '') {
    const said: Turn = { ...begun(now, turn, request), text: partial, finish: 'stopped', ...howItEnded(seat, signal) };
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

/** A reply that was cut: whose it is, and whether the user's own words cut it. */
function howItEnded({ version }: Seat, signal: AbortSignal): Pick<Turn, 'labels'> {
  const labels = [...(version ? [version.name] : []), ...cutLabels(signal)];
  return labels.length > 0 ? { labels } : {};
}

function judged(state: SessionState, turn: Turn, deps: PlayDeps): Turn {
  return { ...turn, ...judgeTurns(state, turn, deps.measures) };
}

function finishOf(reply: Reply): NonNullable<Turn['finish']> {
  return reply.finish === 'length' || reply.finish === 'filtered' ? reply.finish : 'done';
}

const stopped: ModelFailure = { reason: 'cancelled', message: 'Stopped before anything was said.', action: 'retry' };
