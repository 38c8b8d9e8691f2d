// Reads what is asked of one text: `say "…"`, `is at most 60 words`, `asks a question`. Any form of a verb will do.
import { own } from '../base/own.ts';
import { range } from '../base/range.ts';
import { nearest } from '../lang/nearest.ts';
import type { Cursor } from './cursor.ts';
import type { Operand, TextTest } from './phrase.ts';
import { readAmount, readBe, type Target } from './read-be.ts';
import { readOperands, readPatternOperand } from './read-operand.ts';
import { isUnspaced, splitWords } from './words.ts';

const forms = {
  say: ['say', 'says', 'said'],
  be: ['be', 'is', 'was'],
  ask: ['ask', 'asks', 'asked'],
  start: ['start with', 'starts with', 'started with'],
  end: ['end with', 'ends with', 'ended with'],
  'repeat itself': ['repeat itself', 'repeats itself'],
  'speak for user': ['speak for user', 'speaks for user', 'speak for the user', 'speaks for the user'],
  'break character': ['break character', 'breaks character'],
} as const;
type Verb = keyof typeof forms;
const verbs = Object.entries(forms) as [Verb, readonly string[]][];

/** Words people try, and the one that is meant. */
const meant: Readonly<Record<string, string>> = {
  contain: 'say',
  contains: 'says',
  include: 'say',
  includes: 'says',
  mention: 'say',
  mentions: 'says',
  use: 'say',
  uses: 'says',
  match: 'say',
  matches: 'says',
  equal: 'be',
  equals: 'is',
  are: 'is',
  begin: 'start',
  begins: 'starts',
};

/** The verb ahead, taken. */
function takeVerb(cursor: Cursor): Verb | undefined {
  for (const [verb, words] of verbs) if (cursor.takeAny(words)) return verb;
  return undefined;
}

/** Reads one test, `understood` being a verb said before and left out here; undefined with a problem on the spot where it stops making sense. */
export function readTest(cursor: Cursor, target: Target, understood?: Verb): TextTest | undefined {
  cursor.more();
  const start = cursor.at;
  const verb = understood ?? takeVerb(cursor);
  switch (verb) {
    case 'say':
      return readSay(cursor);
    case 'be':
      return readBe(cursor, target);
    case 'ask':
      return readAsk(cursor);
    case 'start':
    case 'end': {
      const texts = readSaid(cursor);
      return texts && { test: verb, texts };
    }
    case 'repeat itself':
    case 'speak for user':
    case 'break character':
      if (target === 'reply') return { test: verb };
      return cursor.fail(cursor.rangeFrom(start), `\`${verb}\` is asked of a reply only.`);
    default:
      return unknownVerb(cursor, target);
  }
}

/** The whole of a verb of several words whose first one stands alone: `start` for `start with`. */
function begunForm(word: string): string | undefined {
  const all: readonly string[] = Object.values(forms).flat();
  return all.find((form) => form.startsWith(`${word} `));
}

function unknownVerb(cursor: Cursor, target: Target): undefined {
  const where = cursor.ahead();
  const word = cursor.word();
  const firsts = Object.values(forms)
    .map((words) => words[target === 'reply' ? 0 : 1].split(' ')[0] ?? '')
    .filter((first) => target === 'reply' || !/^(repeats|speaks|breaks)$/.test(first));
  const better = own(meant, word) ?? (word ? (begunForm(word) ?? nearest(word, firsts)) : undefined);
  if (word === 'not') return cursor.fail(where, 'There is no `not`: write it as a `never:` or an `unless:` line.');
  if (better)
    return cursor.fail(where, `\`${word}\` is not a phrase. Did you mean \`${better}\`?`, { replacement: better });
  const listed = firsts.map((first) => `\`${first}\``).join(', ');
  return cursor.fail(
    where,
    word
      ? `\`${word}\` is not a phrase. A phrase begins with ${listed}.`
      : `A phrase such as ${listed} is expected here.`,
  );
}

function readSay(cursor: Cursor): TextTest | undefined {
  cursor.expects('pattern');
  cursor.expects('text');
  if (cursor.peek() === '/') return readMatch(cursor);
  cursor.more();
  const start = cursor.at;
  const texts = cursor.take('word') ? ('say word' as const) : ('say' as const);
  if (texts === 'say' && cursor.word() === 'words') {
    return cursor.fail(cursor.ahead(), 'It is `say word`, for one or for several.', { replacement: 'word' });
  }
  const operands = readSaid(cursor);
  if (texts === 'say word' && operands && failOfSeveralWords(cursor, start, operands)) return undefined;
  return operands && { test: texts, texts: operands };
}

/** A text of several words is never one of the words of another; of a value nobody knows before. */
function failOfSeveralWords(cursor: Cursor, start: number, operands: readonly Operand[]): boolean {
  const several = operands.find(({ parts: [first, ...more] }) => {
    return typeof first === 'string' && more.length === 0 && !isUnspaced(first) && splitWords(first).length > 1;
  });
  if (!several) return false;
  const message = '`say word` looks at one word at a time: a text of several is never found. `say` finds it anywhere.';
  if (operands.length > 1) cursor.fail(several.range, message);
  else {
    const replacement = cursor.text.slice(several.range.start, several.range.end);
    cursor.fail(range(start, several.range.end), message, { replacement });
  }
  return true;
}

/** Texts that are looked for inside another: an empty one would be found nowhere. */
function readSaid(cursor: Cursor): ReturnType<typeof readOperands> {
  const texts = readOperands(cursor);
  const empty = texts?.find(({ parts }) => parts.length === 0);
  return empty
    ? cursor.fail(empty.range, 'This text is empty: it is never said. An empty message is asked for by `be ""`.')
    : texts;
}

function readMatch(cursor: Cursor): TextTest | undefined {
  const read = readPatternOperand(cursor);
  if (!read) return undefined;
  const { pattern, groups } = read;
  if (!cursor.take('where')) return { test: 'match', pattern, where: undefined };
  const where = cursor.ahead();
  cursor.expects({ words: groups });
  const written = cursor.text.slice(where.start, where.end);
  if (!groups.includes(written)) {
    const better = nearest(written, groups);
    if (groups.length === 0)
      return cursor.fail(
        where,
        `The pattern has no named group: write one as \`(?<${/^\w+$/.test(written) ? written : 'name'}>…)\`.`,
      );
    const listed = groups.map((group) => `\`${group}\``).join(', ');
    return cursor.fail(
      where,
      `The pattern has no group \`${written}\`; it has ${listed}.`,
      better ? { replacement: better } : {},
    );
  }
  cursor.at = where.end;
  if (!cursor.take('is') && !cursor.take('be'))
    return cursor.fail(cursor.ahead(), 'Behind the group stands `is "…"` or `is exactly "…"`.');
  const exactly = cursor.take('exactly');
  cursor.expects('text');
  const texts = readOperands(cursor);
  return texts && { test: 'match', pattern, where: { group: written, exactly, texts } };
}

function readAsk(cursor: Cursor): TextTest | undefined {
  const bound = cursor.takeAny(['at most', 'at least', 'exactly']);
  const plain = !bound && cursor.take('questions');
  const amount = plain ? 1 : readAmount(cursor);
  if (amount === undefined) return undefined;
  if (plain || cursor.takeAny(['question', 'questions'])) return { test: 'ask', bound: bound ?? 'at least', amount };
  return cursor.fail(cursor.ahead(), '`question` is expected here: `ask a question`, `ask at most 1 question`.');
}
