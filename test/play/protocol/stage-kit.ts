// A stage for the tests of ways of playing: personas from texts, and a run of one scene with a scripted model.
import type { Scene } from '../../../src/lang/persona.ts';
import { readPersona } from '../../../src/lang/read-persona.ts';
import { newRun } from '../../../src/play/call.ts';
import type { PlayEvent, SentRequest, Turn } from '../../../src/play/events.ts';
import { type NextMove, playOn } from '../../../src/play/protocol/play-on.ts';
import type { Stage, StageActor } from '../../../src/play/protocol/stage.ts';
import { stageOfScene } from '../../../src/play/protocol/stage-of-scene.ts';
import { apply, newSession, type PlayDeps, type SessionState } from '../../../src/play/session.ts';
import { readRules } from '../../../src/rules/rule-book.ts';
import { memorySource } from '../../kit/memory-source.ts';

export interface Staged {
  readonly scene: Scene;
  readonly state: SessionState;
  readonly stage: Stage;
}

/**
 * The first scene of `texts.self`; the other texts are the cast by key. `person`: key of the one a person plays.
 */
export function staged(texts: Readonly<Record<string, string>>, deps: PlayDeps, person?: string): Staged {
  const actors: StageActor[] = Object.entries(texts).map(([key, text]) => {
    const persona = readPersona(text, `file:///work/${key}.persona`, memorySource({}));
    return { key, name: persona.name, persona, person: key === person };
  });
  const self = actors.find(({ key }) => key === 'self')?.persona;
  const scene = self?.scenes[0];
  if (!self || !scene) throw new Error('no scene');
  const stage = stageOfScene(scene, actors, deps);
  return { scene, state: newSession('talk-1', self, readRules(self)), stage };
}

/** Plays on to where nothing is left to do. `stopAt`: aborts on the n-th event (from 0). */
export async function playScene(
  state: SessionState,
  next: NextMove,
  deps: PlayDeps,
  stopAt?: number,
): Promise<{ readonly state: SessionState; readonly events: readonly PlayEvent[] }> {
  const stop = new AbortController();
  const events: PlayEvent[] = [];
  let now = state;
  for await (const event of playOn(state, next, newRun(deps), deps, stop.signal)) {
    now = apply(now, event);
    if (events.push(event) - 1 === stopAt) stop.abort();
  }
  return { state: now, events };
}

/** What was asked, in order: `step(actor)`. */
export function stepsOf(state: SessionState): string[] {
  return state.requests.map(({ step, actor }) => `${step}(${actor ?? 'self'})`);
}

/** Everything a request says, as one text. */
export function textOf(request: SentRequest | undefined): string {
  return (request?.messages ?? []).map(({ content }) => content).join('\n');
}

export function put(state: SessionState, turn: Omit<Turn, 'after'>): SessionState {
  const after = state.turns.at(-1)?.id;
  return apply(state, { type: 'turn', turn: { ...turn, ...(after === undefined ? {} : { after }) } });
}
