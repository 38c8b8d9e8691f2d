// The extension as a folder that can be packed or loaded: for Node's host of extensions, or for the web's, which takes no `main`. In: the
// built `dist/`. Out: a manifest and what it names, under a fresh folder. One package for both would be over the limit of its size.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../test/workbench/paths.ts';

export type Platform = 'node' | 'web';

interface Manifest {
  readonly main: string;
  readonly browser: string;
  readonly extensionKind: readonly string[];
  readonly files: readonly string[];
}

/** @param more further paths of the repository. @returns the paths staged. */
export async function stageExtension(
  platform: Platform,
  folder: string,
  more: readonly string[] = [],
): Promise<readonly string[]> {
  const { main, browser, extensionKind, files, ...manifest } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  ) as Manifest;
  const own = platform === 'node' ? { main, extensionKind } : { browser };
  const paths = platform === 'node' ? files : files.map((path) => (path === 'dist/node' ? 'dist/browser' : path));
  for (const path of [...paths, ...more]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, ...own, files: paths }));
  return paths;
}
