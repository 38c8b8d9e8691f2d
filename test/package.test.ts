// What users install: builds and packs the extension and the terminal command, and looks inside both.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshFolder, root } from './workbench/paths.ts';

/** Everything that may be in the package. */
const allowed = [
  /^dist\/node\/(dramatis|cli|extension|server)\.js$/,
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
const lazy = /node_modules\/(openai|gpt-tokenizer|eld|vscode-languageclient|minisearch|ajv)\//;

let home: string;
let vsix: Buffer;
beforeAll(async () => {
  home = await freshFolder('package');
  const path = join(home, 'dramatis.vsix');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.ts', path], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
  vsix = readFileSync(path);
});
afterAll(() => rm(home, { recursive: true, force: true }));

test('the extension package holds what it should and nothing else', () => {
  const files = zipNames(vsix).flatMap((name) =>
    name.startsWith('extension/') ? [name.slice('extension/'.length)] : [],
  );
  expect(files.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
  const named = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"\.\/([^"*]+\.\w+)"/g)].map(
    (match) => match[1] ?? '',
  );
  expect(named).toContain('dist/node/extension.js');
  expect(
    [...named, 'dist/node/server.js', 'dist/node/cli.js', 'dist/webview/main.js'].filter(
      (name) => !files.includes(name),
    ),
  ).toEqual([]);
});

test('the extension package is at most 3 MB', () => {
  expect(vsix.length).toBeLessThanOrEqual(3_000_000);
});

test('the editor starts without the heavy packages', () => {
  const { outputs } = JSON.parse(readFileSync(join(root, 'dist/meta/node.json'), 'utf8')) as Meta;
  const atOnce = [...loadedAtOnce(outputs, 'dist/node/extension.js')];
  const heavy = atOnce.flatMap((path) =>
    Object.entries(outputs[path]?.inputs ?? {})
      .filter(([input, { bytesInOutput }]) => lazy.test(input) && bytesInOutput > 0)
      .map(([input]) => input),
  );
  expect(heavy).toEqual([]);
  expect(atOnce.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0)).toBeLessThan(500_000);
});

test('the terminal command runs from the npm package alone', () => {
  const run = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: home, encoding: 'utf8' });
  const packed = run('npm', 'pack', '--silent', root);
  expect(packed.status, packed.stderr).toBe(0);
  expect(run('tar', '-xzf', packed.stdout.trim()).status).toBe(0);
  const help = run(process.execPath, 'package/dist/node/dramatis.js', '--help');
  expect(help.stdout).toContain('judge');
  expect(help.status).toBe(0);
});

type Meta = {
  outputs: Record<
    string,
    { bytes: number; imports: { path: string; kind: string }[]; inputs: Record<string, { bytesInOutput: number }> }
  >;
};

function loadedAtOnce(outputs: Meta['outputs'], path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const each of outputs[path]?.imports ?? [])
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
