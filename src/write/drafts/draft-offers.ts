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
  {
    id: 'from-question',
    purpose: 'draft',
    label: 'from a question or task',
    detail: 'An expert for it: a role, and the answer under it as an example. Two requests.',
    takes: ['question'],
    load: async () => (await import('./expert.ts')).expert,
  },
  {
    id: 'from-question-at-once',
    purpose: 'draft',
    label: 'from a question or task, in one request',
    detail: 'An expert for it, role and answer in one reply.',
    takes: ['question'],
    load: async () => (await import('./expert.ts')).expertAtOnce,
  },
  {
    id: 'annotate-questions',
    purpose: 'draft',
    label: 'roles for a file of questions',
    detail: 'A role before the first answer of each record; the answers stay as they are. Gives a file.',
    takes: ['text'],
    prompt: 'Questions and answers: a JSON object a line, or both with a tab between.',
    load: async () => (await import('./annotate-questions.ts')).annotateQuestions,
  },
  {
    id: 'role-primer',
    purpose: 'improve',
    label: 'a role-play primer, compared',
    detail:
      'A role setting and its acceptance as first example, chosen on your questions, beside plain and step by step.',
    takes: ['persona', 'text'],
    prompt: 'Questions and answers: a JSON object a line, or both with a tab between.',
    load: async () => (await import('./role-primer.ts')).rolePrimer,
  },
];
