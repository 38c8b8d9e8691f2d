// What users install: builds and packs the extension and the terminal command, and looks inside both.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshFolder, root } from './workbench/paths.ts';

/** Everything that may be in the package. */
const allowed = [
  /^dist\/node\/(dramatis|cli|extension|tokens|language)\.js$/,
  /^dist\/node\/(server|patterns)\.cjs$/,
  /^dist\/node\/chunks\/[\w.-]+\.js$/,
  /^dist\/webview\/(main\.(js|css)|codicon\.ttf)$/,
  /^dist\/THIRD-PARTY\.txt$/,
  /^docs\/rules\/[\w-]+\.md$/,
  /^l10n\/bundle\.l10n(\.\w+)?\.json$/,
  /^media\/bin\/dramatis(\.cmd)?$/,
  /^media\/.+\.(svg|png|md)$/,
  /^media\/dramatis\.schema\.json$/,
  /^samples\/first-look\/.+$/,
  /^syntaxes\/[\w.-]+\.json$/,
  /^samples\/first-look\/[\w.-]+\.(persona|csv|json|jsonl|txt|md)$/,
  /^(language-configuration|package(\.nls)?)\.json$/,
  /^(readme|changelog)\.md$/i,
  /^license(\.txt)?$/i,
  /^notice$/i,
];

/** Packages that wait for their first use in a chunk of their own: starting the editor must not load them. */
const lazy =
  /node_modules\/(openai|gpt-tokenizer|eld|vscode-languageclient|minisearch|ajv|re2js|fflate|yaml|mdast-util-[a-z-]+|micromark[a-z-]*)\//;

/** Bytes of the server that are there before the first diagnostics: 191,000 of them are the protocol. */
const serverLimit = 500_000;

let home: string;
let vsix: Buffer;
let web: Buffer;
beforeAll(async () => {
  home = await freshFolder('package');
  vsix = pack('dramatis.vsix');
  web = pack('dramatis-web.vsix', '--web');
});
afterAll(() => rm(home, { recursive: true, force: true }));

test('the extension package holds what it should and nothing else', () => {
  const files = zipNames(vsix).flatMap((name) =>
    name.startsWith('extension/') ? [name.slice('extension/'.length)] : [],
  );
  expect(files.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
  const named = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"\.\/([^"*]+\.\w+)"/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !name.startsWith('dist/browser/'));
  expect(named).toContain('dist/node/extension.js');
  expect(
    [...named, 'dist/node/server.cjs', 'dist/node/patterns.cjs', 'dist/node/cli.js', 'dist/webview/main.js'].filter(
      (name) => !files.includes(name),
    ),
  ).toEqual([]);
});

test('the extension package is at most 3 MB, for browsers too', () => {
  expect(vsix.length).toBeLessThanOrEqual(3_000_000);
  expect(web.length).toBeLessThanOrEqual(3_000_000);
});

test('the package for browsers holds the web workers and nothing that needs Node', () => {
  const files = zipNames(web).filter((name) => name.startsWith('extension/dist/'));
  expect(files.filter((name) => name.includes('/node/'))).toEqual([]);
  expect(files).toEqual(
    expect.arrayContaining(['extension/dist/browser/extension.cjs', 'extension/dist/browser/server.js']),
  );
  for (const name of ['browser-host', 'browser-server'] as const) {
    const imports = Object.values(metaOf(name).outputs).flatMap((output) => output.imports.map((each) => each.path));
    expect(imports.filter((path) => path !== 'vscode')).toEqual([]);
  }
});

test('the editor starts without the heavy packages', () => {
  const { outputs } = metaOf('node');
  const atOnce = [...loadedAtOnce(outputs, 'dist/node/extension.js')];
  const heavy = atOnce.flatMap((path) =>
    Object.entries(outputs[path]?.inputs ?? {})
      .filter(([input, { bytesInOutput }]) => lazy.test(input) && bytesInOutput > 0)
      .map(([input]) => input),
  );
  expect(heavy).toEqual([]);
  // No persona is read before one is there: no parser, no rules.
  const reading = atOnce
    .flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}))
    .filter((input) => /src\/(lang\/(parse|vocabulary)|rules|understudy)\b/.test(input));
  expect(reading).toEqual([]);
  // Each file takes its time to be found and read, however small it is: its own, and what the terminal has, too.
  expect(atOnce).toEqual(['dist/node/extension.js', 'dist/node/chunks/start-extension.js']);
  expect(atOnce.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0)).toBeLessThan(160_000);
});

