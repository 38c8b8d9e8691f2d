// Check phrases: whole ones where one begins, then word by word what the reader of phrases would take next. Inside quotes nothing is
// offered but what `{{stage}}` or a slot may be; inside a pattern nothing.
import type * as lsp from 'vscode-languageserver-protocol';
import { nameKey } from '../../../lang/name.ts';
import { readPattern } from '../../../lang/pattern.ts';
import type { Persona } from '../../../lang/persona.ts';
import { expectedNext } from '../../../rules/expected.ts';
import { languages } from '../../../rules/languages.ts';
import { type PhraseRow, phraseTable } from '../../../rules/phrase-table.ts';
import { speakersOf } from '../../../rules/rule-book.ts';
import { endOfQuote, opensQuote } from '../../quotes.ts';
import { completionKind } from '../../to-lsp.ts';
import { example, gist, literal, order, snippetItem, suggestAgain, textEdit, valueItem } from './items.ts';
import { type Replaced, replaced } from './place.ts';
import type { ValueAt } from './values.ts';

type Of = PhraseRow['of'];

export function phraseItems(at: ValueAt, of: Of): lsp.CompletionItem[] {
  const { typed, place } = at;
  const open = openText(typed);
  if (open) return open.kind === 'quote' ? quotedItems(at, typed.slice(open.at + 1), typed.slice(0, open.at)) : [];
  const word = /[\p{L}\p{N}_'’.-]*$/u.exec(typed)?.[0] ?? '';
  const before = typed.slice(0, typed.length - word.length);
  // Behind a closing quote a space has to come first.
  if (before !== '' && !/[\s=]$/.test(before)) return [];
  const rest = /^[\p{L}\p{N}_'’.-]*/u.exec(place.behind)?.[0] ?? '';
  const spot: Spot = {
    at: replaced(place, word.length, rest),
    tail: place.behind.slice(rest.length),
    inWord: rest !== '',
  };
  const speakers = speakersOf(place.persona);
  const begins = of === 'binding' ? before.trim() === '' : /(?:^|\sor)\s*$/i.test(before) || before.trim() === '';
  const begun = begins ? wholePhrases(of, speakers, spot) : [];
  const next = before.trim() === '' ? [] : nextItems(before, of, place.persona, spot, begun.length);
  const labels = new Set(begun.map(({ label }) => label));
  return [...begun, ...next.filter(({ label }) => !labels.has(label))];
}

/** Where a word or a phrase is put. */
interface Spot {
  readonly at: Replaced;
  /** What stands behind it on the line. */
  readonly tail: string;
  /** Whether it takes the place of a word that is whole. */
  readonly inWord: boolean;
}

/** Rows of the table, and for a condition what a member of the cast says. */
function wholePhrases(of: Of, speakers: readonly string[], { at, tail, inWord }: Spot): lsp.CompletionItem[] {
  const cast = of !== 'condition' ? [] : speakers.map((who) => castRow(who));
  // In the place of a word whose phrase goes on: words alone, as what they speak of stands there.
  const goesOn = inWord && tail.trim() !== '' && !/^\s+or\s/i.test(tail);
  const put = ({ snippet }: { readonly snippet: string }) =>
    goesOn ? (/^([^"/$\\{]*?)\s*["/$\\{]/.exec(snippet)?.[1] ?? '') : snippet;
  const rows = [...phraseTable.filter((row) => row.of === of), ...cast].filter((row) => put(row) !== '');
  return rows.map((row, index) => ({
    label: row.phrase,
    labelDetails: gist(row.doc),
    kind: completionKind.function,
    documentation: example(row),
    insertTextFormat: 2,
    filterText: row.phrase,
    textEdit: textEdit(at, put(row)),
    sortText: order(index),
    // The first place is then a name that can be completed.
    ...(/^"?\{\{/.test(row.phrase) && suggestAgain),
  }));
}

function castRow(who: string): Omit<PhraseRow, 'of'> {
  return {
    phrase: `${who} says "…"`,
    snippet: `${literal(who)} says "$1"`,
    doc: `Some line of ${who} since the last reply contains the text.`,
    example: `when: ${who} says "help"`,
  };
}

const units = ['words', 'sentences', 'lines', 'characters', 'tokens'];

function nextItems(before: string, of: Of, persona: Persona, spot: Spot, from: number): lsp.CompletionItem[] {
  const { words, sorts } = expectedNext(before, of, speakersOf(persona));
  const { at } = spot;
  const items = [
    ...(sorts.has('text') ? [snippetItem('"…"', 'A text, in quotes.', '"$1"', at, 0)] : []),
    ...(sorts.has('pattern')
      ? [snippetItem('/…/', 'A pattern (RE2). Flags: `i` ignore case, `m`, `s`.', '/$1/i', at, 0)]
      : []),
    ...(sorts.has('value') ? [{ ...snippetItem('{{…}}', 'A value.', '{{$1\\}\\}', at, 0), ...suggestAgain }] : []),
    ...(sorts.has('number')
      ? ['1', '3', '60'].map((n) => ({
          ...valueItem(n, 'An amount.', at, 0, /^\s/.test(spot.tail) ? n : `${n} `),
          ...suggestAgain,
        }))
      : []),
    ...(sorts.has('unit') ? units.map((unit) => valueItem(unit, 'What is counted.', at, 0)) : []),
    ...(sorts.has('language')
      ? languages
          .map(({ name }) => valueItem(name, 'A language that can be told from its text.', at, 0))
          .toSorted((one, other) => (one.label < other.label ? -1 : 1))
      : []),
    ...(sorts.has('table') ? tables(persona).map((name) => valueItem(name, 'A list or map of `given`.', at, 0)) : []),
    ...words.map((word) => wordItem(word, before, of, spot)),
  ];
  return items.map((item, index) => ({ ...item, sortText: order(from + index) }));
}

function wordItem(word: string, before: string, of: Of, { at, tail }: Spot): lsp.CompletionItem {
  const ends =
    /^(?:is known|known|JSON|a question|questions?|first turn|turn|repeat itself|speak for user|break character|itself|character)$/.test(
      word,
    ) && word !== 'turn';
  const begun = `${before.replace(/^.*\sor\s+/is, '')}${word}`.replace(/\s+/g, ' ').trimStart().toLowerCase();
  const row = phraseTable.find((one) => one.of === of && one.phrase.toLowerCase().startsWith(begun));
  return {
    label: word,
    ...(row && { labelDetails: gist(row.doc) }),
    kind: completionKind.keyword,
    ...(row && { documentation: example(row) }),
    textEdit: textEdit(at, ends || /^\s/.test(tail) ? word : `${word} `),
    ...(!ends && suggestAgain),
  };
}

function tables(persona: Persona): readonly string[] {
  return persona.given.filter(({ value }) => value !== null && typeof value === 'object').map(({ name }) => name.text);
}

/** What `{{stage}} is "` or `{{mood}} is "` may go on with. */
function quotedItems({ place }: ValueAt, typed: string, before: string): lsp.CompletionItem[] {
  const name = /(?:^|\sor\s+)\{\{\s*([^{}]+?)\s*\}\}\s+is\s+(?:exactly\s+|one\s+of\s+(?:"[^"]*",?\s*)*)?$/i.exec(
    before,
  )?.[1];
  if (name === undefined) return [];
  const { persona, behind } = place;
  const key = nameKey(name);
  const values =
    key === 'stage'
      ? persona.plan.map((stage) => stage.name.text)
      : (persona.state.find((slot) => slot.name.key === key)?.values.map(({ value }) => value) ?? []);
  const rest = /^[^"]*(?=")/.exec(behind)?.[0];
  const at = replaced(place, typed.length, rest ?? '');
  const close = rest === undefined ? '"' : '';
  return values.map((value, index) => valueItem(value, `What \`{{${name}}}\` may be.`, at, index, value + close));
}

/** The quote or the pattern that is not closed at the end of the text. */
function openText(text: string): { readonly kind: 'quote' | 'pattern'; readonly at: number } | undefined {
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (opensQuote(text, at)) {
      const end = endOfQuote(text, at);
      if (end === undefined) return { kind: 'quote', at };
      at = end;
    } else if (char === '/' && (at === 0 || /\s/.test(text[at - 1] ?? ''))) {
      const read = readPattern(text, at);
      if (!read.ok) return { kind: 'pattern', at };
      at = read.end - 1;
    }
  }
  return undefined;
}
