// Files that are about to be moved or renamed, folders too: `extends`, `with` and `from` of all files follow, and those of the moved files
// themselves. Out: edits of texts as they stand before the move. An edit that would not read back as meant is not made.
import { applyEdits, type TextEdit } from '../../base/text-edit.ts';
import { readCast } from '../../lang/cast.ts';
import { nameKey } from '../../lang/name.ts';
import { parse } from '../../lang/parse.ts';
import type { Tree } from '../../lang/tree.ts';
import { pathsInFile, type WrittenPath } from '../paths-in-file.ts';
import { pathBetween, uriKey, uriOfPath } from '../uri-paths.ts';
import type { WorkspaceFiles } from '../workspace-files.ts';

export interface FileRename {
  readonly oldUri: string;
  readonly newUri: string;
}

export interface FileEdits {
  /** As the file is called before the move. */
  readonly tree: Tree;
  readonly edits: readonly TextEdit[];
}

/** One entry for each file in which something changes. */
export function fileRenames(renames: readonly FileRename[], files: WorkspaceFiles): readonly FileEdits[] {
  const moves = renames.map(({ oldUri, newUri }) => ({ from: uriKey(oldUri), to: uriKey(newUri) }));
  const moved = (uri: string): string => {
    const key = uriKey(uri);
    const move = moves.find(({ from }) => key === from || key.startsWith(`${from}/`));
    return move ? move.to + key.slice(move.from.length) : key;
  };
  const isMoved = (uri: string) => moved(uri) !== uriKey(uri);
  const touched = [...files.all()].filter((file) => isMoved(file.uri) || file.files.some(isMoved));
  return touched.flatMap(({ uri }) => {
    const text = files.textOf(uri);
    if (text === undefined) return [];
    const tree = parse(text, uri);
    const edits = editsOf(tree, moved);
    return edits.length > 0 ? [{ tree, edits }] : [];
  });
}

interface Change {
  readonly edit: TextEdit;
  readonly index: number;
  /** Where the path is to lead. */
  readonly target: string;
}

function editsOf(tree: Tree, moved: (uri: string) => string): readonly TextEdit[] {
  const here = moved(tree.uri);
  const changes = pathsInFile(tree).flatMap((written, index): Change[] => {
    const before = uriOfPath(written.path, tree.uri);
    if (before === undefined) return [];
    const target = moved(before);
    const now = uriOfPath(written.path, here);
    if (now !== undefined && uriKey(now) === target) return [];
    const text = withName(written, pathBetween(here, target));
    return [{ edit: { range: written.range, text }, index, target }];
  });
  if (readsBack(tree, here, changes)) return changes.map(({ edit }) => edit);
  return changes.filter((change) => readsBack(tree, here, [change])).map(({ edit }) => edit);
}

/** A member of a cast keeps its name where the file's name gave it one. */
function withName({ stem }: WrittenPath, path: string): string {
  return stem !== undefined && readCast(path).key !== nameKey(stem) ? `${path} as ${stem}` : path;
}

/** A comma in a new name, say, would be read as the end of an element. */
function readsBack(tree: Tree, here: string, changes: readonly Change[]): boolean {
  const edits = changes.map(({ edit }) => edit);
  const after = pathsInFile(parse(applyEdits(tree.text, edits), here));
  if (after.length !== pathsInFile(tree).length) return false;
  return changes.every(({ index, target }) => {
    const path = after[index]?.path;
    const uri = path === undefined ? undefined : uriOfPath(path, here);
    return uri !== undefined && uriKey(uri) === target;
  });
}
