// A clause in, what it says out: phrases, a binding, or the problems that keep it from being read. Never throws on text.
import type { Clause } from '../lang/persona.ts';
import type { Problem } from '../lang/problems.ts';
import type { SourceText } from '../lang/source-text.ts';
import { Cursor } from './cursor.ts';
import type { Binding, CheckedClause, Phrase, ValueUse } from './phrase.ts';
import { readLet } from './read-let.ts';
import { readLine, type Speakers } from './read-phrase.ts';

/** What a text of phrases says, with ranges of values into the text and of problems into the file. */
export interface ReadPhrases {
  /** Undefined: could not be read. */
  readonly phrases: readonly Phrase[] | undefined;
  readonly values: readonly ValueUse[];
  readonly problems: readonly Problem[];
}

/** What was read without a problem, by everything that matters to it: files of one folder share much of their rules. */
const known = new Map<string, ReadPhrases>();
const most = 2000;
/** Characters: a phrase that is being written is another one with each key, and may be a long one. */
const mostText = 500_000;
let size = 0;

/** Reads phrases: `reply` as in `must:`, `condition` as in `when:`, `until:`, `ends when:`. The same text is read once. */
export function readPhrases(text: SourceText, kind: 'reply' | 'condition', speakers: Speakers = []): ReadPhrases {
  const place = kind === 'reply' ? 'reply\n' : `condition\n${speakers.join('\n')}\n\n`;
  const key = place + text.value;
  const before = known.get(key);
  if (before) return before;
  // Words of a phrase are parts of what it was read from, which is not to be a whole file.
  const cursor = new Cursor({ ...text, value: key.slice(place.length) });
  const phrases = readLine(cursor, kind, speakers);
  const read = { phrases, values: distinct(cursor.values), problems: cursor.problems };
  if (read.problems.length > 0) return read;
  size += key.length;
  if (known.size >= most || size > mostText) {
    known.clear();
    size = key.length;
  }
  known.set(key, read);
  return read;
}

/** Reads one clause of a rule by its kind. */
export function readClause(clause: Clause, speakers: Speakers = []): CheckedClause {
  switch (clause.kind) {
    case 'when':
    case 'unless':
      return { clause, binding: undefined, ...readPhrases(clause.text, 'condition', speakers) };
    case 'must':
    case 'never':
    case 'user must':
      return { clause, binding: undefined, ...readPhrases(clause.text, 'reply', speakers) };
    case 'let': {
      const cursor = new Cursor(clause.text);
      const binding: Binding | undefined = readLet(cursor, speakers);
      return { clause, phrases: undefined, binding, values: distinct(cursor.values), problems: cursor.problems };
    }
    case 'judge':
      return { clause, phrases: undefined, binding: undefined, values: [], problems: [] };
  }
}

/** Looking ahead may meet a value twice. */
function distinct(values: readonly ValueUse[]): readonly ValueUse[] {
  if (values.length < 2) return values;
  return [...new Map(values.map((use) => [use.range.start, use])).values()];
}
