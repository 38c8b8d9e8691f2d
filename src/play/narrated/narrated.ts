// A narrated scene as a way of playing: reads from the session what comes next, asks for it, and writes down what was answered. In: the
// stage and how the scene begins. Out: the next move each time. Refuses the shortcut: no request tells more than one character's part.
import type { Scene } from '../../lang/persona.ts';
import { tell } from '../follow.ts';
import { here, journalOf } from '../protocol/journal.ts';
import type { Move, NextMove } from '../protocol/play-on.ts';
import { bareLine } from '../protocol/read-fields.ts';
import { nameOf, type Stage, type Task } from '../protocol/stage.ts';
import { askQuietly, sayLine } from '../protocol/steps.ts';
import type { SessionState } from '../session-state.ts';
import { type NarratedNote, narratedKinds, part } from './narrated-notes.ts';
import { type NarratedState, narratedState, type Place } from './narrated-state.ts';
import { type NarratedStep, nextStep } from './narrated-step.ts';
import * as tasks from './narrated-tasks.ts';
import {
  readAction,
  readAffected,
  readPlacement,
  readSelfBelief,
  readSurroundings,
  readSynopsis,
} from './read-answers.ts';

/** After how many rounds a narrated scene is over that does not say so. */
export const usualRounds = 3;

/** What of the session a narrated scene is. */
export function narratedOf(stage: Pick<Stage, 'actors'>, scene: Scene, state: SessionState): NarratedState {
  const keys = stage.actors.map(({ key }) => key);
  return narratedState(keys, placesOf(scene), journalOf(state, narratedKinds));
}

export function narratedStep(stage: Stage, scene: Scene, state: SessionState): NarratedStep {
  const person = stage.actors.find((actor) => actor.person)?.key;
  const now = narratedOf(stage, scene, state);
  // What ends the scene ends it between two rounds, so that every round is whole.
  if (now.round > 1 && !now.planned && now.believed.length === 0 && stage.ended(state)) return { step: 'over' };
  return nextStep(now, person, scene.turns ?? usualRounds);
}

/** The way a scene with `narrated: yes` is played. */
export function narrated(stage: Stage, scene: Scene): NextMove {
  return (state) => moveOf(stage, narratedOf(stage, scene, state), narratedStep(stage, scene, state));
}

/** Where everybody is as the scene begins. */
export function placesOf(scene: Scene): Readonly<Record<string, Place>> {
  const places: Record<string, Place> = {};
  for (const { kind, name, text } of scene.places) {
    places[name.key] = { ...(places[name.key] ?? { position: '', condition: '' }), [kind]: text.value };
  }
  return places;
}

function moveOf(stage: Stage, now: NarratedState, next: NarratedStep): Move | undefined {
  const old = (actor: string) => now.beliefs[actor] ?? { belief: '', desire: '', intention: '', surroundings: '' };
  switch (next.step) {
    case 'over':
    case 'person':
      return undefined;
    case 'self-belief':
      return ask(stage, now, next.actor, next.step, tasks.selfBeliefTask(stage, now, next.actor), (answer) => ({
        kind: 'self-belief',
        actor: next.actor,
        ...readSelfBelief(answer, old(next.actor)),
      }));
    case 'surroundings':
      return ask(stage, now, next.actor, next.step, tasks.surroundingsTask(stage, now, next.actor), (answer) => ({
        kind: 'surroundings',
        actor: next.actor,
        text: readSurroundings(answer, old(next.actor)),
      }));
    case 'synopsis':
      return ask(stage, now, 'narrator', next.step, tasks.synopsisTask(stage, now), (answer) => ({
        kind: 'synopsis',
        ...readSynopsis(answer, inOrder(stage, now), now.round === 1),
      }));
    case 'affected':
      return ask(stage, now, 'narrator', next.step, tasks.affectedTask(stage, now, next.actor), (answer) => ({
        kind: 'affected',
        actor: next.actor,
        ...readAffected(answer, stage.actors, next.actor),
      }));
    case 'placement': {
      const place = now.places[next.actor] ?? { position: '', condition: '' };
      return ask(stage, now, 'narrator', next.step, tasks.placementTask(stage, now, next.actor), (answer) => ({
        kind: 'placement',
        actor: next.actor,
        ...readPlacement(answer, place),
      }));
    }
    case 'scene-update':
      return ask(stage, now, 'narrator', next.step, tasks.sceneUpdateTask(stage, now), (answer) => ({
        kind: 'scene-update',
        text: answer.trim() || now.sceneNow,
      }));
    case 'plot':
      return ask(stage, now, 'narrator', next.step, tasks.plotTask(stage, now), (answer) => ({
        kind: 'plot',
        text: answer.trim() || now.plot,
      }));
    case 'impact':
      return tellImpact(stage, next.impact);
    case 'action':
      return say(stage, next.actor, 'action', tasks.actionTask(stage, now, next.actor), [part.action], readAction);
    case 'line':
      return say(stage, next.actor, 'line', tasks.lineTask(stage, now, next.actor), undefined, bareLine);
    case 'reaction':
      return say(
        stage,
        next.target,
        'reaction',
        tasks.reactionTask(stage, now, next.target, next.actor),
        [part.reaction],
        bareLine,
      );
    case 'outcome':
      return say(
        stage,
        'narrator',
        'outcome',
        tasks.outcomeTask(stage, now, next.actor, next.target),
        [part.outcome],
        bareLine,
      );
  }
}

/** What an answer says, before it is placed. */
type Said<N extends NarratedNote = NarratedNote> = N extends unknown ? Omit<N, 'round' | 'request' | 'after'> : never;

/** A step whose answer nobody hears: it becomes a note. */
function ask(
  stage: Stage,
  now: NarratedState,
  actor: string,
  step: string,
  task: Task,
  read: (answer: string) => Said,
): Move {
  return async function* (state, place, deps, signal) {
    const { state: after, value } = yield* askQuietly(stage, state, { step, actor, task }, place, deps, signal);
    if (!value) return after;
    const note = { ...read(value.text), round: now.round, request: value.request, after: here(after) };
    return yield* tell(after, { type: 'noted', note });
  };
}

function say(
  stage: Stage,
  actor: string,
  step: string,
  task: Task,
  labels: readonly string[] | undefined,
  read: (answer: string, name: string) => string,
): Move {
  const clean = (answer: string) => read(answer, nameOf(stage, actor));
  return (state, place, deps, signal) =>
    sayLine(stage, state, { step, actor, task, clean, ...(labels ? { labels } : {}) }, place, deps, signal);
}

/** The impact is in the answer that named the target: it is told, and nobody is asked again. */
function tellImpact(stage: Stage, impact: string): Move {
  return async function* (state, _place, deps) {
    const note = state.notes.findLast((one) => one.kind === 'affected');
    const line = { id: deps.ids(), text: impact, labels: [part.impact] };
    const request = state.requests.find(({ id }) => id === note?.request);
    const turn = stage.line(state, 'narrator', {
      ...line,
      ...(request ? { request: request.id, model: request.model, finish: 'done' } : {}),
    });
    return yield* tell(state, { type: 'turn', turn });
  };
}

function inOrder(stage: Stage, now: NarratedState) {
  return now.order.flatMap((key) => stage.actors.filter((actor) => actor.key === key));
}
