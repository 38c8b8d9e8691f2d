// The two kinds of steps that ways of playing are made of: asking an actor for a line of the talk, and asking for something nobody says.
// In: the stage, who, for what. Out: events, and the state they lead to; the second also gives back what was answered.
import type { ChatRequest, Reply } from '../../model/port.ts';
import { call, type RunPlace } from '../call.ts';
import type { PlayEvent, Turn } from '../events.ts';
import { type Followed, follow, tell } from '../follow.ts';
import type { PlayDeps, Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { cutLabels } from '../turns/interrupted.ts';
import type { Stage, Task } from './stage.ts';

export interface LineStep {
  readonly step: string;
  readonly actor: string;
  readonly task: Task;
  readonly labels?: readonly string[];
  /** What is said of an answer: without marks, say. */
  readonly clean?: (answer: string) => string;
}

/** Asks for a line and tells it. Stopped half way, what was said so far stays said. */
export async function* sayLine(
  stage: Stage,
  state: SessionState,
  what: LineStep,
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
): Run {
  const turn = deps.ids();
  const sent = stage.request(state, what.actor, what.task);
  const { state: now, value } = yield* follow(state, call(place, { ...sent, step: what.step, turn }, deps, signal));
  const { request, ms } = value;
  const told = (answer: string, finish: Turn['finish'], labels: readonly string[]): Turn => {
    const text = what.clean ? what.clean(answer) : answer.trim();
    const all = [...(what.labels ?? []), ...labels];
    const line = { id: turn, text, finish, model: request.model, request: request.id };
    return stage.line(now, what.actor, all.length > 0 ? { ...line, labels: all } : line);
  };
  if (value.ok) {
    const [reply] = value.replies;
    const said = told(reply.text, finishOf(reply), value.labels);
    return yield* tell(now, { type: 'replied', turn: said, usage: value.usage, ms });
  }
  const { failure, partial } = value;
  if (failure.reason === 'cancelled' && partial !== '') {
    return yield* tell(now, {
      type: 'replied',
      turn: told(partial, 'stopped', cutLabels(signal)),
      usage: undefined,
      ms,
    });
  }
  return yield* tell(now, { type: 'failed', turn, failure, partial });
}

export interface QuietStep extends Pick<ChatRequest, 'temperature' | 'maxTokens'> {
  readonly step: string;
  /** Whose request it is, `narrator` among them. */
  readonly actor: string;
  readonly task: Task;
}

/** Asks for something that nobody says. Undefined where no answer came: then `failed` was told. */
export async function* askQuietly(
  stage: Stage,
  state: SessionState,
  what: QuietStep,
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, Followed<{ readonly text: string; readonly request: string } | undefined>> {
  const { task, actor, ...rest } = what;
  const asked = call(place, { ...stage.request(state, actor, task), ...rest }, deps, signal);
  const { state: now, value } = yield* follow(state, asked);
  if (!value.ok) return { state: now, value: undefined };
  return { state: now, value: { text: value.replies[0].text, request: value.request.id } };
}

function finishOf(reply: Reply): NonNullable<Turn['finish']> {
  return reply.finish === 'length' || reply.finish === 'filtered' ? reply.finish : 'done';
}
