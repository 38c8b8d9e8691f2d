// What a pattern matches among the lines that stand in the file: greetings, examples, scenes, tests. Of a check on replies those that the
// persona says are looked at, of a condition those of whom it speaks of, of keys all.
import { type Range, range, touches } from '../../../base/range.ts';
import { nameKey } from '../../../lang/name.ts';
import { compilePattern, fillPattern, findFirst, readPattern } from '../../../lang/pattern.ts';
import type { Line, Persona } from '../../../lang/persona.ts';
import { type SourceText, sourceRange } from '../../../lang/source-text.ts';
import { lookUp, valueAsChoices } from '../../../lang/values.ts';
import type { EntryRow } from '../../../lang/vocabulary.ts';
import { Cursor } from '../../../rules/cursor.ts';
import { readPhrases } from '../../../rules/read-clause.ts';
import { readLet } from '../../../rules/read-let.ts';
import { shown } from './shown.ts';

export interface PatternHere {
  readonly regex: string;
  readonly flags: string;
  /** In the file. */
  readonly range: Range;
  /** What stands before it in its text. */
  readonly before: string;
}

/** The pattern that an offset touches, in a phrase or among keys. */
export function patternAt(text: SourceText, row: EntryRow, offset: number): PatternHere | undefined {
  if (!['phrase', 'condition', 'binding', 'list'].includes(row.type)) return undefined;
  const { value } = text;
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '"') at = endOfQuote(value, at);
    else if (value[at] === '/' && (at === 0 || /[\s,，、،]/.test(value[at - 1] ?? ''))) {
      const read = readPattern(value, at);
      if (!read.ok) return undefined;
      const place = sourceRange(text, read.start, read.end);
      if (touches(place, offset))
        return { regex: read.regex, flags: read.flags, range: place, before: value.slice(0, at) };
      at = read.end - 1;
    }
  }
  return undefined;
}

function endOfQuote(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === '"') return end;
  }
  return text.length;
}

/** So many matches are shown; the others are counted. */
const mostShown = 5;

export function patternDoc(persona: Persona, pattern: PatternHere, row: EntryRow, text: SourceText): string {
  const values = Object.fromEntries(persona.given.map(({ name, value }) => [name.key, value]));
  const filled = fillPattern(pattern.regex, (name) => {
    const choices = valueAsChoices(lookUp(values, nameKey(name)));
    return choices.length > 0 ? choices : undefined;
  });
  if (filled === undefined)
    return 'A pattern with a value that is not known yet: what it matches shows when the value is there.';
  const compiled = compilePattern(filled, pattern.flags);
  if (!compiled.ok) return `This pattern cannot be run: ${shown(compiled.message, 300)}`;
  const whom = whose(persona, row, text, pattern.before);
  const lines = linesFor(persona, whom).filter((line) => line.text !== text);
  const found = lines.flatMap(({ text: said, where }) => {
    const match = findFirst(compiled, said.value);
    return match ? [`* ${around(said.value, range(match.start, match.end))} · ${where}`] : [];
  });
  const of = `${lines.length} ${lines.length === 1 ? 'line' : 'lines'}${spokenBy(whom)} in this file`;
  if (found.length === 0) return `Matches nothing in the ${of}.`;
  const more = found.length > mostShown ? `\n* … and ${found.length - mostShown} more` : '';
  return `**Matches ${found.length}** of the ${of}:\n\n${found.slice(0, mostShown).join('\n')}${more}`;
}

/** Whose lines are looked at: everybody's, or a speaker's by key. */
type Whose = 'all' | Line['speaker'];

function spokenBy(whom: Whose): string {
  if (whom === 'all') return '';
  return whom === 'self' ? ' of the persona' : ` of ${whom === 'user' ? 'the user' : shown(whom, 60)}`;
}

function whose(persona: Persona, { type, word }: EntryRow, text: SourceText, before: string): Whose {
  if (type === 'list') return 'all';
  if (type === 'phrase') return word === 'user must' ? 'user' : 'self';
  const speakers = [...persona.scenes, ...persona.tests].flatMap(({ cast }) => cast.map(({ key }) => key));
  if (type === 'binding') return readLet(new Cursor(text), speakers)?.subject?.who ?? 'all';
  const { phrases = [] } = readPhrases(text, 'condition', speakers);
  const phrase = phrases.find(({ range: { start, end } }) => start <= before.length && before.length < end);
  return phrase?.about === 'message' ? phrase.subject.who : 'all';
}

interface Spoken {
  readonly text: SourceText;
  readonly where: string;
}

function linesFor(persona: Persona, of: Whose): readonly Spoken[] {
  const { greetings, examples, scenes, tests, uri } = persona;
  const inGreetings = of !== 'self' && of !== 'all' ? [] : greetings.map((text) => ({ text, where: 'greeting' }));
  const inTalks = [
    ...examples.map((talk) => ({ talk, what: 'example' })),
    ...scenes.map((talk) => ({ talk, what: 'scene' })),
    ...tests.map((talk) => ({ talk, what: 'test' })),
  ].flatMap(({ talk, what }) =>
    talk.lines
      .filter(({ speaker, thought }) => of === 'all' || (speaker === of && !thought))
      .map(({ text }) => ({ text, where: talk.title ? `${what} ${shown(talk.title.value, 60)}` : what })),
  );
  return [...inGreetings, ...inTalks].filter(({ text }) => text.uri === uri);
}

/** Characters of the line on either side of a match. */
const margin = 24;

function around(line: string, { start, end }: Range): string {
  const from = Math.max(0, start - margin);
  const to = Math.min(line.length, end + margin);
  const flat = (text: string) => shown(text.toWellFormed().replace(/\s+/g, ' '));
  const match = flat(line.slice(start, end));
  return `${from > 0 ? '…' : ''}${flat(line.slice(from, start))}${match === '' ? '·' : `**${match}**`}${flat(line.slice(end, to))}${to < line.length ? '…' : ''}`;
}
