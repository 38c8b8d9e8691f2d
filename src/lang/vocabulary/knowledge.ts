// What they know: `knows`, `unknown`, `memory`, `state`.
import { type BlockRow, block, entry } from './row.ts';

const group = 'what they know';

/** Who else is sent a fact or a line; also a clause of dialogues. */
export const visibleTo = entry({
  word: 'visible to',
  type: 'names',
  doc: 'Whose model is sent it. Its owner’s always is.',
  example: 'visible to: watson',
  wrong: ['visible', 'visibility', 'seen by', 'shown to', 'only visible to'],
});

const factClauses = [
  entry({
    word: 'keys',
    type: 'list',
    doc: 'The fact is sent only when one of these texts or `/patterns/` comes up.',
    example: 'keys: violin, fiddle, music',
    wrong: ['key', 'keywords', 'keyword', 'triggers', 'trigger', 'when'],
  }),
  entry({
    word: 'also',
    type: 'list',
    doc: 'Beside one of `keys`, one of these has to come up, too.',
    example: 'also: concert, play',
    wrong: ['secondary keys', 'and', 'also keys', 'second keys'],
  }),
  entry({
    word: 'priority',
    type: 'number',
    doc: 'Where the prompt is too long, facts of lower priority go first.',
    example: 'priority: 10',
    default: '0',
    wrong: ['order', 'weight', 'insertion order', 'importance'],
  }),
  visibleTo,
  entry({
    word: 'only with',
    type: 'names',
    doc: 'Sent only while nobody but these listens.',
    example: 'only with: watson, user',
    wrong: ['only', 'private to', 'with'],
  }),
  entry({
    word: 'source',
    type: 'text',
    doc: 'Where this is known from. Not sent.',
    example: 'source: The Empty House',
    wrong: ['sources', 'reference', 'citation'],
  }),
];

const knows = block({
  word: 'knows',
  group,
  doc: 'Facts they know: items, or entries with a name. With `keys` a fact is lore, sent only when it comes up.',
  example: 'knows\n  - Lives at 221B Baker Street.\n  violin: Owns a Stradivarius.\n    keys: violin, music',
  wrong: ['know', 'facts', 'fact', 'knowledge', 'lore', 'lorebook', 'world', 'worldinfo', 'memories', 'beliefs'],
  entries: [
    entry({
      word: 'from',
      type: 'path',
      doc: 'A text file of facts, one a paragraph.',
      example: 'from: ./canon.md',
      many: true,
    }),
  ],
  free: entry({
    word: 'fact',
    type: 'text',
    doc: 'A fact with a name, by which it can be replaced or taken away.',
    example: 'violin: Owns a Stradivarius, bought for fifty-five shillings.',
    clauses: factClauses,
  }),
  item: entry({
    word: 'fact',
    type: 'text',
    doc: 'A fact.',
    example: '- Lives at 221B Baker Street with Dr John Watson.',
    clauses: factClauses,
  }),
});

const unknown = block({
  word: 'unknown',
  group,
  doc: 'What lies outside their horizon, and how they say so.',
  example: 'unknown\n  - Anything that happened after 1914.\n  decline: I keep no data on that.',
  wrong: ['unknowns', 'boundary', 'boundaries', 'limits', 'horizon', 'ignorance', 'not-known', 'limitations'],
  entries: [
    entry({
      word: 'decline',
      type: 'text',
      doc: 'How they say that they do not know.',
      example: 'decline: I keep no data on that.',
      wrong: ['refusal', 'refuse', 'fallback', 'reply', 'answer', 'declines'],
    }),
  ],
  item: entry({
    word: 'unknown',
    type: 'text',
    doc: 'Something they cannot know.',
    example: '- Anything that happened after 1914.',
  }),
});

const memory = block({
  word: 'memory',
  group,
  doc: 'What of a long talk is kept, and what is remembered between talks.',
  example: 'memory\n  recent: 20\n  summaries: yes',
  wrong: ['remembers', 'history', 'recall', 'memory-settings'],
  entries: [
    entry({
      word: 'recent',
      type: 'number',
      doc: 'How many of the last messages are sent word for word.',
      example: 'recent: 20',
      min: 1,
      wrong: ['window', 'last', 'messages', 'buffer'],
    }),
    entry({
      word: 'summaries',
      type: 'yes or no',
      doc: 'Whether what is older is looked through for what the reply needs, and sent word for word or summed up.',
      example: 'summaries: yes',
      default: 'no',
      wrong: ['summary', 'summarize', 'summarise'],
    }),
    entry({
      word: 'similar',
      type: 'number',
      doc: 'With `summaries`: how many older turns that are like what was just said are looked at.',
      example: 'similar: 6',
      default: '6',
      min: 0,
      wrong: ['top', 'top k', 'retrieve', 'retrieved', 'matches'],
    }),
    entry({
      word: 'flash',
      type: 'number',
      doc: 'With `summaries` and without `recent`: up to how many tokens the turn before is sent word for word; a longer one is summed up.',
      example: 'flash: 500',
      default: '500',
      min: 1,
      wrong: ['previous', 'short term', 'working memory'],
    }),
    entry({
      word: 'partners',
      type: 'yes or no',
      doc: 'Whether those they talked with are remembered in later talks.',
      example: 'partners: yes',
      default: 'no',
      wrong: ['partner', 'people', 'users', 'relationships'],
    }),
    entry({
      word: 'budget',
      type: 'number',
      doc: 'How many tokens of the prompt the talk so far may take.',
      example: 'budget: 800',
      default: '2500',
      min: 1,
      wrong: ['tokens', 'limit', 'size', 'max tokens'],
    }),
  ],
});

const state = block({
  word: 'state',
  group,
  doc: 'Slots that are filled as the talk goes, and what each of them is.',
  example: 'state\n  mood: How he feels about the visitor.\n    type: choice\n    values: bored, curious, alarmed',
  played: false,
  wrong: ['states', 'slots', 'slot', 'fields', 'tracks', 'status'],
  free: entry({
    word: 'slot',
    type: 'text',
    doc: 'A slot: what is to be filled in.',
    example: 'mood: How he feels about the visitor.',
    played: false,
    clauses: [
      entry({
        word: 'type',
        type: 'choice',
        doc: 'What sort of value fills the slot.',
        example: 'type: choice',
        default: 'text',
        values: ['text', 'number', 'yes or no', 'date', 'list', 'choice'],
        played: false,
        wrong: ['kind', 'is a', 'types'],
      }),
      entry({
        word: 'values',
        type: 'list',
        doc: 'What a slot of type `choice` may be.',
        example: 'values: bored, curious, alarmed',
        played: false,
        wrong: ['value', 'options', 'choices', 'enum', 'one of'],
      }),
      entry({
        word: 'starts as',
        type: 'line',
        doc: 'The value before anything is said.',
        example: 'starts as: bored',
        played: false,
        wrong: ['start', 'default', 'initial', 'starts', 'initially', 'start as'],
      }),
    ],
  }),
});

export const knowledge: readonly BlockRow[] = [knows, unknown, memory, state];
