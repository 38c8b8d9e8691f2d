// One name in all files that share it: what a file defines, what its children say of it, what its parents said first. In: an
// occurrence in a file, and its kin. Out: the same name wherever it means the same. Files that are no kin are not looked at, but for a scene in
// which a fact of somebody in it is to be found out.
import type { Tree } from '../lang/tree.ts';
import { castMeant } from './found-out.ts';
import type { Kin, NamedFile } from './kin.ts';
import { kindsMeant, type NameKind, type Occurrence, sameNames, valueKinds } from './names/occurrence.ts';
import { uriKey } from './uri-paths.ts';

/** A file in which the name stands, and where. */
export interface Relative extends NamedFile {
  /** In the order of the text; never empty. */
  readonly found: readonly Occurrence[];
}

export interface Family {
  readonly key: string;
  /** What the name may stand for, as far as definitions tell. */
  readonly kinds: readonly NameKind[];
  readonly relatives: readonly Relative[];
  /** Uris of all files that may share names with these, those without this one, too. */
  readonly around: readonly string[];
}

/** Everything of one name. A `let:` is known in its rule alone. Rests behind each file. */
export function* familyOf(tree: Tree, of: Occurrence, kin: Kin): Generator<void, Family> {
  if (of.scope) {
    const file = kin.read(tree.uri, of.key);
    const relatives = file ? [{ ...file, found: sameNames(file.names, of) }] : [];
    return { key: of.key, kinds: of.kinds, relatives, around: [tree.uri] };
  }
  const kinds = kindsIn(tree, of, kin);
  const relatives = new Map<string, Relative>();
  const around = new Map<string, string>();
  const waiting = new Map([[uriKey(tree.uri), tree.uri]]);
  for (const uri of waiting.values()) {
    for (const other of kin.ancestors(uri)) {
      if (around.has(uriKey(other))) continue;
      around.set(uriKey(other), other);
      yield;
      const relative = relativeOf(kin.read(other, of.key), of.key, kinds);
      if (!relative) continue;
      relatives.set(uriKey(other), relative);
      const cast = relative.found.flatMap((name) => castMeant(relative.tree, name));
      const scenes = kinds.some((kind) => kind === 'fact' || kind === 'aspect');
      for (const child of kin.descendants(other)) {
        for (const each of [child, ...(scenes ? kin.whoFindsOut(of.key, child) : [])]) waiting.set(uriKey(each), each);
      }
      for (const member of cast) waiting.set(uriKey(member), member);
    }
  }
  return { key: of.key, kinds, relatives: [...relatives.values()], around: [...around.values()] };
}

/** What a use means may be said in a parent alone, or in the cast. Values, slots and tools share their names. */
function kindsIn(tree: Tree, of: Occurrence, kin: Kin): readonly NameKind[] {
  let kinds = kindsHere(kin.read(tree.uri, of.key) ?? { tree, names: [] }, of);
  if (of.role !== 'definition') {
    const defined = [tree.uri, ...castMeant(tree, of)]
      .flatMap((uri) => kin.ancestors(uri))
      .flatMap((uri) => kin.read(uri, of.key)?.names ?? [])
      .filter((name) => name.role === 'definition' && name.key === of.key)
      .flatMap((name) => name.kinds.filter((kind) => kinds.includes(kind)));
    if (defined.length > 0) kinds = [...new Set(defined)];
  }
  return kinds.some((kind) => valueKinds.includes(kind)) ? [...new Set([...kinds, ...valueKinds])] : kinds;
}

function relativeOf(file: NamedFile | undefined, key: string, kinds: readonly NameKind[]): Relative | undefined {
  const found = file?.names.filter(
    (name) =>
      name.key === key &&
      name.scope === undefined &&
      !name.builtIn &&
      kindsHere(file, name).some((kind) => kinds.includes(kind)),
  );
  return file && found && found.length > 0 ? { ...file, found } : undefined;
}

/** What the file itself says of a name tells nothing about what others in the scene have. */
function kindsHere({ tree, names }: NamedFile, of: Occurrence): readonly NameKind[] {
  return castMeant(tree, of).length > 0 ? of.kinds : kindsMeant(names, of);
}
