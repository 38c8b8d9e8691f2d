// Who a persona extends, and who extends it: one step of the hierarchy at a time, from the facts of the workspace, so that a base of thousands is
// as quick as one. A parent that is none of its files is read.
import type * as lsp from 'vscode-languageserver-protocol';
import { LineTable } from '../../base/line-table.ts';
import { touches } from '../../base/range.ts';
import { kindOfFile } from '../../interop/agent-file/kind-of-file.ts';
import { parse } from '../../lang/parse.ts';
import type { Persona } from '../../lang/persona.ts';
import { factsOf } from '../facts-of.ts';
import { pathsInFile } from '../paths-in-file.ts';
import { symbolKind, toRange } from '../to-lsp.ts';
import { fileName, uriKey, uriOfPath } from '../uri-paths.ts';
import type { FileFacts, WorkspaceFiles } from '../workspace-files.ts';

/** The persona that a path under the cursor names, else the one whose file this is. */
export function prepareTypeHierarchy(persona: Persona, offset: number, files: WorkspaceFiles): lsp.TypeHierarchyItem[] {
  const { tree, uri } = persona;
  const written = pathsInFile(tree).find(({ range, path }) => touches(range, offset) && /\.persona$/iu.test(path));
  const other = written && uriOfPath(written.path, uri);
  if (other !== undefined) return itemsOf([other], files, uri);
  return [item({ uri, name: persona.name }, tree.text, uri)];
}

/** The file from which a hierarchy was asked for: what it may read may be shown. */
export function askedFrom({ uri, data }: lsp.TypeHierarchyItem): string {
  return typeof data === 'string' ? data : uri;
}

export function supertypes(of: lsp.TypeHierarchyItem, files: WorkspaceFiles): lsp.TypeHierarchyItem[] {
  const text = files.get(of.uri) ? '' : files.textOf(of.uri);
  return text === undefined ? [] : itemsOf(factsAt(of.uri, text, files).parents, files, askedFrom(of));
}

/** By name: the order in which a folder was read means nothing to anybody. */
export function subtypes(of: lsp.TypeHierarchyItem, files: WorkspaceFiles): lsp.TypeHierarchyItem[] {
  const key = uriKey(of.uri);
  const children = files.namedBy(of.uri).filter(({ parents }) => parents.some((parent) => uriKey(parent) === key));
  return itemsOf(
    children.map((child) => child.uri),
    files,
    askedFrom(of),
  ).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Files that cannot be read are left out. */
function itemsOf(uris: readonly string[], files: WorkspaceFiles, from: string): lsp.TypeHierarchyItem[] {
  return uris.flatMap((uri) => {
    const text = files.textOf(uri);
    return text === undefined ? [] : [item(factsAt(uri, text, files), text, from)];
  });
}

/** Of a file that is none of the workspace's, as its text says. */
function factsAt(uri: string, text: string, files: WorkspaceFiles): FileFacts {
  return files.get(uri) ?? factsOf(parse(kindOfFile(uri) === undefined ? text : '', uri));
}

function item({ uri, name }: Pick<FileFacts, 'uri' | 'name'>, text: string, data: string): lsp.TypeHierarchyItem {
  const lines = new LineTable(text);
  const header = /^\ufeff?persona(?=\s)[^\r\n]*$/mu.exec(text);
  const start = header ? header.index + (header[0].startsWith('\ufeff') ? 1 : 0) : 0;
  const selectionRange = toRange(lines, { start, end: header ? header.index + header[0].length : 0 });
  const range = { start: { line: 0, character: 0 }, end: lines.positionAt(text.length) };
  return {
    name: name || fileName(uri),
    kind: symbolKind.class,
    detail: fileName(uri),
    uri,
    range,
    selectionRange,
    data,
  };
}
