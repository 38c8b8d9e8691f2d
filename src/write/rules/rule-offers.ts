// Ways to work on a file that is there: its rules, its words, by what was chosen before. Rows of the table of offers, nothing else.
import type { Offer } from '../offer.ts';

export const ruleOffers: readonly Offer[] = [
  {
    id: 'make-checkable',
    purpose: 'improve',
    label: 'Make a rule checkable',
    detail: 'A rule in prose gets a check, tried at once on the examples and on replies that keep and break it.',
    takes: ['persona'],
    mayTake: ['name'],
    prompt: 'Which rule? Its name; nothing where only one has no check.',
    load: async () => (await import('./make-checkable.ts')).makeCheckable,
  },
  {
    id: 'tighten',
    purpose: 'improve',
    label: 'Tighten: the same in fewer tokens',
    detail: 'Texts said shorter, with the tokens saved and the tests before and after.',
    takes: ['persona'],
    load: async () => (await import('./tighten.ts')).tighten,
    loadMeasure: async () => (await import('../improve/measure-accepted.ts')).measureAccepted,
  },
  {
    id: 'translate',
    purpose: 'improve',
    label: 'Translate into another language',
    detail: 'The prose, field by field; names, values and checks stay, and checks that no longer fit are named.',
    takes: ['persona', 'name'],
    prompt: 'Into which language?',
    load: async () => (await import('./translate.ts')).translate,
  },
  {
    id: 'vary',
    purpose: 'improve',
    label: 'Vary a text',
    detail: 'Other words for one field, distinct by a measure, to choose from.',
    takes: ['persona', 'name'],
    prompt: 'Which text, and how many? As in: 3 greeting',
    load: async () => (await import('./vary.ts')).vary,
  },
  {
    id: 'like-my-choices',
    purpose: 'improve',
    label: 'Improve like my choices',
    detail: 'Greeting and example lines, written anew after the replies you preferred and wrote over in a talk.',
    takes: ['persona', 'talk'],
    load: async () => (await import('../prefer/improve-like-choices.ts')).improveLikeChoices,
  },
  {
    id: 'learn-strategies',
    purpose: 'improve',
    label: 'Learn strategies from a judge',
    detail: 'What users say is answered, advised on and answered again; what helps goes into a library you approve.',
    takes: ['persona', 'text'],
    load: async () => (await import('../strategies/learn-from-lines.ts')).learnFromLines,
  },
];
