// Reads `let: name = …`: whose messages or which text is looked at, by what pattern, and where it is looked up.
import { nameKey } from '../lang/name.ts';
import type { Cursor } from './cursor.ts';
import type { Binding, Operand, PatternOperand, Subject, ValueUse } from './phrase.ts';
import { operandAhead, readOperand, readPatternOperand } from './read-operand.ts';
import { readSubject, type Speakers } from './read-phrase.ts';

const name = /[\p{L}\p{N}][\p{L}\p{M}\p{N} \-_.'’]*/uy;

/** Reads a binding; undefined with a problem where it makes no sense. */
export function readLet(cursor: Cursor, speakers: Speakers): Binding | undefined {
  cursor.more();
  const start = cursor.at;
  name.lastIndex = start;
  const written = (name.exec(cursor.text)?.[0] ?? '').trimEnd();
  if (!written)
    return cursor.fail(cursor.ahead(), 'A `let:` begins with the name of its value: `let: action = user /…/`.');
  cursor.at += written.length;
  if (!cursor.takeChar('='))
    return cursor.fail(cursor.ahead(), 'Behind the name stands `=`: `let: action = user /…/`.');
  let subject: Subject | undefined;
  let of: Operand | undefined;
  let pattern: PatternOperand | undefined;
  if (operandAhead(cursor)) {
    of = readOperand(cursor);
    if (!of) return undefined;
  } else {
    subject = readSubject(cursor, speakers);
    if (!subject) return undefined;
    if (!cursor.takeAny(['says', 'said'])) cursor.take('say');
  }
  cursor.expects('pattern');
  if (cursor.peek() === '/') {
    const read = readPatternOperand(cursor);
    if (!read) return undefined;
    pattern = read.pattern;
  }
  const lookup = readLookup(cursor);
  if (lookup === 'unread') return undefined;
  if (cursor.more())
    return cursor.fail(cursor.ahead(), '`in` and the name of a list or map is expected here, or the end of the line.');
  return { name: written, key: nameKey(written), subject, of, pattern, lookup, range: cursor.rangeFrom(start) };
}

function readLookup(cursor: Cursor): Binding['lookup'] | 'unread' {
  const exactly = cursor.take('exactly');
  if (!cursor.take('in')) {
    if (!exactly) return undefined;
    cursor.fail(cursor.ahead(), 'Behind `exactly` stands `in` and the name of a list or map.');
    return 'unread';
  }
  const from = readName(cursor);
  if (!from) return 'unread';
  if (!cursor.take('to')) return { exactly, in: from, to: undefined };
  const to = readName(cursor);
  return to ? { exactly, in: from, to } : 'unread';
}

/** A value's name, with or without braces, up to `to` or the end. */
function readName(cursor: Cursor): ValueUse | undefined {
  cursor.expects('table');
  const braced = cursor.takeValue();
  if (braced) return braced;
  cursor.more();
  name.lastIndex = cursor.at;
  const found = (name.exec(cursor.text)?.[0] ?? '').replace(/\s+to(?:\s[\s\S]*)?$/i, '').trimEnd();
  if (!found) return cursor.fail(cursor.ahead(), 'The name of a list or map is expected here.');
  const start = cursor.at;
  cursor.at += found.length;
  return cursor.use(found, start, cursor.at);
}
