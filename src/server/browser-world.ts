// The server's world where there is no Node: files that the editor has read and sent. No disk, no git, no kept talks; no measures, so
// that what needs a token count or a language is unsure and says so.
import { isoDay } from '../base/iso-day.ts';
import { defaultConfig } from '../config/config.ts';
import { findConfig } from '../config/find-config.ts';
import { folderOf } from '../config/folder-of.ts';
import { readConfig } from '../config/read-config.ts';
import type { Source } from '../lang/source.ts';
import type { FilesParams } from '../wire/server-protocol.ts';
import { SentFiles } from './sent-files.ts';
import { uriKey, uriOfPath } from './uri-paths.ts';
import type { FoundConfig, World } from './world.ts';

export interface BrowserWorld extends World {
  /** Takes in what the editor sent. @returns uris of what changed. */
  take(params: FilesParams): readonly string[];
}

/** @param pages uri of the folder with one page a code; undefined: no pages. */
export function browserWorld(pages: string | undefined): BrowserWorld {
  const files = new SentFiles();
  /** Confined to `folder`, as the disk is. */
  const sourceIn = (folder: string): Source => {
    const inside = insideOf(folder);
    return {
      list(path, from) {
        const at = uriOfPath(path, from);
        return at !== undefined && insideOf(at).startsWith(inside) ? files.list(insideOf(at)) : [];
      },
      read(path, from, revision) {
        const uri = uriOfPath(path, from);
        if (uri === undefined || !uriKey(uri).startsWith(inside))
          return { ok: false, uri: uri ?? path, reason: 'outside' };
        const text = revision === undefined ? files.textOf(uri) : undefined;
        if (text !== undefined) return { ok: true, uri, text };
        return { ok: false, uri, reason: revision === undefined ? 'missing' : 'unreadable' };
      },
    };
  };
  const configFor = (uri: string): FoundConfig => {
    const found = findConfig(uri, sourceIn(uri.replace(/^([^:]+:\/\/[^/]*).*$/s, '$1')));
    if (!found) return { config: defaultConfig, file: undefined };
    const { config, problems } = readConfig(found.text, found.folder);
    return { config, file: { uri: found.uri, text: found.text, problems } };
  };
  return {
    take: (params) => files.take(params),
    configFor,
    sourceFor: (uri, folders) => sourceIn(folderOf(uri, configFor(uri).config, folders)),
    sourceIn,
    async personasIn(folder, exclude) {
      await files.began;
      return files.personasIn(insideOf(folder), exclude);
    },
    talksFor: () => [],
    modelLists: () => [],
    today: () => isoDay(Date.now()),
    loadMeasures: async () => ({}),
    pageOf: (code) => (pages === undefined ? undefined : `${pages}/${code}.md`),
  };
}

function insideOf(folder: string): string {
  return `${uriKey(folder).replace(/\/$/, '')}/`;
}
