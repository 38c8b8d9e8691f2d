// Reads one line of phrases with `or` between them: of a reply (`must: say "…"`) or a condition (`when: user says "…"`).
import { range } from '../base/range.ts';
import { nearest } from '../lang/nearest.ts';
import type { Cursor } from './cursor.ts';
import type { Operand, Phrase, Subject, TextTest } from './phrase.ts';
import { operandAhead, readOperand, readOperands } from './read-operand.ts';
import { readTest } from './read-test.ts';

/** Speakers a condition may name, beside `user` and `self`: keys of a cast. */
export type Speakers = readonly string[];

/** Every alternative of the text, or undefined with a problem: a line half read would be judged wrongly. */
export function readLine(
  cursor: Cursor,
  kind: 'reply' | 'condition',
  speakers: Speakers,
): readonly Phrase[] | undefined {
  const phrases: Phrase[] = [];
  if (!cursor.more())
    return cursor.fail(
      cursor.ahead(),
      `A phrase is expected here, such as \`${kind === 'reply' ? 'say "…"' : 'user says "…"'}\`.`,
    );
  do {
    const before = phrases.at(-1);
    if (before) expectShortened(cursor, before);
    const phrase =
      before && cursor.more() && continues(cursor)
        ? readShortened(cursor, before)
        : kind === 'reply'
          ? readReply(cursor)
          : readCondition(cursor, speakers);
    if (!phrase) return undefined;
    phrases.push(phrase);
  } while (cursor.take('or'));
  if (!cursor.more()) return phrases;
  const where = range(cursor.at, cursor.text.trimEnd().length);
  if (/^[,;]?\s*and\b/i.test(cursor.text.slice(cursor.at))) {
    return cursor.fail(cursor.ahead(), 'There is no `and` inside a line: write a second line.');
  }
  if (kind === 'condition' && cursor.word() === 'in')
    return cursor.fail(where, 'A lookup is written in a `let:` line.');
  return cursor.fail(
    where,
    'The phrase ends before this. Between phrases stands `or`; a sentence for the model stands in the rule itself.',
  );
}

/** What may stand behind `or` in place of a whole phrase. */
function expectShortened(cursor: Cursor, before: Phrase): void {
  const test = 'test' in before ? before.test : undefined;
  if (test?.test === 'say' || test?.test === 'match') cursor.expects('pattern');
  if (!test || !('texts' in test || test.test === 'match')) return;
  cursor.expects('text');
  cursor.expects('value');
}

/** `say "a" or "b"`: behind `or` a text alone goes on with the verb before. `"{{a}}" is …` is a condition of its own. */
function continues(cursor: Cursor): boolean {
  if (cursor.peek() === '/') return true;
  if (!operandAhead(cursor)) return false;
  const rest = cursor.text
    .slice(cursor.at)
    .replace(/^(?:\{\{[^{}]*\}\}|"(?:[^"\\]|\\[\s\S])*"|[“„«][^”“»]*[”“»])\s*/, '');
  return rest === '' || /^(?:or\b|,)/i.test(rest);
}

function readShortened(cursor: Cursor, before: Phrase): Phrase | undefined {
  const start = cursor.at;
  const test = 'test' in before ? before.test : undefined;
  let next: TextTest | undefined;
  if (cursor.peek() === '/') {
    const again = test?.test === 'say' || test?.test === 'match';
    if (!again) return cursor.fail(cursor.ahead(), 'A pattern stands behind `say` or `says`.');
    next = readTest(cursor, 'reply', 'say');
  } else if (test?.test === 'match') {
    const texts = readOperands(cursor);
    next = texts && { test: 'say', texts };
  } else if (test && 'texts' in test) {
    const texts = readOperands(cursor);
    next = texts && { ...test, texts };
  } else return cursor.fail(cursor.ahead(), 'Behind `or` stands a whole phrase here.');
  if (!next) return undefined;
  return { ...before, test: next, range: cursor.rangeFrom(start) } as Phrase;
}

function readReply(cursor: Cursor): Phrase | undefined {
  cursor.more();
  const start = cursor.at;
  const word = cursor.word();
  if (word === 'user' || word === 'self') {
    return cursor.fail(
      cursor.ahead(),
      `This is about the reply itself; what \`${word}\` said is asked in \`when:\` and \`unless:\`.`,
    );
  }
  const test = readTest(cursor, 'reply');
  return test && { about: 'reply', test, range: cursor.rangeFrom(start) };
}

function readCondition(cursor: Cursor, speakers: Speakers): Phrase | undefined {
  cursor.more();
  const start = cursor.at;
  if (operandAhead(cursor)) return readValueCondition(cursor, start);
  if (cursor.take('first', 'turn')) return { about: 'turn', after: undefined, range: cursor.rangeFrom(start) };
  if (cursor.take('first')) return cursor.fail(cursor.ahead(), '`first turn` is the only condition that begins so.');
  if (cursor.take('after', 'turn')) {
    const after = cursor.takeNumber();
    if (after === undefined)
      return cursor.fail(cursor.ahead(), 'The number of a turn is expected here: `after turn 3`.');
    return { about: 'turn', after, range: cursor.rangeFrom(start) };
  }
  const subject = readSubject(cursor, speakers);
  if (!subject) return undefined;
  const test = readTest(cursor, 'message');
  return test && { about: 'message', subject, test, range: cursor.rangeFrom(start) };
}

/** Who may be named where these may speak, longer names first; of the speakers that were asked for last, as all rules of a file have the same. */
let known: { readonly from: Speakers; readonly names: readonly string[] } = { from: [], names: ['user', 'self'] };

function namesOf(speakers: Speakers): readonly string[] {
  const names = [...new Set(['user', 'self', ...speakers])].sort((a, b) => b.length - a.length);
  known = { from: speakers, names };
  return names;
}

/** `[ever] [last] user`, `[last] self`, or a speaker of a scene. */
export function readSubject(cursor: Cursor, speakers: Speakers): Subject | undefined {
  cursor.more();
  const ever = cursor.take('ever');
  const last = cursor.take('last');
  const who = cursor.takeAny(known.from === speakers ? known.names : namesOf(speakers));
  if (who) return { who, ever, last };
  const where = cursor.ahead();
  const word = cursor.word();
  if (word === 'the' || word === 'a') return cursor.fail(where, '`user` and `self` stand without an article.');
  const better = word
    ? nearest(word, ['user', 'self', 'ever', 'last', 'first turn', 'after turn', ...speakers])
    : undefined;
  if (better)
    return cursor.fail(where, `Nobody called \`${word}\` speaks here. Did you mean \`${better}\`?`, {
      replacement: better,
    });
  if (/^(?:say|says|be|is)$/.test(word))
    return cursor.fail(where, 'Who? A condition begins with `user`, `self` or a `{{value}}`.');
  return cursor.fail(
    where,
    'A condition begins with `user`, `last user`, `ever user`, `self`, `first turn`, `after turn 3`, a speaker of a scene or a `{{value}}`.',
  );
}

function readValueCondition(cursor: Cursor, start: number): Phrase | undefined {
  const value = readOperand(cursor);
  if (!value) return undefined;
  if (cursor.take('is', 'known')) return { about: 'known', value, range: cursor.rangeFrom(start) };
  const test = readTest(cursor, 'value');
  return test && { about: 'value', value, test, range: cursor.rangeFrom(start) };
}

/** Whether nothing in it depends on a talk or a value: a literal text. */
export function literalOf(operand: Operand): string | undefined {
  return operand.parts.every((part) => typeof part === 'string') ? operand.parts.join('') : undefined;
}
