// Files that an editor has read and sent, where there is no disk: their texts, what stands in a folder, which personas belong to the workspace.
// In: what was sent, file by file. Out: the same answers as of a disk.
import { isLeftOut, leftOutByGit, leftOutByGlobs, neverRead, type Patterns } from '../base/left-out.ts';
import type { FolderEntry } from '../lang/source.ts';
import type { FilesParams } from '../wire/server-protocol.ts';
import { uriKey } from './uri-paths.ts';
import type { Personas } from './world.ts';

/** More names help nobody who looks for one. */
const mostListed = 1000;

export class SentFiles {
  readonly #texts = new Map<string, string>();
  #came = () => {};
  /** Resolves when anything was sent for the first time: what is asked before that would be told of a folder without files. */
  readonly began = new Promise<void>((resolve) => {
    this.#came = resolve;
  });

  /** @returns uris of what changed. */
  take({ files }: FilesParams): readonly string[] {
    for (const { uri, text } of files) {
      if (text === undefined) this.#texts.delete(uriKey(uri));
      else this.#texts.set(uriKey(uri), text);
    }
    this.#came();
    return files.map(({ uri }) => uri);
  }

  textOf(uri: string): string | undefined {
    return this.#texts.get(uriKey(uri));
  }

  /** What stands in a folder, in order, hidden names apart. @param inside uri of the folder with a closing slash. */
  list(inside: string): readonly FolderEntry[] {
    const found = new Map<string, FolderEntry>();
    for (const key of this.#texts.keys()) {
      if (!key.startsWith(inside)) continue;
      const [first = '', ...below] = key.slice(inside.length).split('/');
      const name = decodeURIComponent(first);
      if (!name.startsWith('.') && !neverRead.has(name)) found.set(name, { name, folder: below.length > 0 });
    }
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, mostListed);
  }

  /** Personas below a folder without those that git ignores, as far as the folder itself says, nor the globs. @param inside with a closing slash. */
  personasIn(inside: string, exclude: readonly string[]): Personas {
    const globs = { folder: '', says: leftOutByGlobs(exclude, false) };
    const git = new Map<string, Patterns>();
    /** @param raw the folder as in uris, `folder` as it is called. */
    const patternsIn = (raw: string, folder: string): Patterns | undefined => {
      const text = this.#texts.get(`${inside}${raw}.gitignore`);
      if (text === undefined) return undefined;
      const known = git.get(raw) ?? { folder, says: leftOutByGit(text, false) };
      git.set(raw, known);
      return known;
    };
    const includes = (uri: string): boolean => {
      const key = uriKey(uri);
      if (!key.startsWith(inside) || !key.endsWith('.persona') || !this.#texts.has(key)) return false;
      const parts = key.slice(inside.length).split('/');
      const patterns: Patterns[] = [];
      let [raw, here] = ['', ''];
      return parts.every((part, at) => {
        const own = patternsIn(raw, here);
        if (own) patterns.unshift(own);
        const [name, end] = [decodeURIComponent(part), at < parts.length - 1 ? '/' : ''];
        raw += part + end;
        here += name + end;
        return !neverRead.has(name) && !isLeftOut(globs, patterns, (folder) => here.slice(folder.length));
      });
    };
    return {
      uris: () => [...this.#texts.keys()].filter(includes),
      includes,
      textOf: (uri) => this.textOf(uri),
    };
  }
}
