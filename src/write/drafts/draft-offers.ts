// The rows of the table of ways to write that live in this folder: new personas from whatever there is, and what is measured of them.
import type { Offer } from '../offer.ts';

/** In the order they are offered. */
export const draftOffers: readonly Offer[] = [
  {
    id: 'from-description',
    purpose: 'draft',
    label: 'from a description',
    detail: 'A few sentences about somebody become a whole persona.',
    takes: ['text'],
    prompt: 'Who is it? A sentence is enough; more gives more to go by.',
    load: async () => (await import('./plain-draft.ts')).plainDraft,
  },
  {
    id: 'from-name',
    purpose: 'draft',
    label: 'from a name',
    detail: 'A character with facts and their evidence, what they cannot know, and questions that test both.',
    takes: ['name'],
    mayTake: ['text'],
    load: async () => (await import('./character.ts')).character,
  },
  {
    id: 'judge-role',
    purpose: 'improve',
    label: 'judge how well the role is held',
    detail: 'Three judges on each example from a name: is it them, do they know, do they decline. Changes nothing.',
    takes: ['persona'],
    load: async () => (await import('./judge-role.ts')).judgeRole,
  },
];
