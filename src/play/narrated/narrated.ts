// A narrated scene as a way of playing: reads from the session what comes next, asks for it, and writes down what was answered. In: a session
// with a scene. Out: what comes next. Refuses the shortcut: no request tells more than one character's part.
import type { Scene } from '../../lang/persona.ts';
import { tell } from '../follow.ts';
import { here, journalOf } from '../protocol/journal.ts';
import { bareLine } from '../protocol/read-fields.ts';
import { nameOf, type StageActor, stageActors } from '../protocol/stage.ts';
import { askQuietly, sayLine, type Task } from '../protocol/steps.ts';
import { type Move, protocolOf, type Upcoming } from '../protocol/way-of-playing.ts';
import { put } from '../put.ts';
import type { SceneSetup } from '../scene/setup.ts';
import type { SessionState } from '../session-state.ts';
import { type NarratedNote, narratedKinds, part } from './narrated-notes.ts';
import { requestsPerRound } from './narrated-requests.ts';
import { type NarratedState, narratedState, noBeliefs, type Place } from './narrated-state.ts';
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

/** The way a scene with `narrated: yes` is played; its `turns` are rounds. */
export const narrated = protocolOf({
  name: 'narrated',
  next: upcoming,
  // Of a round: a deed and a line each, and a reaction of all but one.
  lines: (setup) => roundsOf(setup) * 3 * partiesOf(setup),
  requests: (_lines, _actors, setup) => roundsOf(setup) * perRound(setup).most,
  words(setup) {
    const { least, most } = perRound(setup);
    const rounds = roundsOf(setup);
    return `${least} to ${most} requests a round, ${rounds === 1 ? 'one round' : `${rounds} rounds`}`;
  },
});

/** What of the session a narrated scene is. */
export function narratedOf(state: SessionState): NarratedState {
  const keys = stageActors(state).map(({ key }) => key);
  const places = state.scene ? placesOf(state.scene.scene) : {};
  return narratedState(keys, places, journalOf(state, narratedKinds));
}

function upcoming(state: SessionState, setup: SceneSetup): Upcoming {
  const actors = stageActors(state);
  const now = narratedOf(state);
  const next = nextStep(now, setup.seat, roundsOf(setup));
  switch (next.step) {
    case 'over':
      return { is: 'over', why: `${now.round - 1} ${now.round === 2 ? 'round was' : 'rounds were'} played.` };
    case 'person':
      return { is: 'person', actor: next.actor };
    default: {
      const actor = 'actor' in next ? next.actor : 'narrator';
      const begins = next.step === 'action' || (next.step === 'self-belief' && now.believed.length === 0);
      return { is: 'move', actor, begins, move: moveOf(actors, now, next) };
    }
  }
}

function roundsOf({ scene }: SceneSetup): number {
  return scene.turns ?? usualRounds;
}

function partiesOf({ cast, seat }: SceneSetup): number {
  return 1 + cast.length + (seat === 'user' ? 1 : 0);
}

function perRound(setup: SceneSetup) {
  return requestsPerRound(partiesOf(setup), setup.seat !== undefined);
}

/** Where everybody is as the scene begins. */
function placesOf(scene: Scene): Readonly<Record<string, Place>> {
  const places: Record<string, Place> = {};
  for (const { kind, name, text } of scene.places) {
    places[name.key] = { ...(places[name.key] ?? { position: '', condition: '' }), [kind]: text.value };
  }
  return places;
}

type Asked = Exclude<NarratedStep, { readonly step: 'over' | 'person' }>;

function moveOf(actors: readonly StageActor[], now: NarratedState, next: Asked): Move {
  switch (next.step) {
    case 'impact':
      return tellImpact(next.impact);
    case 'action':
    case 'line':
    case 'reaction':
    case 'outcome':
      return lineOf(actors, now, next);
    default:
      return answerOf(actors, now, next);
  }
}

type LineOfTalk = Extract<Asked, { readonly step: 'action' | 'line' | 'reaction' | 'outcome' }>;

