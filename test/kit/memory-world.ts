// The server's world in memory: files of one folder that a test may change while it runs. Nothing is asked of a disk.
import { type Config, defaultConfig } from '../../src/config/config.ts';
import type { World } from '../../src/server/world.ts';
import { memorySource } from './memory-source.ts';

/** @param files uris to texts. @param left uris that git ignores. */
export function memoryWorld(
  files: Readonly<Record<string, string>>,
  {
    config = {},
    left = [],
    root = 'file:///p',
  }: { config?: Partial<Config>; left?: readonly string[]; root?: string } = {},
): World {
  const includes = (uri: string) => uri.endsWith('.persona') && Object.hasOwn(files, uri) && !left.includes(uri);
  return {
    sourceFor: () => memorySource(files, root),
    sourceIn: (folder) => memorySource(files, folder),
    personasIn: async (folder, exclude) => ({
      uris: () =>
        Object.keys(files).filter((uri) => uri.startsWith(`${folder}/`) && includes(uri) && !exclude.includes(uri)),
      includes,
      textOf: (uri) => files[uri],
    }),
    configFor: () => ({ config: { ...defaultConfig, ...config }, file: undefined }),
    talksFor: () => [],
    modelLists: () => [],
    today: () => '2026-11-26',
    loadMeasures: async () => ({}),
    pageOf: () => undefined,
  };
}
