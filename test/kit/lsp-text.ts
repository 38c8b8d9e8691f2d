// Answers of the language server laid over the text they speak of, so that tests compare texts and not numbers.
import type * as lsp from 'vscode-languageserver-protocol';
import { LineTable } from '../../src/base/line-table.ts';
import { applyEdits } from '../../src/base/text-edit.ts';

/** The text after the edits. */
export function afterEdits(text: string, edits: readonly lsp.TextEdit[]): string {
  const lines = new LineTable(text);
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({
      range: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
      text: newText,
    })),
  );
}

/** What stands in a range. */
export function inRange(text: string, { start, end }: lsp.Range): string {
  const lines = new LineTable(text);
  return text.slice(lines.offsetAt(start), lines.offsetAt(end));
}
