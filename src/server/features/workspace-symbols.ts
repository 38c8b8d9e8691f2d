// Everything in the workspace that has a name and fits what was typed: personas, and what they define. In: the files and a query.
// Out: the best, a few hundred at most. What a file defines is read when it is first asked for, and kept with its facts.
import type * as lsp from 'vscode-languageserver-protocol';
import { nameKey } from '../../lang/name.ts';
import { parse } from '../../lang/parse.ts';
import type { Tree } from '../../lang/tree.ts';
import { fits, type Query, readQuery } from '../fuzzy.ts';
import { namesInFile } from '../names/names-in-file.ts';
import type { NameKind } from '../names/occurrence.ts';
import { symbolKind } from '../to-lsp.ts';
import { fileName } from '../uri-paths.ts';
import type { FileFacts, WorkspaceFiles } from '../workspace-files.ts';

/** As many as a list is ever looked through. */
const most = 256;

interface Named {
  readonly name: string;
  readonly key: string;
  readonly kind: lsp.SymbolKind;
  /** No name goes on behind the end of its line. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

const kept = new WeakMap<FileFacts, readonly Named[]>();

interface Found {
  readonly score: number;
  readonly named: Named;
  readonly file: FileFacts;
}

/** Yields after each file, so that a caller can rest or stop; returns the symbols, the best first. */
export function* workspaceSymbols(files: WorkspaceFiles, text: string): Generator<void, lsp.SymbolInformation[]> {
  const query = readQuery(text);
  let found: Found[] = [];
  for (const file of files.all()) {
    add(found, query, file, files);
    if (found.length > most * 8) found = best(found);
    yield;
  }
  return best(found).map(({ named, file }) => ({
    name: named.name,
    kind: named.kind,
    containerName: file.name ?? fileName(file.uri),
    location: {
      uri: file.uri,
      range: { start: { line: named.line, character: named.start }, end: { line: named.line, character: named.end } },
    },
  }));
}

function add(found: Found[], query: Query, file: FileFacts, files: WorkspaceFiles): void {
  let names = kept.get(file);
  if (!names) {
    const source = files.textOf(file.uri);
    names = source === undefined ? [] : namesOf(parse(source, file.uri));
    kept.set(file, names);
  }
  for (const named of names) {
    const score = fits(query, named.key);
    if (score !== undefined) found.push({ score, named, file });
  }
}

function best(found: Found[]): Found[] {
  return found
    .sort((a, b) => b.score - a.score || compare(a.named.key, b.named.key) || compare(a.file.uri, b.file.uri))
    .slice(0, most);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const kinds: Partial<Record<NameKind, lsp.SymbolKind>> = {
  rule: symbolKind.method,
  fact: symbolKind.field,
  value: symbolKind.constant,
  slot: symbolKind.variable,
  tool: symbolKind.function,
  stage: symbolKind.enumMember,
  move: symbolKind.event,
};

/** The persona, its dialogues by their titles, and every name that stands for something elsewhere. */
function namesOf(tree: Tree): readonly Named[] {
  const blocks = tree.blocks.flatMap(({ word, title }) => {
    const name = title?.value.trim();
    if (!title || !name || (word !== 'persona' && word !== 'test' && word !== 'scene' && word !== 'example')) return [];
    const kind = word === 'persona' ? symbolKind.class : word === 'test' ? symbolKind.event : symbolKind.string;
    return [{ name: word === 'persona' ? name : `${word} ${name}`, kind, range: title.range }];
  });
  const defined = namesInFile(tree).flatMap(({ role, by, kinds: [kind], range }) => {
    const symbol = kind && kinds[kind];
    if (role !== 'definition' || by !== 'name' || symbol === undefined) return [];
    return [{ name: tree.text.slice(range.start, range.end), kind: symbol, range }];
  });
  return [...blocks, ...defined].map(({ name, kind, range }) => {
    const { line, character } = tree.lines.positionAt(range.start);
    return { name, key: nameKey(name), kind, line, start: character, end: character + range.end - range.start };
  });
}
