// What a door loads at its start as one file: each file takes its time to be found, read and linked, and splitting makes dozens. In: a build's
// account. Out: the door's file with its static chunks in it, and one file beside it with those that other doors load, too; what stood in a
// chunk before is handed on from there, so that chunks which are loaded later share it. Changes the files in place.
//
// A door that is a process of its own becomes CommonJS (`.cjs`): Node starts that without its loader of modules, and hands it Node's own
// modules as they are, where an `import` of one reads its every property first (`process.stdin` and all streams of `fs` among them).
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, posix, resolve } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { requireBanner } from './node-bundle.ts';

type Format = 'esm' | 'cjs';
type Output = Metafile['outputs'][string];

/**
 * @param entry path of the door's file, as the account has it (`dist/node/extension.js`).
 * @param format what the door's file is made: `cjs` puts `server.cjs` in the place of `server.js`.
 * @returns the account as the files are now.
 */
export async function startAsOne(metafile: Metafile, entry: string, format: Format): Promise<Metafile> {
  const others = Object.entries(metafile.outputs).flatMap(([path, output]) =>
    output.entryPoint !== undefined && isDoor(path) && path !== entry ? [path] : [],
  );
  const elsewhere = new Set(others.flatMap((path) => [...reached(metafile.outputs, path, () => true)]));
  const atOnce = [...reached(metafile.outputs, entry, (kind) => kind === 'import-statement')];
  const shared = atOnce.filter((path) => path !== entry && elsewhere.has(path));
  const own = atOnce.filter((path) => path !== entry && !elsewhere.has(path));
  const door = format === 'cjs' ? entry.replace(/\.js$/, '.cjs') : entry;
  const beside = `${dirname(entry)}/chunks/start-${posix.basename(entry)}`;
  const account =
    shared.length === 0 ? metafile : await together(metafile, { chunks: shared, into: beside, format: 'esm' });
  const whole = await together(account, { chunks: own, handOnly: shared, entry, into: door, format });
  return withoutUnwanted(whole, [...own, ...shared]);
}

interface Union {
  /** What goes into it; each is left as a file that hands on. */
  readonly chunks: readonly string[];
  /** Files that hand on and are read through. */
  readonly handOnly?: readonly string[];
  /** Whose exports it keeps under their names, and which is gone where `into` is another. */
  readonly entry?: string;
  readonly into: string;
  readonly format: Format;
}

async function together(before: Metafile, union: Union): Promise<Metafile> {
  const { chunks, handOnly = [], entry, into, format } = union;
  const folder = dirname(into);
  const from = (path: string) => relativeTo(folder, path);
  const handOn = chunks.map((path, at) => {
    const names = (before.outputs[path]?.exports ?? []).map((name) => ({ name, as: `c${at}_${name}` }));
    return { path, names };
  });
  const lines = handOn.map(({ path, names }) =>
    names.length > 0
      ? `export { ${names.map(({ name, as }) => `${name} as ${as}`).join(', ')} } from '${from(path)}';`
      : `import '${from(path)}';`,
  );
  if (entry) lines.unshift(`export { ${before.outputs[entry]?.exports.join(', ')} } from '${from(entry)}';`);
  const { outputFiles, metafile } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: resolve(folder), sourcefile: 'start-as-one.js' },
    bundle: true,
    minify: true,
    metafile: true,
    write: false,
    platform: 'node',
    format,
    target: 'node22',
    legalComments: 'none',
    outfile: into,
    ...(format === 'cjs' && {
      banner: { js: `const hereUrl=require('node:url').pathToFileURL(__filename).href;` },
      define: { 'import.meta.url': 'hereUrl' },
    }),
    plugins: [
      onlyThese(new Set([...chunks, ...handOnly, ...(entry ? [entry] : [])].map((path) => resolve(path))), union),
    ],
  });
  const code = outputFiles[0]?.text ?? '';
  if (entry !== undefined && entry !== into) await rm(entry);
  await writeFile(into, code);
  for (const { path, names } of handOn) {
    await writeFile(path, handingOn(names, relativeTo(dirname(path), into), format));
  }
  return account(before, union, Object.values(metafile.outputs)[0]?.imports ?? [], code.length);
}

