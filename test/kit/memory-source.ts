// Files in memory as a `Source`: for tests that need parents, casts and text files and no disk.
import type { ReadResult, Source } from '../../src/lang/source.ts';

/** Paths like `/a/watson.persona` (or any uri) to texts. A path that climbs above `root` is outside. */
export function memorySource(
  files: Readonly<Record<string, string>>,
  root = '/',
): Source & { readonly reads: string[] } {
  const reads: string[] = [];
  return {
    reads,
    read(path, from): ReadResult {
      const uri = resolvePath(path, from);
      reads.push(uri);
      if (!uri.startsWith(root)) return { ok: false, uri, reason: 'outside' };
      const text = Object.hasOwn(files, uri) ? files[uri] : undefined;
      return text === undefined ? { ok: false, uri, reason: 'missing' } : { ok: true, uri, text };
    },
    list(folder, from) {
      const at = `${resolvePath(folder, from).replace(/\/$/, '')}/`;
      if (!at.startsWith(root)) return [];
      const below = Object.keys(files).filter((path) => path.startsWith(at));
      const names = new Map(
        below.map((path) => path.slice(at.length)).map((rest) => [rest.split('/')[0] ?? '', rest.includes('/')]),
      );
      return [...names]
        .map(([name, isFolder]) => ({ name, folder: isFolder }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

/** A source that has nothing. */
export const noFiles: Source = { read: (path) => ({ ok: false, uri: path, reason: 'missing' }) };

function resolvePath(path: string, from: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
