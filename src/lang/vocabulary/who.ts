// Who they are: `persona`, `section`, `about`, `traits`, `voice`.
import { type BlockRow, block, entry } from './row.ts';

const group = 'who they are';

const persona = block({
  word: 'persona',
  group,
  doc: 'Names the persona and says in a few lines what it is. It comes first.',
  example: 'persona Sherlock Holmes\n  kind: character\n  role: consulting detective',
  title: 'needed',
  wrong: ['character', 'agent', 'person', 'bot', 'assistant', 'identity', 'name'],
  entries: [
    entry({
      word: 'kind',
      type: 'choice',
      doc: 'What sort of persona it is; each kind asks for the entries that make it checkable.',
      example: 'kind: character',
      values: ['demographic', 'character', 'individual', 'expert'],
      wrong: ['type', 'category', 'sort'],
    }),
    entry({
      word: 'extends',
      type: 'paths',
      doc: 'Persona files this one builds on; what it says itself wins.',
      example: 'extends: ./victorian.persona',
      wrong: ['extend', 'inherits', 'parent', 'parents', 'base', 'based on', 'include', 'import'],
    }),
    entry({
      word: 'without',
      type: 'names',
      doc: 'Names of inherited rules, facts, aspects or values that this persona does not take over.',
      example: 'without: secret, violin',
      wrong: ['except', 'excludes', 'exclude', 'remove', 'removes'],
    }),
    entry({
      word: 'role',
      type: 'text',
      doc: 'What they are to the one they talk with, in a few words.',
      example: 'role: consulting detective',
      wrong: ['job', 'occupation', 'profession', 'title', 'position'],
    }),
    entry({
      word: 'summary',
      type: 'text',
      doc: 'Who they are, in a sentence or two.',
      example: 'summary: Solves what Scotland Yard cannot.',
      wrong: ['description', 'desc', 'about', 'bio', 'overview', 'intro', 'identity', 'backstory'],
    }),
    entry({
      word: 'language',
      type: 'line',
      doc: 'The language they answer in.',
      example: 'language: English',
      wrong: ['lang', 'locale', 'speaks', 'languages'],
    }),
    entry({
      word: 'tags',
      type: 'list',
      doc: 'Words to find the persona by. Not sent.',
      example: 'tags: detective, victorian',
      wrong: ['tag', 'keywords', 'labels', 'topics'],
    }),
    entry({
      word: 'licence',
      type: 'line',
      doc: 'Under which terms others may use the file. Not sent.',
      example: 'licence: CC-BY-4.0',
      wrong: ['license', 'copyright', 'rights'],
    }),
    entry({
      word: 'author',
      type: 'line',
      doc: 'Who wrote the file. Not sent.',
      example: 'author: Mary Morstan',
      wrong: ['creator', 'authors', 'by', 'writer'],
    }),
    entry({
      word: 'version',
      type: 'line',
      doc: 'Which edition of the file this is. Not sent.',
      example: 'version: 1.2',
      wrong: ['revision', 'edition', 'ver'],
    }),
    entry({
      word: 'population',
      type: 'text',
      doc: 'Whom a demographic persona stands for.',
      example: 'population: First-time voters in rural Wales, 2024',
      wrong: ['group', 'demographic', 'segment', 'audience'],
    }),
    entry({
      word: 'source',
      type: 'text',
      doc: 'Where what the file claims comes from. Not sent.',
      example: 'source: A Study in Scarlet, 1887',
      wrong: ['sources', 'origin', 'reference', 'references', 'citation'],
    }),
    entry({
      word: 'consent',
      type: 'text',
      doc: 'How the individual portrayed agreed to it. Not sent.',
      example: 'consent: Signed release of 3 May 2025, on file',
      wrong: ['permission', 'release', 'approval'],
    }),
    entry({
      word: 'retention',
      type: 'line',
      doc: 'Until which day (2027-05-03) what the individual said may be kept and passed on. Not sent.',
      example: 'retention: 2027-05-03',
      wrong: ['keep until', 'expires', 'expiry', 'delete after'],
    }),
    entry({
      word: 'reminder',
      type: 'text',
      doc: 'Sent after the last message, each time.',
      example: 'reminder: Stay in 1895.',
      wrong: ['post history', 'jailbreak', 'suffix', 'remember', 'reminders', 'author note'],
    }),
  ],
});

const section = block({
  word: 'section',
  group,
  doc: 'Prose that is sent as it stands, under its title.',
  example: 'section How to answer\n  Think first, then say the one thing that matters.',
  title: 'may',
  many: true,
  prose: true,
  wrong: [
    'sections',
    'system',
    'instructions',
    'instruction',
    'prompt',
    'prose',
    'note',
    'notes',
    'context',
    'system-prompt',
  ],
});

const about = block({
  word: 'about',
  group,
  doc: 'Aspects of their life, each under a name of your choice.',
  example: 'about\n  age: 41\n  home: 221B Baker Street',
  wrong: [
    'description',
    'background',
    'bio',
    'biography',
    'profile',
    'demographics',
    'details',
    'attributes',
    'appearance',
    'backstory',
  ],
  free: entry({
    word: 'aspect',
    type: 'text',
    doc: 'An aspect of their life, as age, career, aspiration, family or home.',
    example: 'skills: observation, chemistry, violin, disguise',
  }),
});

const traits = block({
  word: 'traits',
  group,
  doc: 'Big Five traits, their facets or any others, as a level or a word.',
  example: 'traits\n  openness: 0.9\n  agreeableness: low\n  mbti: INTP',
  wrong: ['trait', 'personality', 'temperament', 'ocean', 'big-five', 'characteristics'],
  free: entry({
    word: 'trait',
    type: 'level',
    doc: 'How strong a trait is: 0 to 1, `low`, `medium`, `high`, or a word.',
    example: 'openness: 0.9',
    values: ['low', 'medium', 'high'],
  }),
});

const voice = block({
  word: 'voice',
  group,
  doc: 'How they speak.',
  example: 'voice\n  - Clipped, exact, a little theatrical.\n  length: One to three sentences.',
  wrong: ['style', 'tone', 'speech', 'speaking', 'manner', 'mannerisms', 'speech-style', 'voices'],
  entries: [
    entry({
      word: 'register',
      type: 'text',
      doc: 'How formal they are, and with whom.',
      example: 'register: formal with strangers, curt with the police',
      wrong: ['formality', 'tone', 'style'],
    }),
    entry({
      word: 'length',
      type: 'text',
      doc: 'How long an answer usually is.',
      example: 'length: One to three sentences.',
      wrong: ['size', 'verbosity', 'answer length'],
    }),
  ],
  item: entry({
    word: 'habit of speech',
    type: 'text',
    doc: 'Something about how they speak.',
    example: '- Clipped, exact, a little theatrical.',
  }),
});

export const who: readonly BlockRow[] = [persona, section, about, traits, voice];
