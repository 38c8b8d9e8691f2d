// What each step of a narrated scene asks, in words. In: where the scene stands, who is there. Out: tasks. A character is told its own
// beliefs and its own plan and nobody else's; the narrator is told no beliefs at all.
import { nameOf, type StageActor } from '../protocol/stage.ts';
import type { Task } from '../protocol/steps.ts';
import type { NarratedState } from './narrated-state.ts';

export function selfBeliefTask(actors: readonly StageActor[], state: NarratedState, actor: string): Task {
  return ofActor(
    actors,
    state,
    actor,
    `Before round ${state.round} begins, look at yourself. Answer in three lines, in the first person, nothing else:
Belief: what you take to be so about yourself and your situation now
Desire: what you want most now
Intention: what you mean to do about it next`,
  );
}

export function surroundingsTask(actors: readonly StageActor[], state: NarratedState, actor: string): Task {
  const ask =
    'Now look around you. In at most three sentences, in the first person: what do you take to be so of the place, of what has happened, and of the others there? Only what you can have seen, heard or known.';
  return ofActor(actors, state, actor, ask);
}

export function synopsisTask(actors: readonly StageActor[], state: NarratedState): Task {
  const order =
    state.round === 1
      ? 'List them in the order in which they act.'
      : `They act in this order: ${state.order.map((key) => nameOf(actors, key)).join(', ')}.`;
  return ofNarrator(
    actors,
    state,
    `Round ${state.round} begins. Plan it: one line for each character, what they will try to do in this round, as it follows from what happened. ${order}
Answer with these lines and nothing else, one a character:
Name: plan in one sentence`,
  );
}

export function actionTask(actors: readonly StageActor[], state: NarratedState, actor: string): Task {
  return ofActor(
    actors,
    state,
    actor,
    `It is your turn. What do you do? One observable action of ${nameOf(actors, actor)} in one or two sentences, in the third person. No words spoken, no thoughts, nothing that others do, and not how it turns out.`,
  );
}

export function lineTask(actors: readonly StageActor[], state: NarratedState, actor: string): Task {
  return ofActor(
    actors,
    state,
    actor,
    'And what do you say with it? Only your spoken words, without your name before them. Speak for nobody else.',
  );
}

export function affectedTask(actors: readonly StageActor[], state: NarratedState, actor: string): Task {
  const others = actors.filter(({ key }) => key !== actor).map(({ name }) => name);
  return ofNarrator(
    actors,
    state,
    `Look at what ${nameOf(actors, actor)} has just done and said. Whom of the others does it touch so directly that they must react at once: ${[...others, 'or nobody'].join(', ')}? Answer in two lines and nothing else:
Affected: one name, or nobody
Impact: what it does to them that can be seen or felt, in one sentence`,
  );
}

export function reactionTask(actors: readonly StageActor[], state: NarratedState, actor: string, by: string): Task {
  return ofActor(
    actors,
    state,
    actor,
    `What ${nameOf(actors, by)} has just done touches you. How do you react, at once? What you do in the third person, and what you say, if anything, in quotation marks; three sentences at most. Speak and act for nobody else.`,
  );
}

export function outcomeTask(actors: readonly StageActor[], state: NarratedState, actor: string, target: string): Task {
  return ofNarrator(
    actors,
    state,
    `${nameOf(actors, actor)} has acted and ${nameOf(actors, target)} has reacted. Decide how it turns out for both, fairly and by what they are able to do. Tell it in one or two sentences, without new words spoken by anybody.`,
  );
}

export function placementTask(actors: readonly StageActor[], state: NarratedState, actor: string): Task {
  return ofNarrator(
    actors,
    state,
    `Where and how is ${nameOf(actors, actor)} now, after this? Answer in two lines and nothing else:
Position: where they are
Condition: how they are, in body and mood, as it can be seen`,
  );
}

export function sceneUpdateTask(actors: readonly StageActor[], state: NarratedState): Task {
  const ask = `Round ${state.round} is over. Describe the scene as it is now, in at most three sentences: place, time, what lies open. Nothing that only one of them knows.`;
  return ofNarrator(actors, state, ask);
}

export function plotTask(actors: readonly StageActor[], state: NarratedState): Task {
  const ask = 'Sum up the plot so far in at most four sentences, from the beginning, for somebody who comes in now.';
  return ofNarrator(actors, state, ask);
}

/** The setting of the moment, what the actor believes and its plan, all for this request only. */
function ofActor(actors: readonly StageActor[], state: NarratedState, actor: string, ask: string): Task {
  const { belief, desire, intention, surroundings } = state.beliefs[actor] ?? {
    belief: '',
    desire: '',
    intention: '',
    surroundings: '',
  };
  const own = [
    line('What you believe of yourself', belief),
    line('What you want', desire),
    line('What you mean to do', intention),
    line('What you believe of the others and the place', surroundings),
    line('Your plan for this round', state.plans[actor] ?? ''),
  ];
  return { ask, knows: [sceneNow(state), places(actors, state), ...own].filter((text) => text !== '').join('\n') };
}

function ofNarrator(actors: readonly StageActor[], state: NarratedState, ask: string): Task {
  const plans = Object.entries(state.plans).map(([key, plan]) => `- ${nameOf(actors, key)}: ${plan}`);
  const planned = plans.length > 0 ? `What you planned for this round:\n${plans.join('\n')}` : '';
  const there = actors.map(({ name, persona }) => {
    const role = persona?.head.get('role')?.value;
    return role ? `- ${name}, ${role}` : `- ${name}`;
  });
  const who = `Who is there:\n${there.join('\n')}`;
  const told = [who, line('The plot so far', state.plot), sceneNow(state), places(actors, state), planned];
  return { ask, knows: told.filter((text) => text !== '').join('\n') };
}

function sceneNow(state: NarratedState): string {
  return line('The scene now', state.sceneNow);
}

function places(actors: readonly StageActor[], state: NarratedState): string {
  const lines = Object.entries(state.places).flatMap(([key, { position, condition }]) => {
    const parts = [position, condition].filter((text) => text !== '');
    return parts.length === 0 ? [] : [`- ${nameOf(actors, key)}: ${parts.join('; ')}`];
  });
  return lines.length === 0 ? '' : `Where and how everybody is:\n${lines.join('\n')}`;
}

function line(name: string, text: string): string {
  return text === '' ? '' : `${name}: ${text}`;
}
