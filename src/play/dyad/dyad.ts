// Seeker and supporter as a way of playing. In: a session with a scene that says who seeks. Out: what comes next. Refuses the shortcut: each
// side is asked for itself, with its own statement, and no prompt holds the whole profile of anybody.
import { nameKey } from '../../lang/name.ts';
import type { Scene } from '../../lang/persona.ts';
import { tell } from '../follow.ts';
import { blockedAspects, noAspect, openAspects, readAspect } from '../memory/aspects.ts';
import { filledText } from '../protocol/filled-text.ts';
import { here, journalOf } from '../protocol/journal.ts';
import { bareLine, readScore } from '../protocol/read-fields.ts';
import { askedActor, type StageActor, stageActors } from '../protocol/stage.ts';
import { askQuietly, sayLine, type Task } from '../protocol/steps.ts';
import { type Move, protocolOf, type Upcoming } from '../protocol/way-of-playing.ts';
import { put } from '../put.ts';
import { judgedLine } from '../scene/actor-side.ts';
import type { SceneSetup } from '../scene/setup.ts';
import type { SessionState } from '../session-state.ts';
import { type DyadNote, dyadKinds, farewellLabel } from './dyad-notes.ts';
import {
  type DyadPlan,
  type DyadState,
  type DyadStep,
  dyadState,
  isLifted,
  mostDyadRequests,
  mostLines,
  nextDyadStep,
} from './dyad-state.ts';
import * as tasks from './dyad-tasks.ts';
import { aspectsOf, type Side, statementOf, toneOf, worryOf } from './profile.ts';

/** The way a scene with a `seeker` is played; its `turns` are lines at most, farewells not counted. */
export const dyad = protocolOf({
  name: 'dyad',
  next: upcoming,
  lines: ({ scene }) => linesOf(scene) + 2,
  requests: (_lines, _actors, { scene }) => mostDyadRequests(linesOf(scene)),
});

interface DyadSides {
  readonly seeker: StageActor;
  readonly supporter: StageActor;
}

/** What of the session a talk of seeker and supporter is; undefined where one of them is not there. */
export function dyadOf(state: SessionState, { scene }: SceneSetup): Talk | undefined {
  const sides = dyadSides(stageActors(state), scene);
  if (!sides) return undefined;
  const plan = dyadPlan(sides, scene);
  return { sides, plan, now: dyadState(plan, journalOf(state, dyadKinds)) };
}

function upcoming(state: SessionState, setup: SceneSetup): Upcoming {
  const talk = dyadOf(state, setup);
  if (!talk)
    return { is: 'over', why: `Nobody here is called “${setup.scene.seeker?.value}”, or nobody else is here.` };
  const { sides, plan, now } = talk;
  const next = nextDyadStep(plan, now);
  if (next.step === 'over') return { is: 'over', why: whyOver(sides, now) };
  const person = personOf(sides, next);
  if (person) return { is: 'person', actor: person };
  const actor = 'actor' in next ? next.actor : next.step === 'rating' ? 'narrator' : sides.seeker.key;
  const begins =
    next.step === 'select' || next.step === 'farewell' || (next.step === 'reply' && next.aspect === undefined);
  return { is: 'move', actor, begins, move: moveOf(talk, next) };
}

/** Key of the person whose line comes next, if it is one's. */
function personOf({ seeker, supporter }: DyadSides, next: DyadStep): string | undefined {
  if (next.step === 'opening') return seeker.person ? seeker.key : undefined;
  if (next.step !== 'reply' && next.step !== 'farewell') return undefined;
  return [seeker, supporter].find(({ key, person }) => person && key === next.actor)?.key;
}

function whyOver({ seeker }: DyadSides, { moods, farewells, lines }: DyadState): string {
  if (farewells.length > 0 && isLifted(moods)) return `${seeker.name} feels better, and both took leave.`;
  return `${lines} lines were said, and no more are wanted.`;
}

function dyadSides(actors: readonly StageActor[], scene: Scene): DyadSides | undefined {
  const named = nameKey(scene.seeker?.value ?? '');
  const seeker = actors.find(({ key }) => key === named);
  const supporter = actors.find((actor) => actor !== seeker);
  return seeker && supporter ? { seeker, supporter } : undefined;
}

function linesOf(scene: Scene): number {
  return scene.turns ?? mostLines;
}

function dyadPlan({ seeker, supporter }: DyadSides, scene: Scene): DyadPlan {
  const side = ({ key, person, persona }: StageActor) => ({
    key,
    person,
    hasTone: persona !== undefined && toneOf(persona) !== '',
    aspects: persona ? aspectsOf(persona).map(({ id }) => id) : [],
  });
  return { seeker: side(seeker), supporter: side(supporter), lines: linesOf(scene) };
}

