// How code for Node is bundled: one answer for the doors and for what the benchmark compares them with. Values for esbuild, no effect.
import type { BuildOptions } from 'esbuild';

/** What all bundles share. Minified for users; readable, with maps, while developing. */
export function sharedOptions(dev: boolean) {
  return {
    bundle: true,
    metafile: true,
    minify: !dev,
    sourcemap: dev,
    legalComments: 'none',
    logLevel: 'info',
  } as const satisfies BuildOptions;
}

/** CommonJS packages inside an ES module bundle still call `require` for Node's own modules and for `vscode`. */
export const requireBanner = {
  js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
};

/** A dynamic `import()` stays a chunk of its own. */
export function nodeOptions(dev: boolean) {
  return {
    ...sharedOptions(dev),
    platform: 'node',
    format: 'esm',
    target: 'node22',
    splitting: true,
    external: ['vscode'],
    mainFields: ['module', 'main'],
    banner: requireBanner,
    chunkNames: 'chunks/[name]-[hash]',
  } as const satisfies BuildOptions;
}
