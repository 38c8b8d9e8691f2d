// Completion items from rows of the vocabulary: label, what it does, what is put in.
import type * as lsp from 'vscode-languageserver-protocol';
import type { EntryRow } from '../../../lang/vocabulary.ts';
import { completionKind } from '../../to-lsp.ts';
import type { Replaced } from './place.ts';

/** Opens the list again once an item is taken: what follows can be completed, too. */
export const suggestAgain = { command: { title: 'Suggest what follows', command: 'editor.action.triggerSuggest' } };

/** Text of ours in a snippet, to the letter. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

export function order(index: number): string {
  return String(index).padStart(3, '0');
}

/** Text in the place of what is replaced. */
export function textEdit(at: Replaced, newText: string): lsp.TextEdit | lsp.InsertReplaceEdit {
  return 'insert' in at ? { newText, ...at } : { newText, range: at };
}

/** What a row says of itself, with an example. */
export function example(row: { readonly doc: string; readonly example: string }): lsp.MarkupContent {
  return { kind: 'markdown', value: `${row.doc}\n\n\`\`\`persona\n${row.example}\n\`\`\`` };
}

/** The first sentence of what something does, as the list shows it beside every name: nobody has to open what is said of each. */
export function gist(doc: string): lsp.CompletionItemLabelDetails {
  const first = /^[^\n]*?[.;](?=\s|$)/.exec(doc)?.[0] ?? doc;
  return { description: first.replace(/[.;]$/, '').replaceAll('`', '') };
}

/** `name: `, for a name that the row is or stands for. `colon`: one stands behind the cursor already. */
export function entryItem(
  row: EntryRow,
  range: lsp.Range,
  index: number,
  { name = row.word, doc = row.doc, colon = false } = {},
): lsp.CompletionItem {
  return {
    label: name,
    labelDetails: gist(doc),
    kind: row.speaker ? completionKind.variable : completionKind.property,
    detail: row.values.length > 0 ? row.values.join(' · ') : row.type,
    documentation: example({ doc, example: name === row.word ? row.example : `${name}: …` }),
    insertTextFormat: 2,
    textEdit: { range, newText: colon ? literal(name) : `${literal(name)}: $0` },
    sortText: order(index),
    ...(!colon && takesChoices(row) && suggestAgain),
  };
}

function takesChoices({ type, known }: EntryRow): boolean {
  return known.length > 0 || !['text', 'line', 'list', 'value'].includes(type);
}

export function snippetItem(
  label: string,
  doc: string,
  snippet: string,
  at: Replaced,
  index: number,
): lsp.CompletionItem {
  return {
    label,
    labelDetails: gist(doc),
    kind: completionKind.snippet,
    documentation: { kind: 'markdown', value: doc },
    insertTextFormat: 2,
    textEdit: textEdit(at, snippet),
    sortText: order(index),
  };
}

export function valueItem(
  label: string,
  doc: string,
  at: Replaced,
  index: number,
  newText: string = label,
): lsp.CompletionItem {
  return {
    label,
    kind: completionKind.value,
    documentation: doc,
    textEdit: textEdit(at, newText),
    sortText: order(index),
  };
}