interface Talk {
  readonly sides: DyadSides;
  readonly plan: DyadPlan;
  readonly now: DyadState;
}

function moveOf(talk: Talk, next: Exclude<DyadStep, { readonly step: 'over' }>): Move {
  const { sides, now } = talk;
  switch (next.step) {
    case 'opening':
      return opening(talk);
    case 'mood': {
      const { seeker } = sides;
      const { persona } = seeker;
      const by = seeker.person || !persona ? 'narrator' : seeker.key;
      const own = persona && !seeker.person ? { persona: statementOf(persona, 'seeker') } : {};
      const task = { ...tasks.moodTask(seeker.name, !seeker.person), ...own };
      return ask(by, 'mood', task, (answer) => ({
        kind: 'seeker-mood',
        turn: now.lastTurn ?? '',
        score: readScore(answer, 0, 5),
      }));
    }
    case 'rating':
      return ask('narrator', 'rating', tasks.ratingTask(sides.seeker.name, sides.supporter.name), (answer) => ({
        kind: 'support-rating',
        ...tasks.readRating(answer),
      }));
    default:
      return moveOfSide(talk, next);
  }
}

function moveOfSide(talk: Talk, next: Extract<DyadStep, { readonly actor: string }>): Move {
  const { sides, now } = talk;
  const side: Side = next.actor === sides.seeker.key ? 'seeker' : 'supporter';
  const actor = sides[side];
  const other = side === 'seeker' ? sides.supporter : sides.seeker;
  const { persona } = actor;
  // The user is a person, and nothing is asked for a person.
  if (!persona) return nothing;
  const own = (task: Task): Task => ({ ...task, persona: statementOf(persona, side) });
  const samples = now.samples[actor.key] ?? [];
  const aspects = aspectsOf(persona);
  switch (next.step) {
    case 'tone':
      return ask(actor.key, 'tone', own(tasks.toneTask(toneOf(persona))), (answer) => ({
        kind: 'tone-samples',
        actor: actor.key,
        samples: tasks.readSamples(answer),
      }));
    case 'select': {
      const picks = now.picks[actor.key] ?? [];
      const open = openAspects(aspects, picks);
      return ask(actor.key, 'select', own(tasks.selectTask(open)), (answer) => ({
        kind: 'aspect-pick',
        actor: actor.key,
        aspect: readAspect(answer, open)?.id ?? noAspect,
        blocked: [...blockedAspects(picks)],
      }));
    }
    case 'reply': {
      const aspect = aspects.find(({ id }) => id === next.aspect);
      const worry = next.worry ? worryOf(persona) : undefined;
      const labels = aspect ? [`in mind: ${aspect.id}`] : [];
      return say(actor, 'reply', own(tasks.replyTask(side, other.name, { samples, aspect, worry })), labels);
    }
    case 'farewell':
      return say(actor, 'farewell', own(tasks.farewellTask(side, other.name, samples)), [farewellLabel]);
  }
}

const nothing: Move = async function* (state) {
  yield* [];
  return state;
};

/** The seeker comes in: with a greeting of its own, else with a plain word. A person says it themselves. */
function opening({ sides: { seeker } }: Talk): Move {
  return async function* (state, { deps }) {
    const actor = askedActor(state, seeker.key);
    const greeting = seeker.persona?.greetings[0];
    const text = seeker.persona && greeting ? filledText(seeker.persona, greeting) : 'Hello.';
    const name = seeker.key === 'self' ? {} : { name: seeker.name };
    const line = { id: deps.ids(), speaker: seeker.key, ...name, text, labels: ['opening'] };
    return yield* put(state, judgedLine(state, actor, line, deps));
  };
}

function say(actor: StageActor, step: string, task: Task, labels: readonly string[] = []): Move {
  const clean = (answer: string) => bareLine(answer, actor.name);
  return (state, turn) => sayLine(state, { step, actor: actor.key, task, clean, labels }, turn);
}

type Said<N extends DyadNote = DyadNote> = N extends unknown ? Omit<N, 'request' | 'after'> : never;

function ask(actor: string, step: string, task: Task, read: (answer: string) => Said): Move {
  return async function* (state, turn) {
    const { state: after, value } = yield* askQuietly(state, { step, actor, task }, turn);
    if (!value) return after;
    const note = { ...read(value.text), request: value.request, after: here(after) };
    return yield* tell(after, { type: 'noted', note });
  };
}
