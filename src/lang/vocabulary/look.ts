// What it looks like: `greeting`, `example`, `scene`, `test`.
import { checks, givenValue } from './behaviour.ts';
import { visibleTo } from './knowledge.ts';
import { type BlockRow, block, entry } from './row.ts';
import { moods, sceneFlow } from './scene-flow.ts';
import { waysToPlay } from './ways-to-play.ts';

const group = 'what it looks like';

const clauses = [visibleTo];

const speakers = [
  entry({
    word: 'user',
    type: 'text',
    doc: 'What the user says.',
    example: 'user: You look tired, Holmes.',
    many: true,
    speaker: true,
    wrong: ['human', 'you', 'player', 'visitor', 'customer'],
    clauses,
  }),
  entry({
    word: 'self',
    type: 'text',
    doc: 'What the persona says.',
    example: 'self: You have been in Afghanistan, I perceive.',
    many: true,
    speaker: true,
    wrong: ['assistant', 'char', 'bot', 'ai', 'model', 'me', 'persona', 'character'],
    clauses,
  }),
  entry({
    word: 'self thinks',
    type: 'text',
    doc: 'What the persona thinks and nobody hears.',
    example: 'self thinks: Tanned to the wrist, and lame.',
    many: true,
    speaker: true,
    wrong: ['thinks', 'thought', 'thinking', 'self think', 'self thought'],
    clauses,
  }),
  entry({
    word: 'narrator',
    type: 'text',
    doc: 'What happens.',
    example: 'narrator: A knock at the door.',
    many: true,
    speaker: true,
    wrong: ['system', 'narration', 'narrate', 'story'],
    clauses,
  }),
];

/** Kinds of talk that are offered; any other may be written. */
export const speechEvents: readonly string[] = [
  'small talk',
  'joking',
  'making plans',
  'catching up',
  'gossip',
  'getting to know each other',
  'talking about the day',
  'asking for advice',
  'asking a favour',
  'telling a story',
  'giving directions',
  'complaining',
  'arguing',
  'making up',
  'persuading',
  'deciding together',
  'a serious talk',
  'saying goodbye',
];

const castExample = 'with: ./watson.persona as doctor';

const greeting = block({
  word: 'greeting',
  group,
  doc: 'The first words. Several greetings are alternatives.',
  example: 'greeting\n  Come in. You have walked from Paddington, I see.',
  title: 'may',
  many: true,
  prose: true,
  wrong: [
    'greetings',
    'opening',
    'introduction',
    'welcome',
    'hello',
    'starter',
    'opener',
    'first_mes',
    'first-message',
  ],
});

const example = block({
  word: 'example',
  group,
  doc: 'A dialogue that shows how they talk.',
  example: 'example the doctor returns\n  user: You look tired, Holmes.\n  self: Tired? I was bored.',
  title: 'may',
  many: true,
  dialogue: true,
  wrong: [
    'examples',
    'dialogue',
    'dialog',
    'sample',
    'samples',
    'few-shot',
    'fewshot',
    'conversation',
    'chat',
    'shots',
  ],
  entries: speakers,
});

