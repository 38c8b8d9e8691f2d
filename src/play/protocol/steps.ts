// The two kinds of steps that ways of playing are made of: a line of the talk, and an answer that nobody says. In: a session, who is asked, for
// what. Out: events, and the state they lead to; the second also gives back what was answered. What each is sent, and how a line is told and
// judged, is the scene's own.
import type { Persona } from '../../lang/persona.ts';
import { call } from '../call.ts';
import type { PlayEvent } from '../events.ts';
import { type Followed, follow, tell } from '../follow.ts';
import { actorCall } from '../scene/actor-call.ts';
import type { TurnDeps } from '../scene/setup.ts';
import { type SpokenAnswer, tellAnswer } from '../scene/tell-line.ts';
import type { Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { cutLabels } from '../turns/interrupted.ts';
import { askedActor } from './stage.ts';

/** One request, beyond what the actor is and has heard. */
export interface Task {
  /** What is to be done, behind the talk. Of this request only. */
  readonly ask: string;
  /** What this actor alone knows of the moment: a section of its prompt, of this request only. */
  readonly knows?: string;
  /** Takes the place of the actor's persona in this request, where it is to be told less of itself. */
  readonly persona?: Persona;
}

export interface LineStep {
  readonly step: string;
  /** Key of who says it, `narrator` among them. */
  readonly actor: string;
  readonly task: Task;
  /** What the line is, for whoever reads the journal. */
  readonly labels?: readonly string[];
  /** What is said of an answer. */
  readonly clean?: (answer: string) => string;
}

/** Asks for a line and tells it. Stopped half way, what was said so far stays said; an answer that says nothing is a failure. */
export async function* sayLine(state: SessionState, what: LineStep, { place, deps, signal }: TurnDeps): Run {
  const turn = deps.ids();
  const actor = askedActor(state, what.actor);
  const asked = call(place, { ...request(state, what, deps), turn }, deps, signal);
  const { state: now, value } = yield* follow(state, asked);
  const told = { request: value.request, ms: value.ms, turn, thinking: false };
  const text = (answer: string) => what.clean?.(answer) ?? answer;
  const { labels = [] } = what;
  if (value.ok) {
    const [reply] = value.replies;
    const finish: SpokenAnswer['finish'] =
      reply.finish === 'length' || reply.finish === 'filtered' ? reply.finish : 'done';
    const { usage } = value;
    const answer = { ...told, usage, finish, text: text(reply.text), labels: [...labels, ...value.labels] };
    return yield* tellAnswer(now, actor, answer, { deps });
  }
  const { failure, partial } = value;
  if (failure.reason === 'cancelled' && partial.trim() !== '') {
    const cut = [...labels, ...cutLabels(signal)];
    const answer = { ...told, usage: undefined, finish: 'stopped' as const, text: text(partial), labels: cut };
    return yield* tellAnswer(now, actor, answer, { deps });
  }
  return yield* tell(now, { type: 'failed', turn, failure, partial });
}

export interface QuietStep {
  readonly step: string;
  /** Key of whom it is asked for, `narrator` among them. */
  readonly actor: string;
  readonly task: Task;
}

export interface QuietAnswer {
  readonly text: string;
  /** Id of the request that gave it. */
  readonly request: string;
}

/** Asks for something that nobody says. Undefined where no answer came: then `failed` was told. */
export async function* askQuietly(
  state: SessionState,
  what: QuietStep,
  { place, deps, signal }: TurnDeps,
): AsyncGenerator<PlayEvent, Followed<QuietAnswer | undefined>> {
  const { state: now, value } = yield* follow(state, call(place, request(state, what, deps), deps, signal));
  if (!value.ok) return { state: now, value: undefined };
  return { state: now, value: { text: value.replies[0].text, request: value.request.id } };
}

function request(state: SessionState, { step, actor, task }: QuietStep, deps: TurnDeps['deps']) {
  return actorCall(state, askedActor(state, actor, task.persona), deps, {
    step,
    remark: task.ask,
    thinking: false,
    ...(task.knows ? { sections: [{ title: 'This moment', text: task.knows }] } : {}),
  });
}
