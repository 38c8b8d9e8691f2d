// What comes next in a narrated scene. In: where it stands and who plays. Out: one step. The order is CharacterBox's: beliefs of each,
// synopsis, each actor's deed and line, whom it touches, the reaction and its outcome, places anew, then scene and plot. Pure.
import { type Deed, type NarratedState, onTurn } from './narrated-state.ts';

export type NarratedStep =
  | { readonly step: 'self-belief' | 'surroundings' | 'affected'; readonly actor: string }
  | { readonly step: 'action' | 'line'; readonly actor: string }
  | { readonly step: 'synopsis' | 'scene-update' | 'plot' }
  /** What it does to its target, told from the answer there is. */
  | { readonly step: 'impact'; readonly actor: string; readonly target: string; readonly impact: string }
  | { readonly step: 'reaction' | 'outcome'; readonly actor: string; readonly target: string }
  | { readonly step: 'placement'; readonly actor: string; readonly of: Deed }
  /** A person has to say what the one they play does. */
  | { readonly step: 'person'; readonly actor: string; readonly reacting: boolean }
  | { readonly step: 'over' };

/**
 * @param person key of the one a person plays: nothing is believed, planned or said for them.
 * @param rounds after how many it is over.
 */
export function nextStep(state: NarratedState, person: string | undefined, rounds: number): NarratedStep {
  if (state.round > rounds) return { step: 'over' };
  if (!state.planned) return beforeSynopsis(state, person);
  const actor = onTurn(state);
  if (actor === undefined) return { step: state.updated ? 'plot' : 'scene-update' };
  const { deed } = state;
  if (!deed?.spoke) {
    if (actor === person) return { step: 'person', actor, reacting: false };
    return { step: deed?.acted ? 'line' : 'action', actor };
  }
  if (!deed.affected) return { step: 'affected', actor };
  const { target, impact } = deed.affected;
  if (target !== undefined) {
    if (impact !== '' && !deed.told) return { step: 'impact', actor, target, impact };
    if (!deed.reacted) {
      return target === person
        ? { step: 'person', actor: target, reacting: true }
        : { step: 'reaction', actor, target };
    }
    if (!deed.settled) return { step: 'outcome', actor, target };
    if (!deed.placed.includes(actor)) return { step: 'placement', actor, of: deed };
    return { step: 'placement', actor: target, of: deed };
  }
  return { step: 'placement', actor, of: deed };
}

function beforeSynopsis(state: NarratedState, person: string | undefined): NarratedStep {
  for (const actor of state.order) {
    if (actor === person) continue;
    if (!state.believed.includes(actor)) return { step: 'self-belief', actor };
    if (!state.observed.includes(actor)) return { step: 'surroundings', actor };
  }
  return { step: 'synopsis' };
}
