// The building inspects itself: who imports whom, what each room may touch, how files are named, how long they are. It reads the
// real code through esbuild, so that types, comments and strings do not count.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Every room that knows only text and values. */
const quietRooms = [
  'base',
  'lang',
  'config',
  'rules',
  'model',
  'understudy',
  'play',
  'measure',
  'suite',
  'lint/static',
  'lint/behavior',
  'lint/agent-files',
  'lint/report',
  'write',
  'data',
  'interop',
] as const;

/** The server's Node entry and the world it gives to the server. */
const serverInNode = [
  'disk',
  'play/kept-talk',
  'base',
  'lang',
  'config',
  'rules',
  'measure',
  'lint/static',
  'interop',
  'wire',
];

/** Room (or file) → the rooms, folders or files it may import, besides itself. The first row that fits a file holds for it. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  lang: ['base'],
  config: ['base', 'lang'],
  rules: ['base', 'lang'],
  model: ['base', 'lang'],
  understudy: ['base', 'lang', 'rules', 'model/port'],
  // Which endpoint an address means is told in one place, where the lists are kept.
  'lint/static': ['base', 'lang', 'config', 'rules', 'model/kept-lists'],
  'lint/agent-files': ['base', 'lang', 'config', 'rules', 'lint/static', 'interop'],
  'lint/report': ['base', 'lang', 'lint/static'],
  play: ['base', 'lang', 'rules', 'model/port', 'model/fallbacks'],
  measure: ['base', 'lang', 'rules', 'model'],
  suite: ['base', 'lang', 'rules', 'model/port', 'play', 'measure'],
  'lint/behavior': ['base', 'lang', 'rules', 'model/port', 'play', 'measure', 'suite'],
  write: [
    'base',
    'lang',
    'rules',
    'model/port',
    'model/fallbacks',
    'play',
    'measure',
    'suite',
    'lint/static',
    'lint/behavior',
  ],
  data: ['base', 'lang', 'rules', 'model/batch-port', 'play', 'measure', 'interop'],
  interop: ['base', 'lang', 'rules'],
  // Beside `base` only what belongs to the ports it serves: a talk is summed up the same wherever it is kept.
  disk: ['base', 'play/talk-gist', 'model/kept-lists'],
  wire: ['base'],
  'server/node': serverInNode,
  'server/node-world': serverInNode,
  server: ['base', 'lang', 'config', 'rules', 'measure', 'lint/static', 'lint/agent-files', 'interop', 'wire'],
  'host/node': ['host', ...quietRooms, 'wire', 'disk'],
  host: [...quietRooms, 'wire'],
  cli: [...quietRooms, 'disk'],
  webview: ['base', 'wire'],
};

/** Package (with all its entry points) → the only places that may load it. */
const onlyIn: Readonly<Record<string, readonly string[]>> = {
  vscode: ['host'],
  openai: ['model/providers'],
  'vscode-languageserver': ['server/server', 'server/register-workspace-features', 'server/node', 'server/browser'],
  'vscode-languageserver-protocol': ['server'],
  'vscode-languageserver-textdocument': ['server'],
  'vscode-languageclient': ['host/client'],
};

/** Where Node's own modules may be loaded. */
const knowsNode = ['cli', 'disk', 'server/node', 'server/node-world', 'host/node'];

/** Files longer than 300 lines, each with its reason. None may be longer than 500. */
const long: Readonly<Record<string, string>> = {};

type SourceFile = { path: string; text: string; code: string; imports: string[] };

let files: SourceFile[] = [];
beforeAll(async () => {
  files = await readSource();
});

