// From a use to where it is said: names in this file, else in the nearest parent that has them; files by their paths. From a definition
// that takes the place of a parent's, to that.
import { touches } from '../../base/range.ts';
import type { Origin } from '../../lang/source-text.ts';
import type { Tree } from '../../lang/tree.ts';
import { castMeant } from '../found-out.ts';
import { Kin } from '../kin.ts';
import { namesInFile } from '../names/names-in-file.ts';
import { kindsMeant, type NameKind, type Occurrence, occurrenceAt, sameNames } from '../names/occurrence.ts';
import { pathsInFile } from '../paths-in-file.ts';
import { uriOfPath } from '../uri-paths.ts';
import type { WorkspaceFiles } from '../workspace-files.ts';

/** Places, the nearest first; none where nothing is named. */
export function definition(tree: Tree, offset: number, files: WorkspaceFiles): readonly Origin[] {
  const written = pathsInFile(tree).find(({ range }) => touches(range, offset));
  if (written) return fileNamed(uriOfPath(written.path, tree.uri), files);
  const names = namesInFile(tree);
  const of = occurrenceAt(names, offset);
  if (!of || of.builtIn) return [];
  const own = of.inherited ? [] : sameNames(names, of).filter(({ role }) => role === 'definition');
  const cast = castMeant(tree, of);
  if (of.scope || (own.length > 0 && of.role !== 'definition' && cast.length === 0)) return places(tree, own);
  const kinds = cast.length > 0 ? of.kinds : kindsMeant(names, of);
  const kin = new Kin(tree, files);
  const nearest = (uris: readonly string[]): readonly Origin[] => {
    for (const uri of uris) {
      const file = kin.read(uri, of.key);
      const found = file?.names.filter((name) => defines(name, of.key, kinds)) ?? [];
      if (file && found.length > 0) return places(file.tree, found);
    }
    return [];
  };
  if (cast.length > 0) return [tree.uri, ...cast].flatMap((uri) => nearest(kin.ancestors(uri)));
  const above = nearest(kin.ancestors(tree.uri).slice(1));
  return above.length > 0 ? above : places(tree, own);
}

function defines(name: Occurrence, key: string, kinds: readonly NameKind[]): boolean {
  return name.role === 'definition' && name.key === key && name.kinds.some((kind) => kinds.includes(kind));
}

function places(tree: Tree, names: readonly Occurrence[]): readonly Origin[] {
  return names.map(({ range }) => ({ uri: tree.uri, range }));
}

/** Nothing for a file that cannot be read. */
function fileNamed(uri: string | undefined, files: WorkspaceFiles): readonly Origin[] {
  return uri !== undefined && files.textOf(uri) !== undefined ? [{ uri, range: { start: 0, end: 0 } }] : [];
}