/** Takes away those of these files, which only hand on, that nothing reads any more. */
async function withoutUnwanted(whole: Metafile, handOn: readonly string[]): Promise<Metafile> {
  const wanted = new Set(Object.values(whole.outputs).flatMap(({ imports }) => imports.map(({ path }) => path)));
  const outputs = { ...whole.outputs };
  for (const path of handOn) {
    if (wanted.has(path)) continue;
    await rm(path);
    delete outputs[path];
  }
  return { ...whole, outputs };
}

/** Takes these files in, leaves all others where they are, and Node's own modules to be asked for by name. */
function onlyThese(files: ReadonlySet<string>, { into, format }: Union): Plugin {
  return {
    name: 'only these chunks',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[^.]|^\.\.?\// }, ({ path, resolveDir, kind }) => {
        if (path.startsWith('node:') && kind === 'import-statement' && format === 'esm')
          return { path, namespace: 'node' };
        if (!path.startsWith('.')) return { path, external: true };
        const target = resolve(resolveDir, path);
        if (files.has(target)) return { path: target };
        return { path: relativeTo(resolve(dirname(into)), target), external: true };
      });
      onLoad({ filter: /./, namespace: 'node' }, ({ path }) => ({
        contents: `module.exports = process.getBuiltinModule('${path}');`,
      }));
      onLoad({ filter: /\.js$/, namespace: 'file' }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const rest = text.replace(requireBanner.js, '');
        return { contents: format === 'cjs' || !/\brequire\b/.test(rest) ? rest : text };
      });
    },
  };
}

/** The text of a module that exports what `from` has under other names. */
function handingOn(names: readonly { name: string; as: string }[], from: string, format: Format): string {
  if (format === 'esm') {
    const list = names.map(({ name, as }) => `${as} as ${name}`).join(',');
    return names.length > 0 ? `export{${list}}from"${from}";\n` : `import"${from}";\n`;
  }
  // By `require`, as its door was: an `import` would have to guess from the text what it exports. The door has run by then.
  const list = names.map(({ name, as }) => `${as}:${name}`).join(',');
  const load = `process.getBuiltinModule("node:module").createRequire(import.meta.url)("${from}")`;
  return names.length > 0 ? `const{${list}}=${load};export{${names.map(({ name }) => name).join(',')}};\n` : '';
}

/** Everything that stood in a chunk stands in the file of all of them now. */
function account(before: Metafile, union: Union, kept: Output['imports'], bytes: number): Metafile {
  const { chunks, entry, into } = union;
  const outputs = { ...before.outputs };
  const old = [...(entry ? [entry] : []), ...chunks].flatMap((path) => outputs[path] ?? []);
  const inputs: Output['inputs'] = Object.assign({}, ...old.map((each) => each.inputs));
  const imports = kept.map((each) =>
    each.path.startsWith('.') ? { ...each, path: posix.join(dirname(into), each.path) } : each,
  );
  outputs[into] = { exports: [], ...(entry && outputs[entry]), inputs, imports, bytes };
  if (entry !== undefined && entry !== into) delete outputs[entry];
  for (const path of chunks) {
    const chunk = outputs[path];
    if (chunk) outputs[path] = { ...chunk, inputs: {}, imports: [{ path: into, kind: 'import-statement' }], bytes: 0 };
  }
  return { ...before, outputs };
}

function relativeTo(folder: string, path: string): string {
  const relative = posix.relative(folder, path);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

/** Doors stand in the folder itself, chunks below it. */
function isDoor(path: string): boolean {
  return !path.includes('/chunks/');
}

function reached(outputs: Metafile['outputs'], from: string, by: (kind: string) => boolean): Set<string> {
  const seen = new Set([from]);
  for (const path of seen) {
    for (const each of outputs[path]?.imports ?? []) if (outputs[each.path] && by(each.kind)) seen.add(each.path);
  }
  return seen;
}
