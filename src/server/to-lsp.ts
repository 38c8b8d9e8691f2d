// Our values in the protocol's shapes: offsets become lines and columns here, once.
import type * as lsp from 'vscode-languageserver-protocol';
import type { LineTable } from '../base/line-table.ts';
import type { Range } from '../base/range.ts';
import type { TextEdit } from '../base/text-edit.ts';

export function toRange(lines: LineTable, range: Range): lsp.Range {
  return { start: lines.positionAt(range.start), end: lines.positionAt(range.end) };
}

export function toTextEdits(lines: LineTable, edits: readonly TextEdit[]): lsp.TextEdit[] {
  return edits.map((edit) => ({ range: toRange(lines, edit.range), newText: edit.text }));
}

/** The protocol's numbers, by name; `import type` alone keeps the library out of the features. */
export const severityOf = { error: 1, warning: 2, hint: 4, information: 3 } as const satisfies Record<
  string,
  lsp.DiagnosticSeverity
>;

export const completionKind = {
  text: 1,
  function: 3,
  variable: 6,
  property: 10,
  value: 12,
  keyword: 14,
  snippet: 15,
  reference: 18,
  constant: 21,
  file: 17,
  folder: 19,
} as const satisfies Record<string, lsp.CompletionItemKind>;

export const symbolKind = {
  class: 5,
  method: 6,
  property: 7,
  field: 8,
  function: 12,
  variable: 13,
  constant: 14,
  string: 15,
  object: 19,
  enumMember: 22,
  event: 24,
} as const satisfies Record<string, lsp.SymbolKind>;

export const highlightKind = { read: 2, write: 3 } as const satisfies Record<string, lsp.DocumentHighlightKind>;
