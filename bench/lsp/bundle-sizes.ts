// What a door loads when it starts: its bundle and the chunks that it imports statically. In: esbuild's account of the build. Out: bytes.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly imports: readonly { readonly path: string; readonly kind: string }[] }>
  >;
}

/** @param entries names of bundles or of chunks, without what stands behind them. What several load is counted once. */
export function loadedAtStart(root: string, ...entries: readonly string[]): number {
  const outputs: Metafile['outputs'] = Object.assign(
    {},
    ...['node', 'server'].map((name) => JSON.parse(readFileSync(join(root, `dist/meta/${name}.json`), 'utf8')).outputs),
  );
  const seen = new Set<string>();
  const waiting = Object.keys(outputs).filter((path) =>
    new RegExp(`/(${entries.join('|')})(-\\w+)?\\.c?js$`).test(path),
  );
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const output = outputs[path];
    if (seen.has(path) || !output) continue;
    seen.add(path);
    for (const { path: next, kind } of output.imports) if (kind === 'import-statement') waiting.push(next);
  }
  return [...seen].reduce((sum, path) => sum + statSync(join(root, path)).size, 0);
}
