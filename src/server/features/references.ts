// Everywhere that something is called by its name, in this file and its kin; for a path or the persona's own name, every file that names it.
import { touches } from '../../base/range.ts';
import { parse } from '../../lang/parse.ts';
import type { Origin } from '../../lang/source-text.ts';
import type { Tree } from '../../lang/tree.ts';
import { familyOf } from '../family.ts';
import { Kin } from '../kin.ts';
import { namesInFile } from '../names/names-in-file.ts';
import { occurrenceAt } from '../names/occurrence.ts';
import { pathsInFile } from '../paths-in-file.ts';
import { uriKey, uriOfPath } from '../uri-paths.ts';
import type { WorkspaceFiles } from '../workspace-files.ts';

/** Rests behind each file. @param declared whether definitions belong to the answer. */
export function* references(
  tree: Tree,
  offset: number,
  files: WorkspaceFiles,
  declared: boolean,
): Generator<void, readonly Origin[]> {
  const file = fileMeant(tree, offset);
  if (file !== undefined) return yield* namesOfFile(file, tree, files);
  const of = occurrenceAt(namesInFile(tree), offset);
  if (!of || of.builtIn) return [];
  const { relatives } = yield* familyOf(tree, of, new Kin(tree, files));
  return relatives.flatMap((relative) =>
    relative.found
      .filter(({ role }) => declared || role !== 'definition')
      .map(({ range }) => ({ uri: relative.tree.uri, range })),
  );
}

/** The file that is called so under the cursor: by a path, or this one by the header of `persona`. */
function fileMeant(tree: Tree, offset: number): string | undefined {
  const written = pathsInFile(tree).find(({ range }) => touches(range, offset));
  if (written) return uriOfPath(written.path, tree.uri);
  const header = tree.blocks.find(({ word }) => word === 'persona')?.header;
  return header && touches(header, offset) ? tree.uri : undefined;
}

function* namesOfFile(uri: string, here: Tree, files: WorkspaceFiles): Generator<void, readonly Origin[]> {
  const key = uriKey(uri);
  const found: Origin[] = [];
  for (const file of files.namedBy(uri)) {
    const text = uriKey(file.uri) === uriKey(here.uri) ? here.text : files.textOf(file.uri);
    for (const { path, range } of text === undefined ? [] : pathsInFile(parse(text, file.uri))) {
      const named = uriOfPath(path, file.uri);
      if (named !== undefined && uriKey(named) === key) found.push({ uri: file.uri, range });
    }
    yield;
  }
  return found;
}
