// Why RE2 refuses a pattern, in plain words, on the spot that it stumbled over, with a way out. Compiles nothing.
import type { RE2JSException } from 're2js';
import type { PatternFault } from './pattern.ts';

interface Way {
  readonly test: RegExp;
  readonly message: string;
}

/** What other engines have and RE2 has not, tried from the top on the text from the spot on. */
const ways: readonly Way[] = [
  {
    test: /^\(\?<?[=!]/,
    message:
      'RE2 cannot look ahead or behind. Say it in another line: `unless:` for what must not be there, `where` for a named group.',
  },
  { test: /^\\[1-9]/, message: 'RE2 has no back-references. Name the group and compare it with `where NAME is "…"`.' },
  { test: /^\\k/, message: 'RE2 has no back-references. Name the group and compare it with `where NAME is "…"`.' },
  { test: /^\\u/, message: 'RE2 writes a character by its number as `\\x{41}`, or take the character itself.' },
  { test: /^\\[Zz]/, message: 'Write `$` for the very end of the text.' },
  { test: /^\(\?>/, message: 'RE2 has no atomic groups and needs none: it never goes back. Write `(?:`.' },
  { test: /^\(\?#/, message: 'RE2 has no comments in a pattern. Put a `#` line above the clause.' },
  { test: /^\(\?[(|]/, message: 'RE2 has no conditions in a pattern. Write one clause for each case.' },
  { test: /^[*+?}]\+/, message: 'RE2 never goes back, so `+` behind a repetition is not needed: leave it out.' },
  {
    test: /^\\[pP]/,
    message: 'No such Unicode class. Scripts and categories work: `\\p{Greek}`, `\\p{L}`, `\\p{Lu}`.',
  },
];

const plain: Readonly<Record<string, string>> = {
  'missing closing )': 'This `(` is never closed: add a `)`, or write `\\(` for a bracket.',
  'unexpected )': 'This `)` closes nothing: leave it out, or write `\\)` for a bracket.',
  'missing closing ]': 'This `[` is never closed: add a `]`, or write `\\[` for a bracket.',
  'missing argument to repetition operator':
    'There is nothing to repeat here. Write a `\\` before it for the character itself.',
  'invalid repeat count': 'A repetition may count to 1000, the smaller number first.',
  'invalid nested repetition operator': 'Two repetitions stand side by side. Put brackets around the inner one.',
  'invalid character class range': 'This range in brackets cannot be read: the smaller character comes first.',
  'invalid escape sequence': 'RE2 does not know this escape. Leave the `\\` out for the letter itself.',
  'invalid named capture': 'A named group is `(?<name>…)`, its name of letters, digits and `_`.',
  'duplicate capture group name': 'Two groups have this name. Give each its own.',
  'trailing backslash at end of expression': 'A `\\` stands at the end. Write `\\\\` for a backslash.',
  'invalid or unsupported Perl syntax': 'RE2 does not know this kind of group. Write `(?:…)` for a plain one.',
};

/** Makes a fault of the engine's error; the range is into `regex` and never empty unless `regex` is. */
export function explainPatternError(regex: string, error: RE2JSException): PatternFault {
  const reason = 'error' in error && typeof error.error === 'string' ? error.error : error.message;
  const input = 'input' in error && typeof error.input === 'string' ? error.input : '';
  const [start, end] = place(regex, reason, input);
  const rest = regex.slice(start);
  const way = ways.find(({ test }) => test.test(rest));
  return { ok: false, start, end, message: way?.message ?? plain[reason] ?? `The pattern cannot be read: ${reason}.` };
}

function place(regex: string, reason: string, input: string): [number, number] {
  if (reason.startsWith('trailing backslash')) return [Math.max(0, regex.length - 1), regex.length];
  if (reason === 'missing closing )') return spot(regex, unclosedBracket(regex));
  if (reason === 'unexpected )') return spot(regex, strayBracket(regex));
  if (reason === 'duplicate capture group name') {
    const at = regex.lastIndexOf(`<${input}>`);
    return at < 0 ? [0, regex.length] : [at + 1, at + 1 + input.length];
  }
  const at = input === '' ? -1 : indexUnescaped(regex, input);
  return at < 0 ? [0, regex.length] : [at, Math.min(regex.length, at + input.length)];
}

function spot(regex: string, at: number): [number, number] {
  return at < 0 ? [0, regex.length] : [at, at + 1];
}

/** The first place of `part` that does not begin behind an odd backslash. */
function indexUnescaped(regex: string, part: string): number {
  for (let at = 0; at < regex.length; at++) {
    if (regex.startsWith(part, at)) return at;
    if (regex[at] === '\\') at++;
  }
  return regex.indexOf(part);
}

function unclosedBracket(regex: string): number {
  return brackets(regex).open.at(-1) ?? -1;
}

function strayBracket(regex: string): number {
  return brackets(regex).stray;
}

/** Round brackets that are not closed, and the first that closes none; those in square ones or behind `\` do not count. */
function brackets(regex: string): { open: number[]; stray: number } {
  const open: number[] = [];
  let stray = -1;
  let inClass = false;
  for (let at = 0; at < regex.length; at++) {
    const char = regex[at];
    if (char === '\\') at++;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(') open.push(at);
    else if (char === ')' && open.pop() === undefined && stray < 0) stray = at;
  }
  return { open, stray };
}
