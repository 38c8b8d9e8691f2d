// What `find out` names: facts of the persona itself, or of anybody in the scene. In: a name in a file. Out: the files of that scene's cast. Reads none.
import type { Tree } from '../lang/tree.ts';
import type { Occurrence } from './names/occurrence.ts';
import { pathsInFile } from './paths-in-file.ts';
import { uriOfPath } from './uri-paths.ts';

/** Uris of the files that may say what a name means beside its own file and those it extends; none but for `find out`. */
export function castMeant(tree: Tree, of: Occurrence): readonly string[] {
  if (of.role !== 'use' || of.inherited || !of.kinds.includes('fact')) return [];
  const scene = tree.blocks.find(({ range }) => range.start <= of.range.start && of.range.end <= range.end)?.range;
  return pathsInFile(tree).flatMap(({ by, path, range }) =>
    scene && by === 'with' && scene.start <= range.start && range.end <= scene.end
      ? (uriOfPath(path, tree.uri) ?? [])
      : [],
  );
}
