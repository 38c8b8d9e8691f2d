// What may stand behind `name:`, or in an item of its list: allowed words, levels, amounts, names, paths, phrases. What the list has
// already is not offered again.
import type * as lsp from 'vscode-languageserver-protocol';
import { nameKey } from '../../../lang/name.ts';
import type { Source } from '../../../lang/source.ts';
import type { EntryRow } from '../../../lang/vocabulary.ts';
import { languages } from '../../../rules/languages.ts';
import { valueItem } from './items.ts';
import { namesFor } from './names-for.ts';
import { pathItems } from './paths.ts';
import { phraseItems } from './phrases.ts';
import { type Place, replaced } from './place.ts';

export interface ValueAt {
  readonly place: Place;
  readonly row: EntryRow;
  /** What stands behind the colon, or the `-`, up to the cursor. */
  readonly typed: string;
  readonly source: Source;
  readonly inItem: boolean;
}

export function valueItems(at: ValueAt): lsp.CompletionItem[] {
  const { place, row, typed } = at;
  const whole = (values: readonly string[], doc: string) =>
    values.map((value, index) => valueItem(value, doc, replaced(place, typed.length, place.behind.trimEnd()), index));
  switch (row.type) {
    case 'choice':
      return whole(row.values, row.doc);
    case 'yes or no':
      return whole(['yes', 'no'], row.doc);
    case 'level':
      return whole(['low', 'medium', 'high'], 'Or a number from 0 to 1.');
    case 'number':
    case 'share':
      return typed === '' ? whole(amounts(row), row.doc) : [];
    case 'text':
      return listed(at, row.known);
    case 'choices':
      return listed(at, row.values);
    case 'line':
      return row.word === 'language'
        ? whole(languages.map(({ name }) => name).toSorted(), row.doc)
        : whole(namesFor(at), row.doc);
    case 'names':
      return listed(at, namesFor(at));
    case 'list':
      return [];
    case 'path':
    case 'paths':
    case 'cast':
      return pathItems(at, { begun: elementAt(at), rest: restOf(at) }, elementsHere(at));
    case 'phrase':
      return phraseItems(at, 'reply');
    case 'condition':
      return phraseItems(at, 'condition');
    case 'binding':
      return phraseItems(at, 'binding');
    default:
      return [];
  }
}

/** What the row gives as its default and as its example. */
function amounts({ word, default: otherwise, example }: EntryRow): readonly string[] {
  const shown = example.slice(word.length + 1).trim();
  return [...new Set([...(otherwise !== undefined && /^[\d.]+$/.test(otherwise) ? [otherwise] : []), shown])];
}

/** Elements of a list that it does not have yet. */
function listed(at: ValueAt, values: readonly string[]): lsp.CompletionItem[] {
  const { place, row } = at;
  const begun = elementAt(at);
  // In a text a known word is one among others.
  const rest = row.type === 'text' ? (/^[\p{L}\p{M}\p{N}_'’-]*/u.exec(place.behind)?.[0] ?? '') : restOf(at);
  const there = new Set(elementsHere(at).map(nameKey));
  return values
    .filter((value) => !there.has(nameKey(value)))
    .map((value, index) => valueItem(value, row.doc, replaced(place, begun.length, rest), index));
}

/** What is written of the element at the cursor. In an item a comma is text. */
function elementAt({ typed, inItem }: ValueAt): string {
  return inItem ? typed : (/[^,，、،]*$/.exec(typed)?.[0].trimStart() ?? typed);
}

/** What is written of it behind the cursor. */
function restOf({ place, inItem }: ValueAt): string {
  return (inItem ? place.behind : (/^[^,，、،]*/.exec(place.behind)?.[0] ?? '')).trimEnd();
}

/** The other elements of the list: on the line before and behind the cursor, and its items. */
function elementsHere({ place, typed, inItem }: ValueAt): readonly string[] {
  const { open, line, behind, persona } = place;
  const owner = inItem ? open.owner : undefined;
  const items = (owner?.children ?? []).filter(({ range }) => persona.tree.lines.positionAt(range.start).line !== line);
  const onLine = owner
    ? owner.text.value.split(/[,，、،]/)
    : [...typed.split(/[,，、،]/).slice(0, -1), ...behind.split(/[,，、،]/).slice(1)];
  return [...onLine, ...items.map(({ text }) => text.value)].map((text) => text.trim()).filter((text) => text !== '');
}
