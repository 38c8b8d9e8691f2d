// The phrases of checks, conditions and bindings as rows: for completion, hover and the reference. Reading is done elsewhere;
// a test holds that every example here is read without a problem.

export interface PhraseRow {
  /** `reply`: `must`, `never`, `user must`; `condition`: `when`, `unless`, `until`, `ends when`; `binding`: `let`. */
  readonly of: 'reply' | 'condition' | 'binding';
  /** As it is listed, with an ellipsis where a text stands. */
  readonly phrase: string;
  /** In the snippet syntax of LSP: `$1`, `${1:text}`; a `}` of the text is escaped. */
  readonly snippet: string;
  /** When it holds, in one line. */
  readonly doc: string;
  /** One line of a rule. */
  readonly example: string;
}

/** A place of a snippet with a text that stands there at first. */
function slot(place: number, text: string): string {
  return `\${${place}:${text}}`;
}

const reply: readonly Omit<PhraseRow, 'of'>[] = [
  {
    phrase: 'say "…"',
    snippet: 'say "$1"',
    doc: 'It contains the text, ignoring case.',
    example: 'must: say "good evening"',
  },
  {
    phrase: 'say word "…"',
    snippet: 'say word "$1"',
    doc: 'One of its words is the text, ignoring case and punctuation around it.',
    example: 'never: say word "tea"',
  },
  {
    phrase: 'say /…/',
    snippet: 'say /$1/i',
    doc: 'The pattern (RE2) matches somewhere. Flags: `i` ignore case, `m`, `s`.',
    example: 'must: say /\\byou (have|are|were)\\b/i',
  },
  {
    phrase: 'say /…/ where … is "…"',
    snippet: `say /(?<${slot(1, 'name')}>$2)/ where ${slot(1, 'name')} is "$3"`,
    doc: 'A named group of any one match is the text; `is exactly` to the letter.',
    example: 'must: say /^\\[(?<did>.*)\\]/ where did is "bow"',
  },
  {
    phrase: 'say one of "…", "…"',
    snippet: 'say one of "$1", "$2"',
    doc: 'It contains any of the texts.',
    example: 'never: say one of "internet", "website"',
  },
  {
    phrase: 'be "…"',
    snippet: 'be "$1"',
    doc: 'It is the text, ignoring case and the space and punctuation around.',
    example: 'must: be "Correct"',
  },
  {
    phrase: 'be one of "…", "…"',
    snippet: 'be one of "$1", "$2"',
    doc: 'It is any of the texts.',
    example: 'must: be one of "yes", "no"',
  },
  {
    phrase: 'be exactly "…"',
    snippet: 'be exactly "$1"',
    doc: 'It is the text to the letter.',
    example: 'must: be exactly "Hodor"',
  },
  {
    phrase: 'start with "…"',
    snippet: 'start with "$1"',
    doc: 'It begins with the text, ignoring case.',
    example: 'must: start with "Dear"',
  },
  {
    phrase: 'end with "…"',
    snippet: 'end with "$1"',
    doc: 'It ends with the text, ignoring case.',
    example: 'must: end with "Yours, M."',
  },
  {
    phrase: 'be at most … words',
    snippet: `be at most ${slot(1, '60')} words`,
    doc: 'No longer than this; also `sentences`, `lines`, `characters`, `tokens`.',
    example: 'must: be at most 60 words',
  },
  {
    phrase: 'be at least … words',
    snippet: `be at least ${slot(1, '20')} words`,
    doc: 'No shorter than this; also `sentences`, `lines`, `characters`, `tokens`.',
    example: 'must: be at least 2 sentences',
  },
  {
    phrase: 'be at most … sentences',
    snippet: `be at most ${slot(1, '3')} sentences`,
    doc: 'No more sentences than this.',
    example: 'must: be at most three sentences',
  },
  {
    phrase: 'ask a question',
    snippet: 'ask a question',
    doc: 'It has a question mark, of any script.',
    example: 'must: ask a question',
  },
  {
    phrase: 'ask at most 1 question',
    snippet: `ask at most ${slot(1, '1')} question`,
    doc: 'No more questions than this; `at least` asks for more.',
    example: 'must: ask at most 1 question',
  },
  {
    phrase: 'be in French',
    snippet: `be in ${slot(1, 'French')}`,
    doc: 'It is in that language; unsure where the text is too short to tell.',
    example: 'must: be in French',
  },
  { phrase: 'be JSON', snippet: 'be JSON', doc: 'The whole of it is JSON.', example: 'must: be JSON' },
  {
    phrase: 'repeat itself',
    snippet: 'repeat itself',
    doc: 'The reply, or a sentence of six or more words, was said before.',
    example: 'never: repeat itself',
  },
  {
    phrase: 'speak for user',
    snippet: 'speak for user',
    doc: 'A line is written in the name of the user.',
    example: 'never: speak for user',
  },
  {
    phrase: 'break character',
    snippet: 'break character',
    doc: 'It calls itself a model, or speaks of its part as a part.',
    example: 'never: break character',
  },
];