test('the terminal starts with none of its commands', () => {
  const { outputs } = metaOf('node');
  const atOnce = [...loadedAtOnce(outputs, 'dist/node/cli.js')];
  const inputs = atOnce.flatMap((path) =>
    Object.entries(outputs[path]?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [input] : [],
    ),
  );
  expect(inputs.filter((input) => lazy.test(input) || input.startsWith('src/cli/commands/'))).toEqual([
    'src/cli/commands/lsp.ts',
  ]);
  expect(atOnce.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0)).toBeLessThan(60_000);
});

test('the language server starts with few files and without what waits for a request', () => {
  const { outputs } = metaOf('server');
  const atOnce = [...loadedAtOnce(outputs, 'dist/node/server.cjs')];
  const inputs = atOnce.flatMap((path) =>
    Object.entries(outputs[path]?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [input] : [],
    ),
  );
  // Each file takes its time to be found and read, however small it is; and this kind starts without Node's loader of modules.
  expect(atOnce).toEqual(['dist/node/server.cjs']);
  expect(
    inputs.filter(
      (input) => lazy.test(input) || /src\/server\/register-|features\/(hover|completion|rename)/.test(input),
    ),
  ).toEqual([]);
  expect(atOnce.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0)).toBeLessThan(serverLimit);
});

test('the terminal command runs from the npm package alone', async () => {
  const run = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: home, encoding: 'utf8' });
  const packed = run('npm', 'pack', '--silent', root);
  expect(packed.status, packed.stderr).toBe(0);
  expect(run('tar', '-xzf', packed.stdout.trim()).status).toBe(0);
  const help = run(process.execPath, 'package/dist/node/dramatis.js', '--help');
  expect(help.stdout).toContain('judge');
  expect(help.status).toBe(0);
  // The checker of schemas comes from a chunk of its own.
  const check = ['package/dist/node/dramatis.js', 'data', 'check', '-', '--as', 'messages'];
  const rows = spawnSync(process.execPath, check, { cwd: home, encoding: 'utf8', input: '{"messages":[]}\n' });
  expect(rows.stdout).toContain('1 rows, 1 not as messages has them');
  // The server is a file beside the program.
  const server = spawn(process.execPath, ['package/dist/node/dramatis.js', 'lsp', '--stdio'], { cwd: home });
  const initialize = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { capabilities: {} } });
  server.stdin.write(`Content-Length: ${initialize.length}\r\n\r\n${initialize}`);
  let answer = '';
  for await (const piece of server.stdout) {
    answer += piece;
    if (answer.includes('}}')) break;
  }
  server.kill();
  expect(answer).toContain('"result":{"capabilities"');
});

function pack(name: string, ...options: string[]): Buffer {
  const path = join(home, name);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.ts', ...options, path], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
  return readFileSync(path);
}

function metaOf(name: 'node' | 'server' | 'browser-host' | 'browser-server'): Meta {
  return JSON.parse(readFileSync(join(root, `dist/meta/${name}.json`), 'utf8')) as Meta;
}

type Meta = {
  outputs: Record<
    string,
    { bytes: number; imports: { path: string; kind: string }[]; inputs: Record<string, { bytesInOutput: number }> }
  >;
};

function loadedAtOnce(outputs: Meta['outputs'], path: string, seen = new Set<string>()): Set<string> {
  // Node's own modules are files of nobody.
  if (seen.has(path) || !outputs[path]) return seen;
  seen.add(path);
  for (const each of outputs[path].imports)
    if (each.kind === 'import-statement') loadedAtOnce(outputs, each.path, seen);
  return seen;
}

/** The names in a zip file, from its central directory (APPNOTE 4.3.12, 4.3.16). */
function zipNames(zip: Buffer): string[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06'));
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    names.push(zip.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}
