// Finding out as a way of playing: one asks, the other keeps something to themselves. In: a session with a scene. Out: what comes next. The
// hidden parts are in the counterpart's requests and in the comparison; no request of the interviewer holds them.
import type { Scene } from '../../lang/persona.ts';
import { lexicalSimilarity, similarityOf } from '../../model/fallbacks/lexical.ts';
import type { Similarity } from '../../model/port.ts';
import { tell } from '../follow.ts';
import { here, journalOf } from '../protocol/journal.ts';
import { bareLine, readScore } from '../protocol/read-fields.ts';
import { type StageActor, stageActors } from '../protocol/stage.ts';
import { askQuietly, sayLine, type Task } from '../protocol/steps.ts';
import { type Move, protocolOf, type Upcoming } from '../protocol/way-of-playing.ts';
import { modelOf } from '../scene/actor-call.ts';
import type { SceneSetup } from '../scene/setup.ts';
import type { SessionState } from '../session-state.ts';
import { type HiddenNote, hiddenKinds } from './hidden-notes.ts';
import { type HiddenSides, hiddenSides } from './hidden-parts.ts';
import {
  type HiddenPlan,
  type HiddenState,
  type HiddenStep,
  hiddenState,
  mostExtraExchanges,
  mostHiddenRequests,
  nextHiddenStep,
  usualExchanges,
} from './hidden-state.ts';
import * as tasks from './hidden-tasks.ts';

type Sides = Extract<HiddenSides, { readonly ok: true }>;

/** A guess counts as found from here on, where the scene does not say. Words in common tell less than embeddings. */
export const usualThreshold = { lexical: 0.5, other: 0.9 } as const;

/** The way a scene with `find out` is played; its `turns` are the lines before the first guess. */
export const hidden = protocolOf({
  name: 'hidden',
  next: upcoming,
  lines: (setup) => 2 * (exchangesOf(setup.scene) + mostExtraExchanges),
  requests: (_lines, _actors, { scene }) =>
    mostHiddenRequests(scene.findOut.length, exchangesOf(scene), scene.propose !== undefined),
});

/** Undefined where nothing is hidden. */
export function findingOf(state: SessionState, { scene }: SceneSetup): Finding | undefined {
  const sides = hiddenSides(stageActors(state), scene.findOut);
  if (!sides.ok) return undefined;
  const plan = hiddenPlan(sides, scene);
  return { scene, sides, plan, now: hiddenState(plan, journalOf(state, hiddenKinds)) };
}

function upcoming(state: SessionState, setup: SceneSetup): Upcoming {
  const finding = findingOf(state, setup);
  if (!finding) {
    const sides = hiddenSides(stageActors(state), setup.scene.findOut);
    return { is: 'over', why: sides.ok ? '' : sides.why };
  }
  const { sides, plan, now } = finding;
  const next = nextHiddenStep(plan, now);
  if (next.step === 'over') return { is: 'over', why: howItWent(plan, now) + notHidden(sides.missing) };
  const actor = next.step === 'answer' || next.step === 'score' ? sides.counterpart : sides.interviewer;
  const isLine = next.step === 'question' || next.step === 'answer';
  if (isLine && actor.person) return { is: 'person', actor: actor.key };
  return { is: 'move', actor: actor.key, begins: isLine, move: moveOf(finding, next) };
}

function howItWent({ parts }: HiddenPlan, { guesses }: HiddenState): string {
  const found = parts.filter((part) => guesses[part]?.found);
  if (found.length === parts.length) return `Found out: ${found.join(', ')}.`;
  const open = parts.filter((part) => !guesses[part]?.found).join(', ');
  return found.length === 0
    ? `Nothing was found out: ${open}.`
    : `Found out: ${found.join(', ')}. Not found out: ${open}.`;
}

