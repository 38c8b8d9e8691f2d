// What each step of a narrated scene asks, in words. In: where the scene stands, who is there. Out: tasks. A character is told its own
// beliefs and its own plan and nobody else's; the narrator is told no beliefs at all.
import { nameOf, type Stage, type Task } from '../protocol/stage.ts';
import type { NarratedState } from './narrated-state.ts';

export function selfBeliefTask(stage: Stage, state: NarratedState, actor: string): Task {
  return ofActor(
    stage,
    state,
    actor,
    `Before round ${state.round} begins, look at yourself. Answer in three lines, in the first person, nothing else:
Belief: what you take to be so about yourself and your situation now
Desire: what you want most now
Intention: what you mean to do about it next`,
  );
}

export function surroundingsTask(stage: Stage, state: NarratedState, actor: string): Task {
  const ask =
    'Now look around you. In at most three sentences, in the first person: what do you take to be so of the place, of what has happened, and of the others there? Only what you can have seen, heard or known.';
  return ofActor(stage, state, actor, ask);
}

export function synopsisTask(stage: Stage, state: NarratedState): Task {
  const order =
    state.round === 1
      ? 'List them in the order in which they act.'
      : `They act in this order: ${state.order.map((key) => nameOf(stage, key)).join(', ')}.`;
  return ofNarrator(
    stage,
    state,
    `Round ${state.round} begins. Plan it: one line for each character, what they will try to do in this round, as it follows from what happened. ${order}
Answer with these lines and nothing else, one a character:
Name: plan in one sentence`,
  );
}

export function actionTask(stage: Stage, state: NarratedState, actor: string): Task {
  return ofActor(
    stage,
    state,
    actor,
    `It is your turn. What do you do? One observable action of ${nameOf(stage, actor)} in one or two sentences, in the third person. No words spoken, no thoughts, nothing that others do, and not how it turns out.`,
  );
}

export function lineTask(stage: Stage, state: NarratedState, actor: string): Task {
  return ofActor(
    stage,
    state,
    actor,
    'And what do you say with it? Only your spoken words, without your name before them. Speak for nobody else.',
  );
}

export function affectedTask(stage: Stage, state: NarratedState, actor: string): Task {
  const others = stage.actors.filter(({ key }) => key !== actor).map(({ name }) => name);
  return ofNarrator(
    stage,
    state,
    `Look at what ${nameOf(stage, actor)} has just done and said. Whom of the others does it touch so directly that they must react at once: ${others.join(', ')}, or nobody? Answer in two lines and nothing else:
Affected: one name, or nobody
Impact: what it does to them that can be seen or felt, in one sentence`,
  );
}

export function reactionTask(stage: Stage, state: NarratedState, actor: string, by: string): Task {
  return ofActor(
    stage,
    state,
    actor,
    `What ${nameOf(stage, by)} has just done touches you. How do you react, at once? What you do in the third person, and what you say, if anything, in quotation marks; three sentences at most. Speak and act for nobody else.`,
  );
}

export function outcomeTask(stage: Stage, state: NarratedState, actor: string, target: string): Task {
  return ofNarrator(
    stage,
    state,
    `${nameOf(stage, actor)} has acted and ${nameOf(stage, target)} has reacted. Decide how it turns out for both, fairly and by what they are able to do. Tell it in one or two sentences, without new words spoken by anybody.`,
  );
}

export function placementTask(stage: Stage, state: NarratedState, actor: string): Task {
  return ofNarrator(
    stage,
    state,
    `Where and how is ${nameOf(stage, actor)} now, after this? Answer in two lines and nothing else:
Position: where they are
Condition: how they are, in body and mood, as it can be seen`,
  );
}

export function sceneUpdateTask(stage: Stage, state: NarratedState): Task {
  const ask = `Round ${state.round} is over. Describe the scene as it is now, in at most three sentences: place, time, what lies open. Nothing that only one of them knows.`;
  return ofNarrator(stage, state, ask);
}

export function plotTask(stage: Stage, state: NarratedState): Task {
  const ask = 'Sum up the plot so far in at most four sentences, from the beginning, for somebody who comes in now.';
  return ofNarrator(stage, state, ask);
}

/** The setting of the moment, what the actor believes and its plan, all for this request only. */
function ofActor(stage: Stage, state: NarratedState, actor: string, ask: string): Task {
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
  return { ask, knows: [sceneNow(state), places(stage, state), ...own].filter((text) => text !== '').join('\n') };
}

function ofNarrator(stage: Stage, state: NarratedState, ask: string): Task {
  const plans = Object.entries(state.plans).map(([key, plan]) => `- ${nameOf(stage, key)}: ${plan}`);
  const planned = plans.length > 0 ? `What you planned for this round:\n${plans.join('\n')}` : '';
  const told = [line('The plot so far', state.plot), sceneNow(state), places(stage, state), planned];
  return { ask, knows: told.filter((text) => text !== '').join('\n') };
}

function sceneNow(state: NarratedState): string {
  return line('The scene now', state.sceneNow);
}

function places(stage: Stage, state: NarratedState): string {
  const lines = Object.entries(state.places).flatMap(([key, { position, condition }]) => {
    const parts = [position, condition].filter((text) => text !== '');
    return parts.length === 0 ? [] : [`- ${nameOf(stage, key)}: ${parts.join('; ')}`];
  });
  return lines.length === 0 ? '' : `Where and how everybody is:\n${lines.join('\n')}`;
}

function line(name: string, text: string): string {
  return text === '' ? '' : `${name}: ${text}`;
}
