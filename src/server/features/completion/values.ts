// What may stand behind `name:` — allowed words, levels, rule names, and the phrases of checks and conditions.
import type * as lsp from 'vscode-languageserver-protocol';
import type { Persona } from '../../../lang/persona.ts';
import type { EntryRow } from '../../../lang/vocabulary.ts';
import { phraseTable } from '../../../rules/phrase-table.ts';
import { completionKind } from '../../to-lsp.ts';
import { type Replaces, valueItem } from './items.ts';
import type { OpenAt } from './open-at.ts';

/** @param typed what stands behind the colon up to the cursor; `replaces` a range of that many characters before it. */
export function valueItems(
  persona: Persona,
  row: EntryRow,
  typed: string,
  replaces: (length: number) => Replaces,
  open: OpenAt,
): lsp.CompletionItem[] {
  const last = /[^,，、،]*$/.exec(typed)?.[0].trimStart() ?? typed;
  switch (row.type) {
    case 'choice':
      return row.values.map((value, order) => valueItem(value, row.doc, replaces(typed.length), order));
    case 'text':
      return row.known.map((value, order) => valueItem(value, row.doc, replaces(last.length), order));
    case 'choices':
      return row.values.map((value, order) => valueItem(value, row.doc, replaces(last.length), order));
    case 'yes or no':
      return ['yes', 'no'].map((value, order) => valueItem(value, row.doc, replaces(typed.length), order));
    case 'level':
      return ['low', 'medium', 'high'].map((value, order) =>
        valueItem(value, 'Or a number from 0 to 1.', replaces(typed.length), order),
      );
    case 'phrase':
      return phraseItems('reply', typed, replaces);
    case 'condition':
      return phraseItems('condition', typed, replaces);
    case 'binding':
      return [...phraseItems('binding', typed, replaces), ...tableItems(persona, typed, replaces)];
    case 'names':
      return names(persona, row, open).map((name, order) => valueItem(name, row.doc, replaces(last.length), order));
    default:
      return [];
  }
}

/** Rules for `keeps` and `breaks`, moves for a stage; inherited things for `without` are not known by name here. */
function names(persona: Persona, row: EntryRow, open: OpenAt): readonly string[] {
  if (row.word === 'keeps' || row.word === 'breaks') return persona.rules.map((rule) => rule.id);
  if (row.word === 'moves') return persona.moves.map((move) => move.name.text);
  if (open.block?.word === 'scene' || row.word === 'visible to' || row.word === 'only with') {
    return ['self', 'user', ...new Set(persona.scenes.flatMap((scene) => scene.cast.map((member) => member.name)))];
  }
  return [];
}

/** Behind `in` and `to` of a `let:` stands a list or a map. */
function tableItems(persona: Persona, typed: string, replaces: (length: number) => Replaces): lsp.CompletionItem[] {
  const begun = /=.*\s(?:in|to)\s+([^"“”/]*)$/.exec(typed)?.[1];
  if (begun === undefined) return [];
  return persona.given
    .filter(({ value }) => value !== null && typeof value === 'object')
    .map(({ name }, order) => valueItem(name.text, 'A list or map of `given`.', replaces(begun.length), order));
}

/** A phrase begins at the start or behind ` or `; inside quotes or a pattern nothing is offered. */
function phraseItems(
  of: 'reply' | 'condition' | 'binding',
  typed: string,
  replaces: (length: number) => Replaces,
): lsp.CompletionItem[] {
  const phrase = /(?:^|\sor\s+)([^"“”/]*)$/.exec(typed)?.[1];
  if (phrase === undefined) return [];
  return phraseTable
    .filter((row) => row.of === of)
    .map((row, order) => ({
      label: row.phrase,
      kind: completionKind.function,
      documentation: { kind: 'markdown', value: `${row.doc}\n\n\`\`\`persona\n${row.example}\n\`\`\`` },
      insertTextFormat: 2,
      filterText: row.phrase,
      textEdit: { range: replaces(phrase.length), newText: row.snippet },
      sortText: String(order).padStart(3, '0'),
    }));
}