/** Names that were to be found out and are no hidden fact: misspelt, or told to the one who asks. */
function notHidden(missing: readonly string[]): string {
  return missing.length === 0 ? '' : ` No hidden fact here: ${missing.join(', ')}.`;
}

function exchangesOf(scene: Scene): number {
  return scene.turns === undefined ? usualExchanges : Math.ceil(scene.turns / 2);
}

function hiddenPlan({ interviewer, counterpart, parts }: Sides, scene: Scene): HiddenPlan {
  return {
    interviewer: interviewer.key,
    counterpart: counterpart.key,
    parts: parts.map(({ name }) => name),
    exchanges: exchangesOf(scene),
    // What a person proposes or feels is theirs to say.
    proposes: scene.propose !== undefined && !interviewer.person && !counterpart.person,
  };
}

export interface Finding {
  readonly scene: Scene;
  readonly sides: Sides;
  readonly plan: HiddenPlan;
  readonly now: HiddenState;
}

function moveOf(finding: Finding, next: Exclude<HiddenStep, { readonly step: 'over' }>): Move {
  const { sides, plan, now, scene } = finding;
  const { interviewer, counterpart } = sides;
  switch (next.step) {
    case 'question': {
      const task = tasks.questionTask(counterpart.name, plan.parts, now.hint);
      return say(interviewer, 'question', task, now.hint ? ['with a hint'] : []);
    }
    case 'answer':
      return say(counterpart, 'answer', tasks.answerTask(interviewer.name, plan.parts));
    case 'decode':
      return decode(finding, next.part);
    case 'hint':
      return ask(interviewer, 'hint', tasks.hintTask(counterpart.name, next.part), (answer) => ({
        kind: 'hint',
        part: next.part,
        text: answer.trim(),
      }));
    case 'propose': {
      const task = tasks.proposeTask(counterpart.name, scene.propose?.value ?? '', now.attempts);
      return ask(interviewer, 'propose', task, (answer) => ({
        kind: 'proposal',
        attempt: next.attempt,
        text: answer.trim(),
      }));
    }
    case 'score':
      return ask(counterpart, 'score', tasks.scoreTask(interviewer.name, next.text), (answer) => ({
        kind: 'proposal-score',
        attempt: next.attempt,
        score: readScore(answer, 1, 10),
      }));
  }
}

function say(actor: StageActor, step: string, task: Task, labels: readonly string[] = []): Move {
  const clean = (answer: string) => bareLine(answer, actor.name);
  return (state, turn) => sayLine(state, { step, actor: actor.key, task, clean, labels }, turn);
}

type Said<N extends HiddenNote = HiddenNote> = N extends unknown ? Omit<N, 'request' | 'after'> : never;

function ask(actor: StageActor, step: string, task: Task, read: (answer: string) => Said): Move {
  return async function* (state, turn) {
    const { state: after, value } = yield* askQuietly(state, { step, actor: actor.key, task }, turn);
    if (!value) return after;
    const note = { ...read(value.text), request: value.request, after: here(after) };
    return yield* tell(after, { type: 'noted', note });
  };
}

/** A guess, held against the truth. An empty one is like nothing. */
function decode({ sides, scene }: Finding, part: string): Move {
  const { interviewer, counterpart, parts } = sides;
  const truth = parts.find(({ name }) => name === part)?.truth ?? '';
  const task = tasks.decodeTask(counterpart.name, part);
  return async function* (state, turn) {
    const { deps, signal } = turn;
    const own = deps.similarity ?? modelOf(deps, interviewer.key).similarity;
    const { state: after, value } = yield* askQuietly(state, { step: 'decode', actor: interviewer.key, task }, turn);
    if (!value) return after;
    const guess = value.text.trim();
    const { likeness, estimator } = await compare(guess, truth, similarityOf(own), signal);
    const usual = estimator === lexicalSimilarity.label ? usualThreshold.lexical : usualThreshold.other;
    const threshold = scene.closeEnough === undefined ? usual : scene.closeEnough;
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
