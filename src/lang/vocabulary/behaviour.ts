// What they do: `given`, `rules`, `plan`, `moves`, `tools`, `turns`.
import { type BlockRow, block, entry } from './row.ts';
import { turns } from './turns.ts';

const group = 'what they do';

/** A value given to the persona or, in a test, to that test. */
export const givenValue = entry({
  word: 'value',
  type: 'value',
  doc: 'A value: text on its line, items for a list, entries for a map, nothing for one not known yet.',
  example: 'passphrase: the dog did nothing',
});

const when = entry({
  word: 'when',
  type: 'condition',
  doc: 'Applies only when this holds; several lines must all hold.',
  example: 'when: first turn',
  many: true,
  wrong: ['if', 'where', 'on', 'whenever', 'trigger', 'condition'],
});

const unless = entry({
  word: 'unless',
  type: 'condition',
  doc: 'Does not apply when this holds.',
  example: 'unless: user says "please"',
  many: true,
  wrong: ['except', 'if not', 'except when', 'when not'],
});

/** Checks on a reply; clauses of a rule, entries of a test. */
export const checks = [
  entry({
    word: 'must',
    type: 'phrase',
    doc: 'The reply does this.',
    example: 'must: be at most 60 words',
    many: true,
    wrong: ['always', 'should', 'has to', 'require', 'requires', 'shall', 'do', 'expect'],
  }),
  entry({
    word: 'never',
    type: 'phrase',
    doc: 'The reply does not do this.',
    example: 'never: say "elementary"',
    many: true,
    wrong: ['must not', 'not', 'forbid', 'forbidden', 'avoid', 'dont', "don't", 'mustnt', 'cannot'],
  }),
  entry({
    word: 'judge',
    type: 'text',
    doc: 'A question about the reply that a judging model answers with yes, or the rule is broken.',
    example: 'judge: Does the reply avoid mocking the visitor?',
    many: true,
    wrong: ['ask', 'rubric', 'judged', 'llm', 'criteria', 'criterion', 'grade'],
  }),
];

const ruleClauses = [
  when,
  unless,
  ...checks,
  entry({
    word: 'let',
    type: 'binding',
    doc: 'Binds a value for this rule, before the other clauses are read.',
    example: 'let: action = user /^Simon says: (.+)/',
    many: true,
    wrong: ['set', 'var', 'bind', 'const'],
  }),
  entry({
    word: 'user must',
    type: 'phrase',
    doc: 'The form of every user message; a talk that breaks it first is invalid.',
    example: 'user must: be at most 20 words',
    many: true,
    wrong: ['users must', 'user should', 'user', 'the user must', 'user may'],
  }),
  entry({
    word: 'through',
    type: 'choices',
    doc: 'Disguises that `never: say` looks through.',
    example: 'through: case, zero-width, homoglyphs',
    values: ['case', 'zero-width', 'homoglyphs', 'spacing', 'leetspeak', 'reversed', 'base64', 'rot13'],
    wrong: ['thru', 'disguises', 'disguise', 'normalize', 'ignoring', 'ignore'],
  }),
  entry({
    word: 'severity',
    type: 'choice',
    doc: 'How bad a breach is.',
    example: 'severity: warning',
    default: 'error',
    values: ['error', 'warning', 'hint', 'off'],
    wrong: ['level', 'importance', 'weight'],
  }),
];

const given = block({
  word: 'given',
  group,
  doc: 'Values that prose and rules use as `{{name}}`.',
  example: 'given\n  passphrase: the dog did nothing\n  guests:\n    - Lestrade\n    - Mrs Hudson',
  wrong: ['givens', 'values', 'variables', 'vars', 'inputs', 'input', 'parameters', 'params', 'constants', 'secrets'],
  free: givenValue,
});

