// Places in files as locations of the protocol. A file whose text cannot be had is pointed at from its start.
import type * as lsp from 'vscode-languageserver-protocol';
import { LineTable } from '../../base/line-table.ts';
import type { Origin } from '../../lang/source-text.ts';
import { toRange } from '../to-lsp.ts';

export function toLocations(places: readonly Origin[], textOf: (uri: string) => string | undefined): lsp.Location[] {
  return places.map(({ uri, range }) => {
    const text = range.end === 0 ? undefined : textOf(uri);
    const start = { line: 0, character: 0 };
    return { uri, range: text === undefined ? { start, end: start } : toRange(new LineTable(text), range) };
  });
}
