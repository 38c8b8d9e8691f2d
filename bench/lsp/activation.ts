// What starting the extension costs with nothing open: the real bundle loaded and activated in a plain Node, where every name of the
// `vscode` module is something that can be called and read and does nothing. What VS Code itself does for a registration is not in it.
// `node activation.ts` prints milliseconds and the modules loaded.
import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');
const api = readFileSync(createRequire(import.meta.url).resolve('@types/vscode/index.d.ts'), 'utf8');
const names = [
  ...new Set(
    [...api.matchAll(/^\t(?:export )?(?:class|enum|namespace|function|const) (\w+)/gm)].map((match) => match[1]),
  ),
];
const stub = `
const lists = new Set(['textDocuments', 'visibleTextEditors', 'all', 'tabGroups']);
const absent = new Set(['then', 'activeTextEditor', 'workspaceFolders']);
const any = (seen = new Map()) => new Proxy(function () {}, {
  get(_, name) {
    if (absent.has(name)) return undefined;
    if (lists.has(name)) return [];
    if (name === 'get') return () => undefined;
    if (name === Symbol.toPrimitive) return () => '';
    if (!seen.has(name)) seen.set(name, any());
    return seen.get(name);
  },
  set: () => true, apply: () => any(), construct: () => any(),
});
${names.map((name) => `export const ${name} = any();`).join('\n')}`;
const loaded: string[] = [];
registerHooks({
  resolve: (name, context, next) =>
    name === 'vscode' ? { url: 'stub:vscode', shortCircuit: true } : next(name, context),
  load(url, context, next) {
    if (url === 'stub:vscode') return { format: 'module', source: stub, shortCircuit: true };
    if (url.startsWith('file:')) loaded.push(url);
    return next(url, context);
  },
});
await import('vscode');

const context = {
  subscriptions: [],
  asAbsolutePath: (path: string) => join(root, path),
  extensionUri: { fsPath: root, path: root },
  extension: { packageJSON: {} },
  globalState: memento(),
  workspaceState: memento(),
  secrets: { get: async () => undefined, onDidChange: () => ({ dispose() {} }) },
  environmentVariableCollection: { prepend() {}, append() {}, replace() {}, clear() {}, delete() {} },
  storageUri: undefined,
  globalStorageUri: { fsPath: tmpdir(), path: tmpdir() },
  extensionMode: 1,
};
const begin = performance.now();
const { activate } = (await import(pathToFileURL(join(root, 'dist/node/extension.js')).href)) as {
  activate(context: unknown): void;
};
activate(context);
console.log(JSON.stringify({ ms: performance.now() - begin, loaded: loaded.length }));
process.exit(0);

function memento() {
  return {
    get: (_: string, fallback: unknown) => fallback,
    update: async () => undefined,
    keys: () => [],
    setKeysForSync() {},
  };
}
