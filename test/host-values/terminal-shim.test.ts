// `media/bin/dramatis`, which the editor puts on the path of its terminals: it runs the program carried beside it.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { execPath } from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshFolder } from '../workbench/paths.ts';

let home: string;
beforeAll(async () => {
  home = await freshFolder('shim');
  await mkdir(join(home, 'a b', 'dist', 'node'), { recursive: true });
  await cp(resolve(import.meta.dirname, '../../media/bin'), join(home, 'a b', 'media', 'bin'), { recursive: true });
  const program =
    'console.log(JSON.stringify([process.argv.slice(2), process.env.ELECTRON_RUN_AS_NODE ?? null])); process.exit(3);';
  await writeFile(join(home, 'a b', 'dist', 'node', 'dramatis.js'), program);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const run = (env: Record<string, string>) =>
  spawnSync('/bin/sh', [join(home, 'a b', 'media', 'bin', 'dramatis'), 'lint', 'my file.persona'], {
    encoding: 'utf8',
    env,
  });

test('takes the Node on the path, and passes arguments and exit code through', () => {
  const { stdout, stderr, status } = run({ PATH: `${dirname(execPath)}:/usr/bin:/bin` });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual([['lint', 'my file.persona'], null]);
  expect(status).toBe(3);
});

test("takes the editor's own Node where there is none on the path", async () => {
  // A path with the few tools the script needs and without Node, wherever this machine has it.
  const tools = join(home, 'tools');
  await mkdir(tools, { recursive: true });
  const dirnameTool = spawnSync('/bin/sh', ['-c', 'command -v dirname'], { encoding: 'utf8' }).stdout.trim();
  await writeFile(join(tools, 'dirname'), `#!/bin/sh\nexec ${dirnameTool} "$@"\n`, { mode: 0o755 });
  const { stdout, status } = run({ PATH: tools, DRAMATIS_NODE: execPath });
  expect(JSON.parse(stdout)).toEqual([['lint', 'my file.persona'], '1']);
  expect(status).toBe(3);
});
