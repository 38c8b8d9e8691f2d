// What a world said once, until it is to be forgotten: settings by folder, files by path, lists of models. A keystroke asks for all of it anew, and the disk
// changes when the editor says so: on save, on opening, when a watched file changes.
import type { ReadResult, Source } from '../lang/source.ts';
import type { FoundConfig, World } from './world.ts';

export interface RememberingWorld extends World {
  /** Everything is asked of the world below again. */
  forget(): void;
}

export function rememberingWorld(below: World): RememberingWorld {
  const configs = new Map<string, FoundConfig>();
  const sources = new Map<string, Source>();
  let lists: ReturnType<World['modelLists']> | undefined;
  const known = <V>(map: Map<string, V>, key: string, ask: () => V): V => {
    const before = map.get(key);
    if (before !== undefined) return before;
    const found = ask();
    map.set(key, found);
    return found;
  };
  return {
    ...below,
    configFor: (uri) => known(configs, folderIn(uri), () => below.configFor(uri)),
    sourceFor: (uri, folders) => {
      const key = [folderIn(uri), ...folders].join('\n');
      return known(sources, key, () => rememberingSource(below.sourceFor(uri, folders)));
    },
    modelLists() {
      lists ??= below.modelLists();
      return lists;
    },
    forget() {
      lists = undefined;
      configs.clear();
      sources.clear();
    },
  };
}

/** Files as they are now; those of a revision are what they were, and asked for each time. */
function rememberingSource(below: Source): Source {
  const files = new Map<string, ReadResult>();
  return {
    ...below,
    read(path, from, revision) {
      if (revision !== undefined) return below.read(path, from, revision);
      const key = `${folderIn(from)}\n${path}`;
      const before = files.get(key);
      if (before) return before;
      const found = below.read(path, from);
      files.set(key, found);
      return found;
    },
  };
}

/** The folder that a file stands in: what is near it is the same for all files of the folder. */
function folderIn(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
