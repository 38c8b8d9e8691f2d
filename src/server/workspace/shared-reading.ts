// What many files of one folder need when they are checked one after the other, read once: settings by folder, texts, parents' trees.
// Made for one round of checks and thrown away with it: nothing in it follows what changes later.

import type { Config } from '../../config/config.ts';
import { folderOf } from '../../config/folder-of.ts';
import { mergeSettings } from '../../config/merge-settings.ts';
import { type AgentFileReader, withAgentFiles } from '../../interop/agent-file/with-agent-files.ts';
import { parse } from '../../lang/parse.ts';
import type { ReadResult, Source } from '../../lang/source.ts';
import type { Tree } from '../../lang/tree.ts';
import type { UserOverrides } from '../../wire/server-protocol.ts';
import { uriKey, uriOfPath } from '../uri-paths.ts';
import type { World } from '../world.ts';

export interface SharedReadingDeps {
  readonly world: World;
  readonly folders: readonly string[];
  readonly overrides: UserOverrides;
  /** Text of a persona of the workspace by `uriKey`, as the editor has it or as on disk; undefined: not one of them. */
  textOf(key: string): string | undefined;
  readonly agentFiles: AgentFileReader;
}

export class SharedReading {
  readonly #deps: SharedReadingDeps;
  /** By the folder that a file stands in. */
  readonly #configs = new Map<string, { readonly config: Config; readonly source: Source }>();
  readonly #trees = new Map<string, Tree>();

  constructor(deps: SharedReadingDeps) {
    this.#deps = deps;
  }

  /** Settings and files for a persona. */
  of(uri: string): { readonly config: Config; readonly source: Source } {
    const folder = uri.slice(0, uri.lastIndexOf('/'));
    let known = this.#configs.get(folder);
    if (!known) {
      const { world, folders, overrides, agentFiles } = this.#deps;
      const found = world.configFor(uri).config;
      const root = folderOf(uri, found, folders);
      const source = withAgentFiles(this.#source(root, world.sourceIn(root)), agentFiles);
      known = { config: mergeSettings(found, overrides), source };
      this.#configs.set(folder, known);
    }
    return known;
  }

  #source(root: string, below: Source): Source {
    const inside = `${uriKey(root)}/`;
    return {
      read: (path, from, revision): ReadResult => {
        const uri = revision === undefined ? uriOfPath(path, from) : undefined;
        const text = uri?.startsWith(inside) ? this.#deps.textOf(uri) : undefined;
        if (uri === undefined || text === undefined) return below.read(path, from, revision);
        let tree = this.#trees.get(uri);
        if (tree?.text !== text) {
          tree = parse(text, uri);
          this.#trees.set(uri, tree);
        }
        return { ok: true, uri, text, tree };
      },
    };
  }
}
