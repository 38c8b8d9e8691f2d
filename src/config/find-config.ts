// The nearest `dramatis.json` at or above a file's folder. In: the file's uri and a source that confines the search.
// Out: the file found, or nothing. Reads through the port alone, so that disk, editor and tests find the same one.
import type { Source } from '../lang/source.ts';

export const configFileName = 'dramatis.json';

export interface FoundConfig {
  readonly uri: string;
  /** Without a closing slash. */
  readonly folder: string;
  readonly text: string;
}

/** Deeper than any real folder; a stop for sources that never say `outside`. */
const mostFolders = 64;

/** Looks folder by folder, upwards, until one is found or the source lets no further. One that cannot be read counts as found nothing. */
export function findConfig(uri: string, source: Source): FoundConfig | undefined {
  const depth = Math.min(mostFolders, foldersAbove(uri));
  for (let up = 0; up < depth; up++) {
    const path = up === 0 ? `./${configFileName}` : `${'../'.repeat(up)}${configFileName}`;
    const found = source.read(path, uri);
    if (found.ok) return { uri: found.uri, folder: found.uri.replace(/\/[^/]*$/, ''), text: found.text };
    if (found.reason === 'outside' || found.reason === 'untrusted') return undefined;
  }
  return undefined;
}

/** How many folders a file stands in, the root among them. */
function foldersAbove(uri: string): number {
  return uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').split('/').length - 1;
}
