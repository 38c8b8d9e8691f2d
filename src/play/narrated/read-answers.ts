// The answers of a narrated scene as values. In: what a model said and what held before. Out: what holds now. Rules for what cannot be
// read: a part that is missing keeps its old value; nobody is affected; whoever is not planned acts last, without a plan.
import { bareLine, readFields } from '../protocol/read-fields.ts';
import { actorNamed, type StageActor } from '../protocol/stage.ts';
import type { Affected, Placement, SelfBelief, Synopsis } from './narrated-notes.ts';
import type { Beliefs, Place } from './narrated-state.ts';

export function readSelfBelief(answer: string, old: Beliefs): Pick<SelfBelief, 'belief' | 'desire' | 'intention'> {
  const {
    Belief: belief,
    Desire: desire,
    Intention: intention,
  } = readFields(answer, ['Belief', 'Desire', 'Intention']);
  return {
    belief: belief ?? old.belief,
    desire: desire ?? old.desire,
    intention: intention ?? old.intention,
  };
}

/** An empty answer keeps what was believed. */
export function readSurroundings(answer: string, old: Beliefs): string {
  return answer.trim() || old.surroundings;
}

/** `actors` in the order that holds so far; `free`: the answer's own order holds, whoever it leaves out coming last. */
export function readSynopsis(
  answer: string,
  actors: readonly StageActor[],
  free: boolean,
): Pick<Synopsis, 'plans' | 'order'> {
  const plans = new Map<string, string>();
  for (const line of answer.split(/\r?\n/u)) {
    const match = /^[\s>*_#-]{0,20}(?:\d{1,2}[.)]\s{0,4})?([^:：]{1,80})[:：](.+)$/u.exec(line);
    const actor = match?.[1] === undefined ? undefined : actorNamed(actors, match[1]);
    const plan = match?.[2]?.replace(/^[*_\s]+/u, '').trim();
    if (actor && plan && !plans.has(actor.key)) plans.set(actor.key, plan);
  }
  const keys = actors.map(({ key }) => key);
  const order = free ? [...plans.keys(), ...keys.filter((key) => !plans.has(key))] : keys;
  return { plans: [...plans].map(([actor, plan]) => ({ actor, plan })), order };
}

/** Nobody is affected by an answer that names nobody, somebody who is not there, or the actor. */
export function readAffected(
  answer: string,
  actors: readonly StageActor[],
  actor: string,
): Pick<Affected, 'target' | 'impact'> {
  const { Affected: who = '', Impact: impact = '' } = readFields(answer, ['Affected', 'Impact']);
  const target = actorNamed(
    actors.filter(({ key }) => key !== actor),
    who,
  )?.key;
  return { target, impact: target === undefined ? '' : impact };
}

export function readPlacement(
  answer: string,
  old: Place,
): Pick<Placement, 'position' | 'condition' | 'changed' | 'kept'> {
  const { Position: position, Condition: condition } = readFields(answer, ['Position', 'Condition']);
  const read = { position, condition };
  const now = { position: position ?? old.position, condition: condition ?? old.condition };
  const parts = ['position', 'condition'] as const;
  return {
    ...now,
    changed: parts.filter((name) => now[name] !== old[name]),
    kept: parts.filter((name) => read[name] === undefined),
  };
}

/** An action as a line of the talk: between asterisks, so that nobody takes it for words spoken. */
export function readAction(answer: string, name: string): string {
  const text = bareLine(answer, name);
  let [from, to] = [0, text.length];
  while (text[from] === '*') from++;
  while (to > from && text[to - 1] === '*') to--;
  const deed = text.slice(from, to).replace(/\s+/gu, ' ').trim();
  return deed === '' ? '' : `*${deed}*`;
}
