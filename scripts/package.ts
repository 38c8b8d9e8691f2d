// `npm run package [-- FILE]`: bundles for users and packs `dramatis-VERSION.vsix` (or FILE). Fails if it is larger than 3 MB or
// holds a node_modules folder. What it may hold is `files` in package.json, the same list that `npm pack` reads.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { root } from '../test/workbench/paths.ts';

const limit = 3_000_000;

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const path = resolve(process.argv[2] ?? join(root, `dramatis-${version}.vsix`));

if (spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);
await createVSIX({
  cwd: root,
  packagePath: path,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
const { size } = statSync(path);
console.log(`${path}: ${files.length} files, ${(size / 1e6).toFixed(2)} MB`);
if (size > limit) fail(`larger than ${limit / 1e6} MB`);
if (files.some((file) => file.includes('node_modules'))) fail('it holds node_modules');

function fail(why: string): never {
  console.error(`This package must not be published: ${why}.`);
  process.exit(1);
}
