// *Refine this reply*: one reply of a talk criticised by the rules' names and written anew, or written like what the author chose. In: a reply's id, the
// author's choices. Out: a counsel, whose note says what became of it. The reply itself stays, and what is no better is said by nobody.
import type { ModelFailure } from '../../model/port.ts';
import type { Counsel, Counselled } from '../../play/counsel.ts';
import { cannotCounsel } from '../../play/counsel.ts';
import type { RefinedNote } from '../../play/counsel-notes.ts';
import { messagesOf } from '../../play/judge-turns.ts';
import type { SessionState } from '../../play/session.ts';
import { pathTo } from '../../play/tree.ts';
import type { WriteDeps } from '../deps.ts';
import { callsOf } from '../events.ts';
import type { Choice } from '../prefer/choices.ts';
import { improveReply } from '../prefer/improve-reply.ts';
import { critiqueAndRefine } from './critique-and-refine.ts';

export interface Refining {
  /** Id of the reply. */
  readonly turn: string;
  readonly by: RefinedNote['by'];
  /** For `choices`: at least three. */
  readonly choices?: readonly Choice[];
  readonly random: () => number;
  readonly similarity?: WriteDeps['similarity'];
}

/** The label of a reply that was written so. */
export const refinedLabel = 'refined';

/** At most five requests by the rules; by choices as many as three rounds take. */
export function refineCounsel({ turn, by, choices = [], random, similarity }: Refining): Counsel {
  return async function* refine(state, place, deps, signal) {
    const reply = state.tree.find(({ id }) => id === turn);
    if (reply?.speaker !== 'self') return undefined;
    const note = { kind: 'refined', of: turn, by } as const;
    const nobody = cannotCounsel(deps);
    if (nobody) return { note: { ...note, ...failed(nobody) } };
    const writing: WriteDeps = { ...deps, random, ...(similarity ? { similarity } : {}) };
    const before = pathTo(state.tree, reply.after);
    if (by === 'choices') {
      const x = before.findLast(({ speaker }) => speaker !== 'self')?.text ?? '';
      const improved = yield* callsOf(improveReply({ x, reply: reply.text, choices }, place, writing, signal));
      if (!improved.ok) return { note: { ...note, ...failed(improved.failure) } };
      const { round, judged, text } = improved;
      const last = judged.at(-1)?.why ?? 'Nothing else was written.';
      if (round === 0) return { note: { ...note, outcome: 'kept', flaws: [], why: last } };
      const why = `Round ${round}: ${judged[round - 1]?.why ?? ''}`;
      return refined({ ...note, outcome: 'refined', flaws: [], why }, text);
    }
    const material = { book: state.book, talk: messagesOf(before), response: reply.text, values: valuesOf(state) };
    const done = yield* callsOf(critiqueAndRefine(material, place, writing, signal));
    if (!done.ok) return { note: { ...note, ...failed(done.failure) } };
    const { outcome, text, refinement, why } = done;
    const flaws = done.flaws.map(({ rule = '', what }) => ({ rule, what }));
    const told = { ...note, outcome, flaws, why };
    if (outcome === 'refined' && text !== undefined) return refined(told, text);
    return { note: { ...told, ...(refinement === undefined ? {} : { rejected: refinement }) } };
  };
}

function refined(note: RefinedNote, text: string): Counselled {
  return { note, version: { of: note.of, text, labels: [refinedLabel] } };
}

function failed({ message, action }: ModelFailure) {
  return { outcome: 'failed', flaws: [], why: message, action } as const;
}

function valuesOf({ user, values }: SessionState) {
  return user === undefined ? values : { user, ...values };
}
