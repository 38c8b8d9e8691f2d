// Bundles the doors: `node esbuild.mjs [--dev] [--watch]`. In: the entries below. Out: dist/node (extension, server, cli, and the
// `dramatis` bin), dist/browser (extension and server as web workers), dist/webview, dist/test and dist/test-web (with --dev or --test), and dist/meta/*.json, from which bundle sizes are read.
// A dynamic import() stays a chunk of its own, so heavy libraries load on first use. Never bundles `vscode`.
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { argv } from 'node:process';
import { build, context } from 'esbuild';
import { nodeOptions, sharedOptions } from './scripts/node-bundle.ts';
import { startAsOne } from './scripts/start-as-one.ts';
import { thirdParty } from './scripts/third-party.ts';
import { usedIcons } from './scripts/used-icons.ts';
import { withoutBanner } from './scripts/without-banner.ts';

const watch = argv.includes('--watch');
const dev = watch || argv.includes('--dev');
const withTests = dev || argv.includes('--test');

const shared = sharedOptions(dev);
const node = nodeOptions(dev);

const patternsBeside = {
  name: 'patterns beside the doors',
  setup({ onLoad }) {
    onLoad({ filter: /\/lang\/pattern-engine\.ts$/ }, () => ({
      contents: `import { createRequire } from 'node:module';
        const beside = createRequire(new URL(import.meta.url.includes('/chunks/') ? '..' : '.', import.meta.url));
        export const patternEngine = () => beside('./patterns.cjs').patternEngine();`,
    }));
  },
};

/** Of our manifest the version alone is wanted: the rest of it is 30 KB. */
const versionAlone = {
  name: 'version alone',
  setup({ onLoad }) {
    const ours = resolve('package.json');
    onLoad({ filter: /package\.json$/ }, async ({ path }) => {
      if (path !== ours) return undefined;
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** The doors that run in Node, but for the server. The heavy measures have names of their own, so that the server loads the same files. */
const nodeDoors = {
  ...node,
  // The tokenizer's words are of all scripts: escaped they are 700 KB more.
  charset: 'utf8',
  entryPoints: {
    extension: 'src/host/node.ts',
    cli: 'src/cli/node.ts',
    tokens: 'src/measure/tokens.ts',
    language: 'src/measure/language.ts',
  },
  outdir: 'dist/node',
  plugins: [versionAlone, ...(dev ? [] : [patternsBeside])],
};

/**
 * What runs patterns, beside all doors of Node: 150 KB that a persona without them does not need, loaded within the check that meets the
 * first. While developing each door has its own.
 */
const patterns = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  mainFields: ['module', 'main'],
  entryPoints: { patterns: 'src/lang/pattern-engine.ts' },
  outdir: 'dist/node',
  outExtension: { '.js': '.cjs' },
};

/** Bundled apart: with the chunks that doors share it would start with forty files, each of which takes its time to be found and read. */
const server = {
  ...node,
  entryPoints: { server: 'src/server/node.ts' },
  outdir: 'dist/node',
  chunkNames: 'chunks/server-[name]-[hash]',
  plugins: [
    ...(dev ? [] : [patternsBeside]),
    {
      name: 'measures of the other doors',
      setup: ({ onResolve }) =>
        onResolve({ filter: /\/measure\/(tokens|language)\.ts$/ }, ({ path }) => ({
          path: `./${path.replace(/^.*\/|\.ts$/g, '')}.js`,
          external: true,
        })),
    },
  ],
};

/**
 * The doors that run in a browser, where there is no Node: an import of one of its modules fails the build. The host of web extensions loads
 * one file, so what Node has in chunks is in it, or not there.
 */
const browser = {
  ...shared,
  platform: 'browser',
  target: 'es2023',
  outdir: 'dist/browser',
  // Both run in workers, which have no document: a package that has files for them is taken at its word.
  conditions: ['worker', 'module'],
};
const webExtension = { ...browser, format: 'cjs', outExtension: { '.js': '.cjs' }, external: ['vscode'] };
const browserHost = { ...webExtension, entryPoints: { extension: 'src/host/browser.ts' } };
const browserServer = { ...browser, entryPoints: { server: 'src/server/browser.ts' }, format: 'iife' };

/** The preview panel: one script, one style sheet, the icon font beside them. Runs under a strict policy, so no chunks. */
const webview = {
  ...shared,
  entryPoints: { main: 'src/webview/main.ts' },
  outdir: 'dist/webview',
  platform: 'browser',
  format: 'iife',
  target: 'es2023',
  assetNames: '[name]',
  plugins: [usedIcons('src/webview/view/icon.ts')],
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

/** The suite that runs in the host of web extensions. */
const webTests = {
  ...webExtension,
  minify: false,
  entryPoints: { index: 'test/host-web/index.ts' },
  outdir: 'dist/test-web',
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

/** Doors whose start is waited for, by bundle. */
const startedAsOne = { node: [['dist/node/extension.js', 'esm']], server: [['dist/node/server.js', 'cjs']] };

const bundles = {
  node: nodeDoors,
  server,
  ...(dev ? {} : { patterns }),
  'browser-host': browserHost,
  'browser-server': browserServer,
  webview,
  ...(withTests ? { test: hostTests, 'test-web': webTests } : {}),
};

await rm('dist', { recursive: true, force: true });
await mkdir('dist/node', { recursive: true });
await mkdir('dist/meta', { recursive: true });
await writeFile('dist/node/dramatis.js', bin);
await chmod('dist/node/dramatis.js', 0o755);
// Under the name that users' builds have.
if (dev) await writeFile('dist/node/server.cjs', `import('./server.js');\n`);

const metafiles = [];
for (const [name, options] of Object.entries(bundles)) {
  if (watch) await (await context(options)).watch();
  else {
    let { metafile } = await build(options);
    for (const [entry, format] of dev ? [] : (startedAsOne[name] ?? []))
      metafile = await startAsOne(metafile, entry, format);
    if (!dev && (name === 'node' || name === 'server')) metafile = await withoutBanner(metafile);
    await writeFile(`dist/meta/${name}.json`, JSON.stringify(metafile));
    if (!name.startsWith('test')) metafiles.push(metafile);
  }
}
if (!watch) await writeFile('dist/THIRD-PARTY.txt', thirdParty(metafiles));
