// Seeker and supporter as a way of playing. In: the stage and the scene, which says who seeks. Out: the next move each time. Refuses the
// shortcut: each side is asked for itself, with its own statement, and no prompt holds the whole profile of anybody.
import { nameKey } from '../../lang/name.ts';
import type { Scene } from '../../lang/persona.ts';
import { tell } from '../follow.ts';
import { blockedAspects, noAspect, openAspects, readAspect } from '../memory/aspects.ts';
import { here, journalOf } from '../protocol/journal.ts';
import type { Move, NextMove } from '../protocol/play-on.ts';
import { bareLine, readScore } from '../protocol/read-fields.ts';
import type { Stage, StageActor, Task } from '../protocol/stage.ts';
import { askQuietly, sayLine } from '../protocol/steps.ts';
import type { SessionState } from '../session-state.ts';
import { type DyadNote, dyadKinds, farewellLabel } from './dyad-notes.ts';
import { type DyadPlan, type DyadState, type DyadStep, dyadState, mostLines, nextDyadStep } from './dyad-state.ts';
import * as tasks from './dyad-tasks.ts';
import { aspectsOf, type Side, statementOf, toneOf, worryOf } from './profile.ts';

export interface DyadSides {
  readonly seeker: StageActor;
  readonly supporter: StageActor;
}

/** The two, where the scene names a seeker who is there and somebody else is, too. */
export function dyadSides(actors: readonly StageActor[], scene: Scene): DyadSides | undefined {
  const named = nameKey(scene.seeker?.value ?? '');
  const seeker = actors.find(({ key }) => key === named);
  const supporter = actors.find((actor) => actor !== seeker);
  return seeker && supporter ? { seeker, supporter } : undefined;
}

export function dyadPlan({ seeker, supporter }: DyadSides, scene: Scene): DyadPlan {
  const side = ({ key, person, persona }: StageActor) => ({
    key,
    person,
    hasTone: persona !== undefined && toneOf(persona) !== '',
    aspects: persona ? aspectsOf(persona).map(({ id }) => id) : [],
  });
  return { seeker: side(seeker), supporter: side(supporter), lines: scene.turns ?? mostLines };
}

export function dyadStep(stage: Pick<Stage, 'actors'>, scene: Scene, state: SessionState): DyadStep {
  const sides = dyadSides(stage.actors, scene);
  if (!sides) return { step: 'over' };
  const plan = dyadPlan(sides, scene);
  return nextDyadStep(plan, dyadState(plan, journalOf(state, dyadKinds)));
}

/** The way a scene with a `seeker` is played. */
export function dyad(stage: Stage, scene: Scene): NextMove {
  return (state) => {
    const sides = dyadSides(stage.actors, scene);
    if (!sides) return undefined;
    const plan = dyadPlan(sides, scene);
    const now = dyadState(plan, journalOf(state, dyadKinds));
    return moveOf({ stage, sides, now }, nextDyadStep(plan, now));
  };
}

interface Talk {
  readonly stage: Stage;
  readonly sides: DyadSides;
  readonly now: DyadState;
}

function moveOf(talk: Talk, next: DyadStep): Move | undefined {
  const { sides, now } = talk;
  switch (next.step) {
    case 'over':
      return undefined;
    case 'opening':
      return opening(talk);
    case 'mood': {
      const { seeker } = sides;
      const { persona } = seeker;
      const by = seeker.person || !persona ? 'narrator' : seeker.key;
      const own = persona && !seeker.person ? { persona: statementOf(persona, 'seeker') } : {};
      const task = { ...tasks.moodTask(seeker.name, !seeker.person), ...own };
      return ask(talk, by, 'mood', task, (answer) => ({
        kind: 'seeker-mood',
        turn: now.lastTurn ?? '',
        score: readScore(answer, 0, 5),
      }));
    }
    case 'rating':
      return ask(talk, 'narrator', 'rating', tasks.ratingTask(sides.seeker.name, sides.supporter.name), (answer) => ({
        kind: 'support-rating',
        ...tasks.readRating(answer),
      }));
    default:
      return moveOfSide(talk, next);
  }
}

function moveOfSide(talk: Talk, next: Extract<DyadStep, { readonly actor: string }>): Move | undefined {
  const { sides, now } = talk;
  const side: Side = next.actor === sides.seeker.key ? 'seeker' : 'supporter';
  const actor = sides[side];
  const other = side === 'seeker' ? sides.supporter : sides.seeker;
  const { persona } = actor;
  if (actor.person || !persona) return undefined;
  const own = (task: Task): Task => ({ ...task, persona: statementOf(persona, side) });
  const samples = now.samples[actor.key] ?? [];
  const aspects = aspectsOf(persona);
  switch (next.step) {
    case 'tone':
      return ask(talk, actor.key, 'tone', own(tasks.toneTask(toneOf(persona))), (answer) => ({
        kind: 'tone-samples',
        actor: actor.key,
        samples: tasks.readSamples(answer),
      }));
    case 'select': {
      const picks = now.picks[actor.key] ?? [];
      const open = openAspects(aspects, picks);
      return ask(talk, actor.key, 'select', own(tasks.selectTask(open)), (answer) => ({
        kind: 'aspect-pick',
        actor: actor.key,
        aspect: readAspect(answer, open)?.id ?? noAspect,
        blocked: [...blockedAspects(picks)],
      }));
    }
    case 'reply': {
      const aspect = aspects.find(({ id }) => id === next.aspect);
      const worry = next.worry ? worryOf(persona) : undefined;
      return say(talk, actor, 'reply', own(tasks.replyTask(side, other.name, { samples, aspect, worry })));
    }
    case 'farewell':
      return say(talk, actor, 'farewell', own(tasks.farewellTask(side, other.name, samples)), [farewellLabel]);
  }
}

/** The seeker comes in: with a greeting of its own, else with a plain word. A person says it themselves. */
function opening({ stage, sides: { seeker } }: Talk): Move | undefined {
  if (seeker.person) return undefined;
  const greeting = seeker.persona?.greetings[0];
  const text = greeting?.value ?? 'Hello.';
  return async function* (state, _place, deps) {
    const turn = stage.line(state, seeker.key, { id: deps.ids(), text, labels: ['opening'] });
    return yield* tell(state, { type: 'turn', turn });
  };
}

function say({ stage }: Talk, actor: StageActor, step: string, task: Task, labels?: readonly string[]): Move {
  const clean = (answer: string) => bareLine(answer, actor.name);
  const line = { step, actor: actor.key, task, clean, ...(labels ? { labels } : {}) };
  return (state, place, deps, signal) => sayLine(stage, state, line, place, deps, signal);
}

type Said<N extends DyadNote = DyadNote> = N extends unknown ? Omit<N, 'request' | 'after'> : never;

function ask({ stage }: Talk, actor: string, step: string, task: Task, read: (answer: string) => Said): Move {
  return async function* (state, place, deps, signal) {
    const { state: after, value } = yield* askQuietly(stage, state, { step, actor, task }, place, deps, signal);
    if (!value) return after;
    return yield* tell(after, {
      type: 'noted',
      note: { ...read(value.text), request: value.request, after: here(after) },
    });
  };
}
