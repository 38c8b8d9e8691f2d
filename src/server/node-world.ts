// The server's world in Node: the disk, confined; pages of findings that the extension carries; measures from their chunks.

import { existsSync } from 'node:fs';
import { parse } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { URI } from 'vscode-uri';
import { isoDay } from '../base/iso-day.ts';
import { defaultConfig } from '../config/config.ts';
import { findConfig } from '../config/find-config.ts';
import { folderOf } from '../config/folder-of.ts';
import { readConfig } from '../config/read-config.ts';
import { diskSource } from '../disk/disk-source.ts';
import { keptTalkFiles } from '../disk/kept-talks.ts';
import { type Env, keptModelLists } from '../disk/model-lists.ts';
import { readText } from '../disk/read-text.ts';
import { searchRoot } from '../disk/search-root.ts';
import type { Source } from '../lang/source.ts';
import { keptTalk } from '../play/kept-talk.ts';
import type { FoundConfig, Personas, World } from './world.ts';

const noFiles: Source = { read: (path) => ({ ok: false, uri: path, reason: 'unreadable' }) };

const noPersonas: Personas = { uris: () => [], includes: () => false, textOf: () => undefined };

async function personasOnDisk(folder: string, exclude: readonly string[]): Promise<Personas> {
  const [{ Listing }, { setFlagsFromString }] = await Promise.all([import('../disk/listing.ts'), import('node:v8')]);
  // The heap grows by a fifth between collections and no more: reading a folder of thousands of files makes much that is gone at once, and what
  // the heap has held once the process holds for good.
  setFlagsFromString('--heap-growing-percent=20');
  const listing = new Listing(folder, '.persona', exclude);
  return {
    *uris() {
      let last = { path: '', uri: '' };
      for (const path of listing.files()) {
        const { dir, base } = parse(path);
        if (dir !== last.path) last = { path: dir, uri: URI.file(dir).toString() };
        // What stands for itself in a uri needs no encoding, and nearly every name is made of that.
        yield /^[\w.-]+$/.test(base) ? `${last.uri}/${base}` : URI.file(path).toString();
      }
    },
    includes: (uri) => uri.startsWith('file:') && listing.includes(URI.parse(uri).fsPath),
    textOf: (uri) => readText(URI.parse(uri).fsPath),
  };
}

/** @param pages absolute path of the folder with one Markdown page a code. @param env where a terminal's own files are. */
export function nodeWorld(pages: string, env: Env): World {
  const configFor = (uri: string): FoundConfig => {
    if (!uri.startsWith('file:')) return { config: defaultConfig, file: undefined };
    const found = findConfig(uri, diskSource(searchRoot(fileURLToPath(uri))));
    if (!found) return { config: defaultConfig, file: undefined };
    const { config, problems } = readConfig(found.text, found.folder);
    return { config, file: { uri: found.uri, text: found.text, problems } };
  };
  const known = new Map<string, string | undefined>();
  return {
    configFor,
    sourceFor: (uri, folders) =>
      uri.startsWith('file:') ? diskSource(fileURLToPath(folderOf(uri, configFor(uri).config, folders))) : noFiles,
    sourceIn: (folder) => (folder.startsWith('file:') ? diskSource(fileURLToPath(folder)) : noFiles),
    personasIn: async (folder, exclude) =>
      folder.startsWith('file:') ? personasOnDisk(fileURLToPath(folder), exclude) : noPersonas,
    talksFor: (uri, source) => keptTalkFiles(uri, source).map(keptTalk),
    modelLists: () => keptModelLists(env),
    today: () => isoDay(Date.now()),
    async loadMeasures(which) {
      if (which === 'tokens') return { tokens: await (await import('../measure/tokens.ts')).loadTokens() };
      return { language: await (await import('../measure/language.ts')).loadLanguage() };
    },
    pageOf(code) {
      if (!known.has(code)) {
        const page = `${pages}/${code}.md`;
        known.set(code, existsSync(page) ? pathToFileURL(page).href : undefined);
      }
      return known.get(code);
    },
  };
}
