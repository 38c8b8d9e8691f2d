// Bundles the doors: `node esbuild.mjs [--dev] [--watch]`. In: the entries below. Out: dist/node (extension, server, cli, and the
// `dramatis` bin), dist/webview, dist/test (with --dev or --test), and dist/meta/*.json, from which bundle sizes are read.
// A dynamic import() stays a chunk of its own, so heavy libraries load on first use. Never bundles `vscode`.
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { build, context } from 'esbuild';
import { thirdParty } from './scripts/third-party.ts';

const watch = argv.includes('--watch');
const dev = watch || argv.includes('--dev');
const withTests = dev || argv.includes('--test');

/** What all bundles share. Minified for users; readable, with maps, while developing. */
const shared = {
  bundle: true,
  metafile: true,
  minify: !dev,
  sourcemap: dev,
  legalComments: 'none',
  logLevel: 'info',
};

/** CommonJS packages inside an ES module bundle still call `require` for Node's own modules and for `vscode`. */
const requireBanner = {
  js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
};

const node = {
  ...shared,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  splitting: true,
  external: ['vscode'],
  mainFields: ['module', 'main'],
  banner: requireBanner,
};

/** The doors that run in Node. */
const nodeDoors = {
  ...node,
  entryPoints: { extension: 'src/host/node.ts', server: 'src/server/node.ts', cli: 'src/cli/node.ts' },
  outdir: 'dist/node',
  chunkNames: 'chunks/[name]-[hash]',
};

/** The preview panel: one script, one style sheet, the icon font beside them. Runs under a strict policy, so no chunks. */
const webview = {
  ...shared,
  entryPoints: { main: 'src/webview/main.ts' },
  outdir: 'dist/webview',
  platform: 'browser',
  format: 'iife',
  target: 'es2023',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
};

/** The suites that run inside a real VS Code; packages come from node_modules, as these never leave the repository. */
const hostTests = {
  ...node,
  minify: false,
  sourcemap: true,
  entryPoints: ['test/host/index.ts', 'test/host/*.test.ts'],
  outdir: 'dist/test',
  packages: 'external',
  banner: {},
};

/** The terminal's first file: it must run on any Node, so that an old one gets a sentence and not a syntax error. */
const bin = `#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 13)) import('./cli.js');
else {
  console.error('dramatis needs Node 22.13 or newer; this is Node ' + process.versions.node + '. Get a newer one from https://nodejs.org.');
  process.exitCode = 2;
}
`;

const bundles = { node: nodeDoors, webview, ...(withTests ? { test: hostTests } : {}) };

await rm('dist', { recursive: true, force: true });
await mkdir('dist/node', { recursive: true });
await mkdir('dist/meta', { recursive: true });
await writeFile('dist/node/dramatis.js', bin);
await chmod('dist/node/dramatis.js', 0o755);

const metafiles = [];
for (const [name, options] of Object.entries(bundles)) {
  if (watch) await (await context(options)).watch();
  else {
    const { metafile } = await build(options);
    await writeFile(`dist/meta/${name}.json`, JSON.stringify(metafile));
    if (name !== 'test') metafiles.push(metafile);
  }
}
if (!watch) await writeFile('dist/THIRD-PARTY.txt', thirdParty(metafiles));
