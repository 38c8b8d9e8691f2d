// Whether `ignore` of a `dramatis.json` leaves a file alone: by its path, a folder it stands in, or its name.
import type { Config } from './config.ts';

/** Editor and terminal ask this, so that they leave the same files alone. */
export function isIgnored(uri: string, { folder, ignore }: Config): boolean {
  if (folder === undefined || !uri.startsWith(`${folder}/`)) return false;
  const path = pathInFolder(uri, folder);
  const name = path.split('/').at(-1);
  return ignore.some((entry) => {
    const plain = entry.replace(/^\.\//, '').replace(/\/$/, '');
    return plain === path || plain === name || path.startsWith(`${plain}/`);
  });
}

/** A file's path from a folder that it lies in, as people write it. */
export function pathInFolder(uri: string, folder: string): string {
  return decoded(uri.slice(folder.length + 1));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
