// Problems as the editor shows them: place, words, a link to the page of the code, related places.
import type * as lsp from 'vscode-languageserver-protocol';
import { LineTable } from '../../base/line-table.ts';
import type { Problem } from '../../lang/problems.ts';
import { severityOf, toRange } from '../to-lsp.ts';

export interface DiagnosticOptions {
  /** Uri of the page of a code. */
  readonly pageOf: (code: string) => string | undefined;
  /** Text of another file, to turn related places into lines. */
  readonly textOf: (uri: string) => string | undefined;
}

/** A file that is wrong throughout says so once: no editor is helped by more marks than these. */
const most = 500;

export function toDiagnostics(
  uri: string,
  lines: LineTable,
  problems: readonly Problem[],
  options: DiagnosticOptions,
): lsp.Diagnostic[] {
  const tables = new Map<string, LineTable | undefined>([[uri, lines]]);
  const tableOf = (file: string): LineTable | undefined => {
    if (!tables.has(file)) {
      const text = options.textOf(file);
      tables.set(file, text === undefined ? undefined : new LineTable(text));
    }
    return tables.get(file);
  };
  return problems.slice(0, most).map((problem) => {
    const href = options.pageOf(problem.code);
    const related = (problem.related ?? []).flatMap(({ origin, message }) => {
      const table = tableOf(origin.uri);
      return table ? [{ location: { uri: origin.uri, range: toRange(table, origin.range) }, message }] : [];
    });
    return {
      range: toRange(lines, problem.range),
      severity: severityOf[problem.severity],
      source: 'dramatis',
      code: problem.code,
      message: problem.message,
      ...(href !== undefined && { codeDescription: { href } }),
      ...(related.length > 0 && { relatedInformation: related }),
      ...(unneeded.has(problem.code) && { tags: [1 as const] }),
    };
  });
}

/** Shown faded, as what can go. */
const unneeded = new Set(['unused-given', 'needless-ignore']);
