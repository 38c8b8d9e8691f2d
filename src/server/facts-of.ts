// What one persona says of itself and of other files, from its tree. Reads no other file.
import type { Tree } from '../lang/tree.ts';
import { pathsInFile } from './paths-in-file.ts';
import { uriOfPath } from './uri-paths.ts';
import type { FileFacts } from './workspace-files.ts';

export function factsOf(tree: Tree): FileFacts {
  const named = pathsInFile(tree).flatMap(({ by, path }) => {
    const uri = uriOfPath(path, tree.uri);
    return uri === undefined ? [] : [{ by, uri }];
  });
  return {
    uri: tree.uri,
    name: tree.blocks.find(({ word }) => word === 'persona')?.title?.value.trim() || undefined,
    parents: named.flatMap(({ by, uri }) => (by === 'extends' ? [uri] : [])),
    files: [...new Set(named.map(({ uri }) => uri))],
  };
}