describe('imports', () => {
  test('each room imports only what the table allows', () => {
    const wrong = files.flatMap((file) => {
      const row = Object.keys(mayImport).find((place) => isIn(file.path, place));
      if (row === undefined) return [`${file.path}: in no room of the table`];
      const room = row.split('/node')[0] ?? row;
      return file.imports
        .filter((path) => path.startsWith('src/'))
        .filter((path) => ![row, room, ...(mayImport[row] ?? [])].some((place) => isIn(path, place)))
        .map((path) => `${file.path} imports ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  test('a package with a place of its own is loaded nowhere else', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((name) => {
          const places = onlyIn[packageOf(name)];
          return places !== undefined && !places.some((place) => isIn(file.path, place));
        })
        .map((name) => `${file.path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test('one file at most loads the openai package', () => {
    const found = files.filter((file) => file.imports.some((name) => packageOf(name) === 'openai'));
    expect(found.map((file) => file.path).slice(1)).toEqual([]);
  });

  test("Node's modules are loaded only where Node is known, and always as node:", () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((name) =>
          name.startsWith('node:') ? !knowsNode.some((place) => isIn(file.path, place)) : bare.has(name),
        )
        .map((name) => `${file.path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('quiet rooms', () => {
  test('no clock, chance, environment, timer or fetch: they come in as arguments', () => {
    const wrong = files
      .filter((file) => [...quietRooms, 'wire', 'server/features'].some((room) => isIn(file.path, room)))
      .filter((file) => !isIn(file.path, 'model/providers'))
      .flatMap((file) =>
        [...new Set(file.code.match(/forbidden_\w+|new Date\(\)/g))].map((what) => `${file.path}: ${what}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe('files', () => {
  test('no default export, no barrel', () => {
    const wrong = files.filter((file) => /\bexport default\b|\bas default\b/.test(file.code) || isBarrel(file));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  test('each file of src opens with a comment', () => {
    expect(files.filter((file) => !/^(#!.*\n)?\/[/*]/.test(file.text)).map((file) => file.path)).toEqual([]);
  });

  test('none is long without a reason, and no reason outlives its file', () => {
    const lengths = new Map(files.map((file) => [file.path, file.text.split('\n').length - 1]));
    const tooLong = [...lengths].filter(([path, lines]) => lines > 500 || (lines > 300 && !(path in long)));
    expect(tooLong).toEqual([]);
    expect(Object.keys(long).filter((path) => (lengths.get(path) ?? 0) <= 300)).toEqual([]);
  });

  test('names are kebab-case and say what is inside', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|e2e|bench|d|config))*\.(ts|mjs|css|json)$/;
    const empty = /(^|[-.])(utils?|helpers?|common|managers?|misc)([-.]|$)/;
    const wrong = everything().filter(
      (path) => /\.(ts|mjs|css)$/.test(path) && (!kebab.test(basename(path)) || empty.test(basename(path))),
    );
    expect(wrong).toEqual([]);
  });

  test('no test is skipped or alone, nothing is left to do, nothing is silenced', () => {
    const marks = [
      /\b(describe|it|test|suite)\.(skip|only|todo|fails)\b|\b(xit|xdescribe|fit|fdescribe)\(/,
      /\b(TODO|FIXME|HACK|XXX)\b/,
      /@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable/,
    ];
    const wrong = everything()
      .filter((path) => /\.(ts|mjs)$/.test(path) && path !== 'test/house.test.ts')
      .flatMap((path) => {
        const text = readFileSync(join(root, path), 'utf8');
        return marks.flatMap((mark) => mark.exec(text)?.[0] ?? []).map((found) => `${path}: ${found}`);
      });
    expect(wrong).toEqual([]);
  });
});

/** Node's modules that have a name without `node:`, too; those that a bundle may not know by it. */
const bare = new Set([
  'fs',
  'fs/promises',
  'path',
  'os',
  'crypto',
  'child_process',
  'module',
  'url',
  'util',
  'stream',
  'events',
  'process',
]);

/** What a quiet room must not reach for. esbuild renames a real global only, never a local, a string or a comment. */
const globals = [
  'Date.now',
  'Math.random',
  'performance',
  'crypto',
  'process',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'fetch',
  'globalThis',
];

async function readSource(): Promise<SourceFile[]> {
  const paths = list('src').filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: paths,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    outdir: 'out',
    outbase: '.',
    // Imports that only types need are dropped.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } },
    treeShaking: false,
    define: Object.fromEntries(globals.map((name) => [name, `forbidden_${name.replace('.', '_')}`])),
    plugins: [
      {
        name: 'each file alone',
        setup: ({ onResolve }) =>
          onResolve({ filter: /.*/ }, ({ path, kind, resolveDir }) => {
            if (kind === 'entry-point') return undefined;
            return { path: path.startsWith('.') ? relative(root, resolve(resolveDir, path)) : path, external: true };
          }),
      },
    ],
  });
  const codes = new Map(outputFiles.map((file) => [relative(join(root, 'out'), file.path), file.text]));
  return paths.map((path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8'),
    code: codes.get(path.replace(/\.ts$/, '.js')) ?? '',
    imports: (metafile.inputs[path]?.imports ?? []).map((each) => each.path),
  }));
}

/** Nothing but names passed on: imports and exports, and no code of its own. */
function isBarrel({ code }: SourceFile): boolean {
  if (!/\bexport\b/.test(code)) return false;
  const own = code
    .replace(/^\/\/.*$/gm, '')
    .replace(/(import|export)\s*(\*[^;{]*|\{[^}]*\})?\s*(from\s*)?("[^"]*")?;/g, '');
  return own.trim() === '';
}

function isIn(path: string, place: string): boolean {
  return path === `src/${place}.ts` || path.startsWith(`src/${place}/`);
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

function everything(): string[] {
  return ['src', 'test', 'scripts', 'bench'].flatMap(list);
}

function list(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/(^|\/)(fixtures|golden|node_modules)\//.test(path))
    .sort();
}
