// The icon font with the icons that the panel names and no others: all of them are 120 KB, which a package of three megabytes has better use for.
// In: the list of names in `src/webview/view/icon.ts`. Out: an esbuild plugin. Writes nothing.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import subsetFont from 'subset-font';

const rule = /\.codicon-([a-z0-9-]+):before\s*\{\s*content:\s*["']\\([0-9a-f]+)["'];?\s*\}/giu;

/** @param list path of the file whose type `IconName` names the icons. A name that the font lacks fails the build. */
export function usedIcons(list: string): Plugin {
  return {
    name: 'used icons',
    setup({ onLoad }) {
      const named = namesIn(list);
      onLoad({ filter: /codicon\.css$/ }, async ({ path }) => {
        const css = await readFile(path, 'utf8');
        const names = await named;
        return {
          contents: css.replace(rule, (all, name) => (names.has(name) ? all : '')),
          loader: 'css',
          watchFiles: [path, list],
        };
      });
      onLoad({ filter: /codicon\.ttf$/ }, async ({ path }) => {
        const [font, css, names] = await Promise.all([
          readFile(path),
          readFile(join(path, '../codicon.css'), 'utf8'),
          named,
        ]);
        const points = new Map([...css.matchAll(rule)].map(([, name, point]) => [name, point]));
        const text = [...names].map((name) => {
          const point = points.get(name);
          if (point === undefined) throw new Error(`The font has no icon ${name}.`);
          return String.fromCodePoint(Number.parseInt(point, 16));
        });
        return {
          contents: await subsetFont(font, text.join(''), { targetFormat: 'truetype' }),
          loader: 'file',
          watchFiles: [path, list],
        };
      });
    },
  };
}

async function namesIn(list: string): Promise<ReadonlySet<string>> {
  const text = await readFile(list, 'utf8');
  const union = /type IconName =([^;]*);/u.exec(text)?.[1] ?? '';
  return new Set([...union.matchAll(/'([^']+)'/gu)].map(([, name]) => name as string));
}
