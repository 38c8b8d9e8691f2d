// A scene played to its end, or to where a person is to speak, by the one scheduler; for the tests of ways of playing.
import type { PlayEvent, SentRequest } from '../../../src/play/events.ts';
import { nextSpeaker } from '../../../src/play/scene/next-speaker.ts';
import { nextPlayed } from '../../../src/play/scene/play-scene.ts';
import { endedOf } from '../../../src/play/scene/scene-notes.ts';
import type { SceneProtocol, SceneSetup } from '../../../src/play/scene/setup.ts';
import type { PlayDeps, SessionState } from '../../../src/play/session.ts';
import { run } from '../kit.ts';
import { sceneOf } from '../scene/scene-kit.ts';

/** The first scene of the file `self`; the other texts are its cast by key. `seat`: key of the one a person plays. */
export function staged(texts: Readonly<Record<string, string>>, protocol: SceneProtocol, seat?: string): SessionState {
  const { self = '', ...cast } = texts;
  const files = Object.fromEntries(Object.entries(cast).map(([key, text]) => [`${key}.persona`, text]));
  return sceneOf({ 'self.persona': self, ...files }, { protocol, seat });
}

/** Plays on. `stopAt`: aborts on the n-th event (from 0). */
export function playOn(
  state: SessionState,
  deps: PlayDeps,
  stopAt?: number,
): Promise<{ readonly state: SessionState; readonly events: readonly PlayEvent[] }> {
  return run(state, { type: 'scene', act: 'on' }, deps, stopAt);
}

/** Says a line in the person's seat, and plays on. */
export async function sayAs(state: SessionState, text: string, deps: PlayDeps): Promise<SessionState> {
  return (await run(state, { type: 'say', text }, deps)).state;
}

/** Key of the person whose line the scene waits for; undefined where it waits for nobody. */
export function waitsFor(state: SessionState): string | undefined {
  return !endedOf(state) && nextPlayed(state) === undefined ? nextSpeaker(state) : undefined;
}

export function whyEnded(state: SessionState): string | undefined {
  return endedOf(state)?.why;
}

export function sceneSetup(state: SessionState): SceneSetup {
  if (!state.scene) throw new Error('no scene');
  return state.scene;
}

/** What was asked, in order: `step(actor)`. */
export function stepsOf(state: SessionState): string[] {
  return state.requests.map(({ step, actor }) => `${step}(${actor ?? 'self'})`);
}

/** Everything a request says, as one text. */
export function textOf(request: SentRequest | undefined): string {
  return (request?.messages ?? []).map(({ content }) => content).join('\n');
}
