// `npm run bench`, the language server's part: `node bench/lsp.ts [row …] [--processes=5] [--cpu]`. A client speaks LSP over stdio to the built
// server and to floors measured in the same run: *echo* answers one diagnostic at once, *scan* walks, reads and goes over all files once.
// Prints each figure with its goal. No test: it never fails.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { argv, execPath } from 'node:process';
import { loadedAtStart } from './lsp/bundle-sizes.ts';
import { atMost, figureOf, tableHeading } from './lsp/figure.ts';
import { benchAfterEdit, benchCompletion, benchKeys, benchOpen, benchStart } from './lsp/one-file.ts';
import { makeSetting, type Setting } from './lsp/setting.ts';
import { benchCold, benchFolderMemory, benchLoadedKeys, benchOpenMeanwhile } from './lsp/whole-folder.ts';

const root = join(import.meta.dirname, '..');

/** Each by the word it is asked for with. */
const rows: Readonly<Record<string, (setting: Setting) => void | Promise<void>>> = {
  keys: benchKeys,
  open: benchOpen,
  completion: benchCompletion,
  'after-edit': benchAfterEdit,
  cold: benchCold,
  meanwhile: benchOpenMeanwhile,
  loaded: benchLoadedKeys,
  memory: benchFolderMemory,
  start: benchStart,
  activation({ processes }) {
    const script = join(root, 'bench/lsp/activation.ts');
    const samples = Array.from(
      { length: processes },
      () => JSON.parse(execFileSync(execPath, [script], { encoding: 'utf8' })).ms,
    );
    console.log(atMost('activation, nothing open (bundle in Node, no VS Code)', figureOf([samples]).median, 30));
  },
  bundles() {
    console.log(
      atMost(
        'loaded at start: extension and language client',
        loadedAtStart(root, 'extension', 'in-node') / 1024,
        650,
        'KB',
      ),
    );
    console.log(atMost('loaded at start: server', loadedAtStart(root, 'server') / 1024, 500, 'KB'));
  },
};

const asked = argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = asked.filter((word) => !(word in rows));
if (unknown.length > 0)
  console.log(`There is no row ${unknown.join(', ')}. There are: ${Object.keys(rows).join(', ')}.`);
else if (!existsSync(join(root, 'dist/node/server.cjs')))
  console.log('\nThe language server: run `npm run build` first');
else await run();

async function run(): Promise<void> {
  const processes = Number(argv.find((word) => word.startsWith('--processes='))?.split('=')[1] ?? 5);
  const setting = await makeSetting(processes);
  try {
    console.log(tableHeading(`The language server (median of ${processes} processes; p95 beside the floor’s p95)`));
    for (const [name, bench] of Object.entries(rows))
      if (asked.length === 0 || asked.includes(name)) await bench(setting);
  } finally {
    setting.dispose();
  }
}