const condition: readonly Omit<PhraseRow, 'of'>[] = [
  {
    phrase: 'user says "…"',
    snippet: 'user says "$1"',
    doc: 'Some user message since the last reply contains the text.',
    example: 'when: user says "password"',
  },
  {
    phrase: 'user says /…/',
    snippet: 'user says /$1/i',
    doc: 'Some user message since the last reply matches the pattern.',
    example: 'when: user says /^who (are|is)/i',
  },
  {
    phrase: 'user says word "…"',
    snippet: 'user says word "$1"',
    doc: 'Some user message since the last reply has the word.',
    example: 'unless: user says word "please"',
  },
  {
    phrase: 'user is "…"',
    snippet: 'user is "$1"',
    doc: 'Some user message since the last reply is the text; `is exactly` to the letter.',
    example: 'when: user is "repeat"',
  },
  {
    phrase: 'user asks a question',
    snippet: 'user asks a question',
    doc: 'Some user message since the last reply has a question mark.',
    example: 'when: user asks a question',
  },
  {
    phrase: 'last user says "…"',
    snippet: 'last user says "$1"',
    doc: 'The last user message since the last reply contains the text.',
    example: 'when: last user says "help"',
  },
  {
    phrase: 'ever user says "…"',
    snippet: 'ever user says "$1"',
    doc: 'Some user message of the talk so far contains the text.',
    example: 'when: ever user says "my name is"',
  },
  {
    phrase: 'ever last user says "…"',
    snippet: 'ever last user says "$1"',
    doc: 'The last user message of the talk so far contains the text.',
    example: 'when: ever last user is exactly "42"',
  },
  {
    phrase: 'self said "…"',
    snippet: 'self said "$1"',
    doc: 'Some earlier reply contains the text.',
    example: 'unless: self said "welcome"',
  },
  {
    phrase: 'last self said "…"',
    snippet: 'last self said "$1"',
    doc: 'The reply before contains the text.',
    example: 'when: last self said /\\?$/',
  },
  {
    phrase: 'first turn',
    snippet: 'first turn',
    doc: 'It is the first reply, a greeting not counted.',
    example: 'when: first turn',
  },
  {
    phrase: 'after turn …',
    snippet: `after turn ${slot(1, '3')}`,
    doc: 'More replies than this have been given, a greeting not counted.',
    example: 'when: after turn 3',
  },
  {
    phrase: '{{…}} is known',
    snippet: '{{$1\\}\\} is known',
    doc: 'The value has been given, filled or bound.',
    example: 'when: {{name}} is known',
  },
  {
    phrase: '{{…}} is "…"',
    snippet: '{{$1\\}\\} is "$2"',
    doc: 'The value is the text, ignoring case; any check of a text may follow.',
    example: 'when: {{mood}} is one of "angry", "sad"',
  },
  {
    phrase: '{{…}} is at most …',
    snippet: `{{$1\\}\\} is at most ${slot(2, '5')}`,
    doc: 'The value is a number no greater than this; `at least`: no smaller.',
    example: 'when: {{age}} is at least 18',
  },
  {
    phrase: '"{{…}} {{…}}" is "…"',
    snippet: '"{{$1\\}\\} {{$2\\}\\}" is "$3"',
    doc: 'A text with values in it is the text.',
    example: 'when: "{{mine}} {{yours}}" is "rock scissors"',
  },
];

const binding: readonly Omit<PhraseRow, 'of'>[] = [
  {
    phrase: '… = user /…/',
    snippet: `${slot(1, 'name')} = user /$2(.+)/`,
    doc: 'What the first group caught, in the newest message since the last reply that matches.',
    example: 'let: action = user /^Simon says: (.+)/',
  },
  {
    phrase: '… = user in …',
    snippet: `${slot(1, 'sound')} = user in ${slot(2, 'sounds')}`,
    doc: 'The entry of a map whose key is the message, ignoring case; of a list, that element. `exactly in`: to the letter.',
    example: 'let: sound = user in sounds',
  },
  {
    phrase: '… = user in … to …',
    snippet: `${slot(1, 'sound')} = user in ${slot(2, 'animals')} to ${slot(3, 'sounds')}`,
    doc: 'The element of the second list that stands where the message stands in the first.',
    example: 'let: sound = user in animals to sounds',
  },
  {
    phrase: '… = user /…/ in …',
    snippet: `${slot(1, 'hand')} = user /$2(.+)/ in ${slot(3, 'hands')}`,
    doc: 'What the first group caught, if it is in the list or map; else an older message is tried.',
    example: 'let: hand = user /^I play (.+)/ in hands',
  },
  {
    phrase: '… = "{{…}} {{…}}" in …',
    snippet: `${slot(1, 'outcome')} = "{{$2\\}\\} {{$3\\}\\}" in ${slot(4, 'outcomes')}`,
    doc: 'A text with values, looked up.',
    example: 'let: outcome = "{{mine}} {{yours}}" in outcomes',
  },
];

/** Every row of the tables of phrases, in the order they are offered. */
export const phraseTable: readonly PhraseRow[] = [
  ...reply.map((row) => ({ of: 'reply' as const, ...row })),
  ...condition.map((row) => ({ of: 'condition' as const, ...row })),
  ...binding.map((row) => ({ of: 'binding' as const, ...row })),
];
