// The floor's server, bundled just as ours is. In: a folder to write it to. Out: the path of its module.
import { join } from 'node:path';
import { build } from 'esbuild';
import { nodeOptions } from '../../scripts/node-bundle.ts';

export async function echoBundle(folder: string): Promise<string> {
  await build({
    ...nodeOptions(false),
    logLevel: 'warning',
    entryPoints: { echo: join(import.meta.dirname, 'echo-server.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
  });
  return join(folder, 'echo.mjs');
}
