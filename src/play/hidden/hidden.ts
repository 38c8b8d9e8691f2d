// Finding out as a way of playing: one asks, the other keeps something to themselves. In: the stage, the scene, a similarity. Out: the next
// move each time. The hidden parts are in the counterpart's requests and in the comparison; no request of the interviewer holds them.
import type { Scene } from '../../lang/persona.ts';
import { lexicalSimilarity, similarityOf } from '../../model/fallbacks/lexical.ts';
import type { Similarity } from '../../model/port.ts';
import { tell } from '../follow.ts';
import { here, journalOf } from '../protocol/journal.ts';
import type { Move, NextMove } from '../protocol/play-on.ts';
import { bareLine, readScore } from '../protocol/read-fields.ts';
import type { Stage, StageActor, Task } from '../protocol/stage.ts';
import { askQuietly, sayLine } from '../protocol/steps.ts';
import type { SessionState } from '../session-state.ts';
import { type HiddenNote, hiddenKinds } from './hidden-notes.ts';
import { type HiddenSides, hiddenSides } from './hidden-parts.ts';
import {
  type HiddenPlan,
  type HiddenState,
  type HiddenStep,
  hiddenState,
  nextHiddenStep,
  usualExchanges,
} from './hidden-state.ts';
import * as tasks from './hidden-tasks.ts';

type Sides = Extract<HiddenSides, { readonly ok: true }>;

/** A guess counts as found from here on, where the scene does not say. Words in common tell less than embeddings. */
export const usualThreshold = { lexical: 0.5, other: 0.9 } as const;

export function hiddenPlan(sides: Sides, scene: Scene): HiddenPlan {
  const { interviewer, counterpart, parts } = sides;
  return {
    interviewer: interviewer.key,
    counterpart: counterpart.key,
    parts: parts.map(({ name }) => name),
    exchanges: scene.turns === undefined ? usualExchanges : Math.ceil(scene.turns / 2),
    // What a person proposes or feels is theirs to say.
    proposes: scene.propose !== undefined && !interviewer.person && !counterpart.person,
  };
}

export function hiddenStep(stage: Pick<Stage, 'actors'>, scene: Scene, state: SessionState): HiddenStep {
  const sides = hiddenSides(stage.actors, scene.findOut);
  if (!sides.ok) return { step: 'over' };
  const plan = hiddenPlan(sides, scene);
  return nextHiddenStep(plan, hiddenState(plan, journalOf(state, hiddenKinds)));
}

/** The way a scene with `find out` is played. */
export function hidden(stage: Stage, scene: Scene, similarity: Similarity | undefined): NextMove {
  return (state) => {
    const sides = hiddenSides(stage.actors, scene.findOut);
    if (!sides.ok) return undefined;
    const plan = hiddenPlan(sides, scene);
    const now = hiddenState(plan, journalOf(state, hiddenKinds));
    return moveOf({ stage, scene, sides, plan, now, similarity }, nextHiddenStep(plan, now));
  };
}

interface Finding {
  readonly stage: Stage;
  readonly scene: Scene;
  readonly sides: Sides;
  readonly plan: HiddenPlan;
  readonly now: HiddenState;
  readonly similarity: Similarity | undefined;
}

function moveOf(finding: Finding, next: HiddenStep): Move | undefined {
  const { sides, plan, now, scene } = finding;
  const { interviewer, counterpart } = sides;
  switch (next.step) {
    case 'over':
      return undefined;
    case 'question':
      return say(finding, interviewer, 'question', tasks.questionTask(counterpart.name, plan.parts, now.hint));
    case 'answer':
      return say(finding, counterpart, 'answer', tasks.answerTask(interviewer.name, plan.parts));
    case 'decode':
      return decode(finding, next.part);
    case 'hint':
      return ask(finding, interviewer, 'hint', tasks.hintTask(counterpart.name, next.part), (answer) => ({
        kind: 'hint',
        part: next.part,
        text: answer.trim(),
      }));
    case 'propose': {
      const task = tasks.proposeTask(counterpart.name, scene.propose?.value ?? '', now.attempts);
      return ask(finding, interviewer, 'propose', task, (answer) => ({
        kind: 'proposal',
        attempt: next.attempt,
        text: answer.trim(),
      }));
    }
    case 'score':
      return ask(finding, counterpart, 'score', tasks.scoreTask(interviewer.name, next.text), (answer) => ({
        kind: 'proposal-score',
        attempt: next.attempt,
        score: readScore(answer, 1, 10),
      }));
  }
}

function say({ stage }: Finding, actor: StageActor, step: string, task: Task): Move | undefined {
  if (actor.person) return undefined;
  const clean = (answer: string) => bareLine(answer, actor.name);
  return (state, place, deps, signal) =>
    sayLine(stage, state, { step, actor: actor.key, task, clean }, place, deps, signal);
}

type Said<N extends HiddenNote = HiddenNote> = N extends unknown ? Omit<N, 'request' | 'after'> : never;

function ask({ stage }: Finding, actor: StageActor, step: string, task: Task, read: (answer: string) => Said): Move {
  return async function* (state, place, deps, signal) {
    const asked = askQuietly(stage, state, { step, actor: actor.key, task }, place, deps, signal);
    const { state: after, value } = yield* asked;
    if (!value) return after;
    return yield* tell(after, {
      type: 'noted',
      note: { ...read(value.text), request: value.request, after: here(after) },
    });
  };
}

/** A guess, held against the truth. An empty one is like nothing. */
function decode({ stage, sides, scene, similarity }: Finding, part: string): Move {
  const { interviewer, counterpart, parts } = sides;
  const truth = parts.find(({ name }) => name === part)?.truth ?? '';
  const task = tasks.decodeTask(counterpart.name, part);
  return async function* (state, place, deps, signal) {
    const asked = askQuietly(stage, state, { step: 'decode', actor: interviewer.key, task }, place, deps, signal);
    const { state: after, value } = yield* asked;
    if (!value) return after;
    const guess = value.text.trim();
    const { likeness, estimator } = await compare(guess, truth, similarityOf(similarity), signal);
    const usual = estimator === lexicalSimilarity.label ? usualThreshold.lexical : usualThreshold.other;
    const threshold = scene.closeEnough === undefined ? usual : scene.closeEnough / 100;
    const note = { part, guess, likeness, estimator, threshold, found: likeness >= threshold };
    return yield* tell(after, {
      type: 'noted',
      note: { kind: 'decoded', ...note, request: value.request, after: here(after) },
    });
  };
}

/** Where the model's own similarity fails, words are compared, and the note says so. */
async function compare(guess: string, truth: string, by: Similarity, signal: AbortSignal) {
  if (guess === '') return { likeness: 0, estimator: by.label };
  for (const one of [by, lexicalSimilarity]) {
    try {
      const [likeness] = await one.compare(truth, [guess], signal);
      if (likeness !== undefined) return { likeness, estimator: one.label };
    } catch {
      // The next one says what it is.
    }
  }
  return { likeness: 0, estimator: lexicalSimilarity.label };
}
