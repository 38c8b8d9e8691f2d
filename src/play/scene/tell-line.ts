// One line of an actor: asks its model, parts what it thinks from what it says, judges the line by the actor's own rules, and tells it. What
// comes while the model writes is only what is said. An answer in which nothing is said is a failure, told with the answer.
import { readMarked, saidSoFar } from '../../lang/thinking.ts';
import type { ModelFailure, Usage } from '../../model/port.ts';
import { type Answer, call, type NoAnswer } from '../call.ts';
import type { PlayEvent, SentRequest, Turn } from '../events.ts';
import { follow, tell } from '../follow.ts';
import { put } from '../put.ts';
import { relay } from '../relay.ts';
import type { Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { cutLabels } from '../turns/interrupted.ts';
import { type ActorCallOptions, actorCall, thinks } from './actor-call.ts';
import { judgedLine } from './actor-side.ts';
import { cleanLine } from './clean-line.ts';
import type { SceneActor, TurnDeps } from './setup.ts';

/** Yields `asked`, `text`*, then thoughts as `turn`, odd marks as notes, and `replied`; or `failed`. */
export async function* tellLine(
  state: SessionState,
  actor: SceneActor,
  { place, deps, signal }: TurnDeps,
  options: ActorCallOptions = {},
): Run {
  const turn = deps.ids();
  const thinking = options.thinking ?? thinks(state, actor);
  const asked = call(place, { ...actorCall(state, actor, deps, options), turn }, deps, signal);
  const { state: now, value } = yield* follow(state, thinking ? saidOnly(asked) : asked);
  if (value.ok) {
    const [reply] = value.replies;
    const finish = reply.finish === 'length' || reply.finish === 'filtered' ? reply.finish : 'done';
    return yield* tellAnswer(now, actor, { ...value, text: reply.text, turn, thinking, finish }, { deps });
  }
  const { failure, partial } = value;
  const said = thinking ? saidSoFar(partial) : partial;
  if (failure.reason !== 'cancelled' || said.trim() === '')
    return yield* tell(now, { type: 'failed', turn, failure, partial });
  return yield* tellAnswer(
    now,
    actor,
    { ...noUsage(value), text: partial, turn, thinking, finish: 'stopped', labels: cutLabels(signal) },
    { deps },
  );
}

/** What a model answered for an actor, to be told as a line. */
export interface SpokenAnswer {
  readonly text: string;
  readonly request: SentRequest;
  readonly usage: Usage | undefined;
  readonly ms: number;
  readonly labels: readonly string[];
  /** Id of the line. */
  readonly turn: string;
  readonly thinking: boolean;
  readonly finish: NonNullable<Turn['finish']>;
}

/** Tells an answer that is there already: thoughts, odd marks, the line. */
export function* tellAnswer(
  state: SessionState,
  actor: SceneActor,
  answer: SpokenAnswer,
  { deps }: Pick<TurnDeps, 'deps'>,
): Generator<PlayEvent, SessionState> {
  const { text, request, turn, usage, ms } = answer;
  const marked = answer.thinking || thinksUnasked.test(text);
  const { thought, said, odd } = marked ? readMarked(text) : { thought: '', said: text, odd: [] };
  const line = cleanLine(state, actor, said);
  if (line.text.trim() === '')
    return yield* tell(state, { type: 'failed', turn, failure: nothingSaid(actor, odd), partial: text });
  const who = { speaker: actor.key, ...(actor.key === 'self' ? {} : { name: actor.name }) };
  const from = { model: request.model, request: request.id };
  let now = state;
  if (thought !== '') now = yield* put(now, { id: deps.ids(), ...who, ...from, text: thought, thought: true });
  const after = now.turns.at(-1)?.id;
  const labels = [...answer.labels, ...line.labels, ...odd.map(({ mark }) => `${mark} means nothing here: left out`)];
  if (actor.nameOnly) labels.push(nameOnly);
  const told: Turn = {
    id: turn,
    ...(after === undefined ? {} : { after }),
    ...who,
    ...from,
    text: line.text,
    finish: answer.finish,
    ...(labels.length > 0 ? { labels } : {}),
  };
  now = yield* tell(now, { type: 'replied', turn: judgedLine(now, actor, told, deps), usage, ms });
  for (const { mark, text: under } of odd)
    now = yield* tell(now, { type: 'noted', note: { kind: 'odd mark', turn, actor: actor.key, mark, text: under } });
  return now;
}

const nameOnly = 'played from the name and the scene alone';
/** A model that uses the marks unasked means by them what they mean. */
const thinksUnasked = /^[ \t]*\[(?:think(?:s|ing)|says|speaking)\]/imu;

function nothingSaid({ name }: SceneActor, odd: readonly { readonly mark: string }[]): ModelFailure {
  const marks =
    odd.length > 0 ? ` It has marks that mean nothing here: ${odd.map(({ mark }) => mark).join(', ')}.` : '';
  return { reason: 'bad-answer', message: `Nothing is said in the answer for ${name}.${marks}`, action: 'retry' };
}

function noUsage({ request, ms }: NoAnswer): Pick<Answer, 'request' | 'usage' | 'labels' | 'ms'> {
  return { request, ms, usage: undefined, labels: [] };
}

/** The pieces of what is said; thoughts and what may become a mark are held back. */
function saidOnly<T>(events: AsyncGenerator<PlayEvent, T>): AsyncGenerator<PlayEvent, T> {
  let all = '';
  let shown = '';
  return relay(events, (event): PlayEvent[] => {
    if (event.type === 'retry') all = shown = '';
    if (event.type !== 'text') return [event];
    all += event.text;
    const said = saidSoFar(all);
    if (said.length <= shown.length || !said.startsWith(shown)) return [];
    const text = said.slice(shown.length);
    shown = said;
    return [{ ...event, text }];
  });
}