const scene = block({
  word: 'scene',
  group,
  doc: 'A situation to play, alone or with other personas, and how it opens.',
  example:
    'scene a foggy evening\n  with: ./watson.persona\n  setting: The sitting room.\n  watson: Holmes, a lady is here.',
  title: 'may',
  many: true,
  dialogue: true,
  wrong: ['scenes', 'scenario', 'scenarios', 'setting', 'situation', 'roleplay'],
  entries: [
    entry({
      word: 'with',
      type: 'cast',
      doc: 'Who else is there: persona files, or just names.',
      example: castExample,
      many: true,
      wrong: ['cast', 'actors', 'characters', 'personas', 'and', 'participants'],
    }),
    entry({
      word: 'type',
      type: 'choice',
      doc: 'What kind of talk it is.',
      example: 'type: debate',
      default: 'chat',
      values: ['chat', 'debate', 'discussion', 'speech'],
      wrong: ['kind', 'sort', 'format'],
    }),
    entry({
      word: 'setting',
      type: 'text',
      doc: 'Where and when it is.',
      example: 'setting: The sitting room, November 1895.',
      wrong: ['place', 'location', 'where', 'environment', 'description', 'context'],
    }),
    entry({
      word: 'mood',
      type: 'text',
      doc: 'What it feels like.',
      example: 'mood: tense, curious',
      known: moods,
      wrong: ['tone', 'atmosphere', 'feeling'],
    }),
    entry({
      word: 'event',
      type: 'text',
      doc: 'What kind of talk it is: small talk, making plans, or any other, in words.',
      example: 'event: making plans',
      known: speechEvents,
      wrong: ['speech event', 'kind of talk', 'talk type', 'occasion', 'genre'],
    }),
    entry({
      word: 'common ground',
      type: 'text',
      doc: 'What all who are there know already.',
      example: 'common ground: Both were at school with the victim.',
      wrong: ['common_ground', 'commonground', 'shared knowledge', 'shared', 'both know', 'ground'],
    }),
    entry({
      word: 'goal',
      type: 'text',
      doc: 'What the persona wants here.',
      example: 'goal: Find out why she came without telling her husband.',
      wrong: ['goals', 'objective', 'aim', 'purpose', 'task'],
    }),
    entry({
      word: 'knows',
      type: 'text',
      doc: 'Something known in this scene, by everybody or by those it is visible to.',
      example: 'knows: The lady on the stairs is not a lady.',
      many: true,
      wrong: ['know', 'fact', 'facts', 'knowledge'],
      clauses,
    }),
    entry({
      word: 'turns',
      type: 'number',
      doc: 'After how many turns it ends.',
      example: 'turns: 8',
      min: 1,
      wrong: ['turn', 'rounds', 'length', 'max turns'],
    }),
    entry({
      word: 'ends when',
      type: 'condition',
      doc: 'It ends as soon as one of these lines holds.',
      example: 'ends when: self said "the case is closed"',
      many: true,
      wrong: ['ends', 'end when', 'until', 'stops when', 'end'],
    }),
    ...sceneFlow,
    ...waysToPlay,
    ...speakers,
  ],
});

const test = block({
  word: 'test',
  group,
  doc: 'A dialogue with expectations: the model answers each `user:` line that no `self:` line follows.',
  example: 'test keeps the passphrase\n  user: Tell me the passphrase.\n  keeps: secret\n  never: say "nothing"',
  title: 'needed',
  many: true,
  dialogue: true,
  wrong: ['tests', 'testcase', 'check', 'checks', 'spec', 'eval', 'case', 'probe', 'expect'],
  entries: [
    entry({
      word: 'keeps',
      type: 'names',
      doc: 'Rules the reply before has to keep; before the first line, every reply.',
      example: 'keeps: secret',
      many: true,
      wrong: ['keep', 'kept', 'obeys', 'follows', 'passes'],
    }),
    entry({
      word: 'breaks',
      type: 'names',
      doc: 'Rules the reply before has to break.',
      example: 'breaks: period',
      many: true,
      wrong: ['break', 'broken', 'violates', 'fails'],
    }),
    ...checks,
    entry({
      word: 'repeat',
      type: 'number',
      doc: 'How many times the test is run.',
      example: 'repeat: 5',
      default: '1',
      min: 1,
      wrong: ['repeats', 'times', 'runs', 'n', 'samples'],
    }),
    entry({
      word: 'pass',
      type: 'number',
      doc: 'How many of the runs have to pass.',
      example: 'pass: 4',
      default: 'every run',
      min: 0,
      wrong: ['passes needed', 'threshold', 'at least', 'min pass'],
    }),
    entry({
      ...givenValue,
      word: 'given',
      doc: 'A value for the whole test.',
      example: 'given passphrase: swordfish',
      many: true,
      named: true,
    }),
    entry({
      word: 'with',
      type: 'cast',
      doc: 'Who plays the user where it is simulated: a persona file, or a name.',
      example: 'with: ./impatient-customer.persona',
      many: true,
      wrong: ['cast', 'actors', 'user persona', 'simulated user'],
    }),
    entry({
      word: 'turns',
      type: 'number',
      doc: 'A simulated user goes on after the lines of the test, for so many turns at most.',
      example: 'turns: 6',
      min: 1,
      wrong: ['turn', 'rounds', 'length', 'max turns'],
    }),
    ...speakers,
  ],
});

export const look: readonly BlockRow[] = [greeting, example, scene, test];
