// Completion items from rows of the vocabulary: label, what it does, what is put in.
import type * as lsp from 'vscode-languageserver-protocol';
import type { BlockRow, EntryRow } from '../../../lang/vocabulary.ts';
import { completionKind } from '../../to-lsp.ts';

/** What a completion replaces. */
export type Replaces = lsp.Range;

export function blockItem(row: BlockRow, range: Replaces, order: number): lsp.CompletionItem {
  const title = row.title === 'needed' ? ' $1' : '';
  const first = firstUnder(row);
  return {
    label: row.word,
    kind: completionKind.keyword,
    detail: row.group,
    documentation: { kind: 'markdown', value: `${row.doc}\n\n\`\`\`persona\n${row.example}\n\`\`\`` },
    insertTextFormat: 2,
    textEdit: { range, newText: `${row.word}${title}\n  ${first}` },
    sortText: String(order).padStart(3, '0'),
  };
}

function firstUnder(row: BlockRow): string {
  if (row.prose) return '$0';
  if (row.dialogue) return 'user: $0';
  if (row.item) return '- $0';
  return '$0';
}

export function entryItem(row: EntryRow, range: Replaces, order: number): lsp.CompletionItem {
  const name = row.named ? `${row.word} $1` : row.word;
  return {
    label: row.named ? `${row.word} …` : row.word,
    kind: row.speaker ? completionKind.variable : completionKind.property,
    detail: row.values.length > 0 ? row.values.join(' · ') : row.type,
    documentation: { kind: 'markdown', value: `${row.doc}\n\n\`\`\`persona\n${row.example}\n\`\`\`` },
    insertTextFormat: 2,
    textEdit: { range, newText: `${name}: $0` },
    ...(takesChoices(row) && { command: { title: 'Suggest values', command: 'editor.action.triggerSuggest' } }),
    sortText: String(order).padStart(3, '0'),
  };
}

function takesChoices({ type }: EntryRow): boolean {
  return ['choice', 'choices', 'yes or no', 'level', 'phrase', 'condition', 'binding', 'names'].includes(type);
}

export function valueItem(label: string, doc: string, range: Replaces, order: number): lsp.CompletionItem {
  return {
    label,
    kind: completionKind.value,
    documentation: doc,
    textEdit: { range, newText: label },
    sortText: String(order).padStart(3, '0'),
  };
}
