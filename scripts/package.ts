// `npm run package [-- [--web] FILE]`: bundles for users and packs `dramatis-VERSION.vsix` (or FILE); with `--web` the one for browsers. Fails
// if it is larger than 3 MB or holds a node_modules folder. What it may hold is `files` in package.json, the same list that `npm pack` reads.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { freshFolder, root } from '../test/workbench/paths.ts';
import { stageExtension } from './stage-extension.ts';

const limit = 3_000_000;

const { values, positionals } = parseArgs({ options: { web: { type: 'boolean' } }, allowPositionals: true });
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const path = resolve(positionals[0] ?? join(root, `dramatis-${version}${values.web ? '-web' : ''}.vsix`));

if (spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);
const folder = await freshFolder('package');
try {
  await stageExtension(values.web ? 'web' : 'node', folder);
  await createVSIX({
    cwd: folder,
    packagePath: path,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    ...(values.web && { target: 'web' }),
  });
  const files = await listFiles({ cwd: folder, packageManager: PackageManager.None });
  const { size } = statSync(path);
  console.log(`${path}: ${files.length} files, ${(size / 1e6).toFixed(2)} MB`);
  if (size > limit) fail(`larger than ${limit / 1e6} MB`);
  if (files.some((file) => file.includes('node_modules'))) fail('it holds node_modules');
} finally {
  await rm(folder, { recursive: true, force: true });
}

function fail(why: string): void {
  console.error(`This package must not be published: ${why}.`);
  process.exitCode = 1;
}
