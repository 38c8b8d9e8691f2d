// The folder that confines what a persona may name: that of the nearest `dramatis.json`, else the workspace folder, else its own.
import type { Config } from './config.ts';

/** @param folders uris of the open folders. @returns a uri without a closing slash. */
export function folderOf(uri: string, config: Config, folders: readonly string[]): string {
  if (config.folder !== undefined) return config.folder;
  const around = folders.map((folder) => folder.replace(/\/$/, '')).filter((folder) => uri.startsWith(`${folder}/`));
  return around.sort((a, b) => b.length - a.length)[0] ?? uri.replace(/\/[^/]*$/, '');
}