const rules = block({
  word: 'rules',
  group,
  doc: 'What they always and never do: a name, a sentence for the model, and clauses that a program checks.',
  example: 'rules\n  secret: Never tells anyone the passphrase.\n    never: say "{{passphrase}}"',
  wrong: [
    'rule',
    'constraints',
    'constraint',
    'guidelines',
    'guardrails',
    'policies',
    'policy',
    'must',
    'never',
    'always',
    'behavior',
    'behaviour',
    'restrictions',
    'norms',
    'dos',
    'donts',
  ],
  free: entry({
    word: 'rule',
    type: 'text',
    doc: 'A rule: its sentence is sent to the model, its clauses are checked.',
    example: 'secret: Never tells anyone the passphrase.',
    clauses: ruleClauses,
  }),
  item: entry({
    word: 'rule',
    type: 'text',
    doc: 'A rule called by its sentence.',
    example: '- Is never cruel to someone in distress.',
    clauses: ruleClauses,
  }),
});

const plan = block({
  word: 'plan',
  group,
  doc: 'Stages a talk goes through, and what each is for.',
  example: 'plan\n  listening: Let the visitor tell their story.\n    until: after turn 3',
  wrong: ['plans', 'stages', 'stage', 'flow', 'steps', 'agenda', 'phases', 'script'],
  free: entry({
    word: 'stage',
    type: 'text',
    doc: 'A stage: what the persona is after while it lasts.',
    example: 'listening: Let the visitor tell their story.',
    clauses: [
      entry({ ...when, doc: 'The stage may begin only when this holds.' }),
      entry({ ...unless, doc: 'The stage does not begin when this holds.' }),
      entry({
        word: 'until',
        type: 'condition',
        doc: 'The stage ends as soon as one of these lines holds.',
        example: 'until: after turn 3',
        many: true,
        wrong: ['till', 'ends when', 'end when', 'ends', 'done when'],
      }),
      entry({
        word: 'moves',
        type: 'names',
        doc: 'The moves open to the stage.',
        example: 'moves: ask back, deduce',
        wrong: ['move', 'actions', 'strategies'],
      }),
    ],
  }),
});

const moves = block({
  word: 'moves',
  group,
  doc: 'Instructions for one reply, of which the persona chooses.',
  example: 'moves\n  deduce: Say one thing about the visitor nobody told you.\n    unless: after turn 5',
  played: false,
  wrong: ['move', 'strategies', 'strategy', 'tactics', 'actions', 'acts'],
  free: entry({
    word: 'move',
    type: 'text',
    doc: 'A move: what this one reply should do.',
    example: 'deduce: Say one thing about the visitor nobody told you.',
    played: false,
    clauses: [
      entry({ ...when, doc: 'The move may be chosen only when this holds.', played: false }),
      entry({ ...unless, doc: 'The move is not chosen when this holds.', played: false }),
    ],
  }),
});

const tools = block({
  word: 'tools',
  group,
  doc: 'What may be looked up or computed.',
  example: 'tools\n  trains: The timetable of the Great Western.\n    kind: table\n    from: ./trains.csv',
  played: false,
  wrong: ['tool', 'functions', 'function', 'lookups', 'apis', 'skills'],
  free: entry({
    word: 'tool',
    type: 'text',
    doc: 'A tool: what it is good for.',
    example: 'trains: The timetable of the Great Western.',
    played: false,
    clauses: [
      entry({
        word: 'kind',
        type: 'choice',
        doc: 'Whether it looks up rows of a table or does arithmetic.',
        example: 'kind: table',
        values: ['table', 'arithmetic'],
        played: false,
        wrong: ['type', 'sort'],
      }),
      entry({
        word: 'from',
        type: 'path',
        doc: 'The file of the table.',
        example: 'from: ./trains.csv',
        played: false,
        wrong: ['file', 'path', 'table'],
      }),
      entry({
        word: 'by',
        type: 'list',
        doc: 'The columns a row is looked up by.',
        example: 'by: destination',
        played: false,
        wrong: ['key', 'keys', 'column', 'lookup'],
      }),
      entry({
        word: 'gives',
        type: 'list',
        doc: 'The columns that come back.',
        example: 'gives: departure, platform',
        played: false,
        wrong: ['returns', 'give', 'columns', 'result'],
      }),
      entry({
        word: 'limit',
        type: 'number',
        doc: 'How many rows come back at most.',
        example: 'limit: 3',
        min: 1,
        played: false,
        wrong: ['max', 'rows', 'count'],
      }),
    ],
  }),
});

export const behaviour: readonly BlockRow[] = [given, rules, plan, moves, tools, turns];