function lineOf(actors: readonly StageActor[], now: NarratedState, next: LineOfTalk): Move {
  switch (next.step) {
    case 'action':
      return say(actors, next.actor, next.step, tasks.actionTask(actors, now, next.actor), part.action, readAction);
    case 'line':
      return say(actors, next.actor, next.step, tasks.lineTask(actors, now, next.actor), undefined, bareLine);
    case 'reaction': {
      const task = tasks.reactionTask(actors, now, next.target, next.actor);
      return say(actors, next.target, next.step, task, part.reaction, bareLine);
    }
    case 'outcome': {
      const task = tasks.outcomeTask(actors, now, next.actor, next.target);
      return say(actors, 'narrator', next.step, task, part.outcome, bareLine);
    }
  }
}

function answerOf(
  actors: readonly StageActor[],
  now: NarratedState,
  next: Exclude<Asked, LineOfTalk | { step: 'impact' }>,
): Move {
  const narrator = (task: Task, read: (answer: string) => Said) => ask(now, 'narrator', next.step, task, read);
  switch (next.step) {
    case 'self-belief': {
      const { actor } = next;
      const old = now.beliefs[actor] ?? noBeliefs;
      const task = tasks.selfBeliefTask(actors, now, actor);
      return ask(now, actor, next.step, task, (answer) => ({
        kind: 'self-belief',
        actor,
        ...readSelfBelief(answer, old),
      }));
    }
    case 'surroundings': {
      const { actor } = next;
      const old = now.beliefs[actor] ?? noBeliefs;
      const task = tasks.surroundingsTask(actors, now, actor);
      return ask(now, actor, next.step, task, (answer) => ({
        kind: 'surroundings',
        actor,
        text: readSurroundings(answer, old),
      }));
    }
    case 'synopsis': {
      const inOrder = now.order.flatMap((key) => actors.filter((actor) => actor.key === key));
      const free = now.round === 1;
      return narrator(tasks.synopsisTask(actors, now), (answer) => ({
        kind: 'synopsis',
        ...readSynopsis(answer, inOrder, free),
      }));
    }
    case 'affected': {
      const { actor } = next;
      const task = tasks.affectedTask(actors, now, actor);
      return narrator(task, (answer) => ({ kind: 'affected', actor, ...readAffected(answer, actors, actor) }));
    }
    case 'placement': {
      const { actor } = next;
      const old = now.places[actor] ?? { position: '', condition: '' };
      const task = tasks.placementTask(actors, now, actor);
      return narrator(task, (answer) => ({ kind: 'placement', actor, ...readPlacement(answer, old) }));
    }
    case 'scene-update':
      return narrator(tasks.sceneUpdateTask(actors, now), (answer) => ({
        kind: 'scene-update',
        text: answer.trim() || now.sceneNow,
      }));
    case 'plot':
      return narrator(tasks.plotTask(actors, now), (answer) => ({ kind: 'plot', text: answer.trim() || now.plot }));
  }
}

/** What an answer says, before it is placed. */
type Said<N extends NarratedNote = NarratedNote> = N extends unknown ? Omit<N, 'round' | 'request' | 'after'> : never;

/** A step whose answer nobody hears: it becomes a note. */
function ask(now: NarratedState, actor: string, step: string, task: Task, read: (answer: string) => Said): Move {
  return async function* (state, turn) {
    const { state: after, value } = yield* askQuietly(state, { step, actor, task }, turn);
    if (!value) return after;
    const note = { ...read(value.text), round: now.round, request: value.request, after: here(after) };
    return yield* tell(after, { type: 'noted', note });
  };
}

function say(
  actors: readonly StageActor[],
  actor: string,
  step: string,
  task: Task,
  label: string | undefined,
  read: (answer: string, name: string) => string,
): Move {
  const clean = (answer: string) => read(answer, nameOf(actors, actor));
  const labels = label === undefined ? [] : [label];
  return (state, turn) => sayLine(state, { step, actor, task, clean, labels }, turn);
}

/** The impact is in the answer that named the target: it is told, and nobody is asked again. */
function tellImpact(text: string): Move {
  return async function* (state, { deps }) {
    const note = state.notes.findLast((one) => one.kind === 'affected');
    const request = state.requests.find(({ id }) => id === note?.request);
    const from = request ? { request: request.id, model: request.model, finish: 'done' as const } : {};
    const line = { id: deps.ids(), speaker: 'narrator', name: 'Narrator', text, labels: [part.impact] };
    return yield* put(state, { ...line, ...from });
  };
}
