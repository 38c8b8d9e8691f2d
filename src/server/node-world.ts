// The server's world in Node: the disk, confined; pages of findings that the extension carries; measures from their chunks.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { defaultConfig } from '../config/config.ts';
import { findConfig } from '../config/find-config.ts';
import { folderOf } from '../config/folder-of.ts';
import { readConfig } from '../config/read-config.ts';
import { diskSource } from '../disk/disk-source.ts';
import { keptTalkFiles } from '../disk/kept-talks.ts';
import { searchRoot } from '../disk/search-root.ts';
import type { Source } from '../lang/source.ts';
import { keptTalk } from '../play/kept-talk.ts';
import type { FoundConfig, World } from './world.ts';

const noFiles: Source = { read: (path) => ({ ok: false, uri: path, reason: 'unreadable' }) };

/** @param pages absolute path of the folder with one Markdown page a code. */
export function nodeWorld(pages: string): World {
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
    talksFor: (uri, source) => keptTalkFiles(uri, source).map(keptTalk),
    async loadMeasures() {
      const [{ loadTokens }, { loadLanguage }] = await Promise.all([
        import('../measure/tokens.ts'),
        import('../measure/language.ts'),
      ]);
      const [tokens, language] = await Promise.all([loadTokens(), loadLanguage()]);
      return { tokens, language };
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
