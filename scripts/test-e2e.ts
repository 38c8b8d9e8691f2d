// `npm run test:e2e [-- files]`: a browser drives a real workbench through each file. A file that failed is tried once more, from a fresh
// workbench, and named at the end either way: a machine that stalls for a minute fails nobody, what is broken fails twice.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../test/workbench/paths.ts';

interface Report {
  readonly testResults: readonly { readonly name: string; readonly status: string }[];
}

/** Of files: a machine that stalls does so for a few. */
const mostAgain = 6;

const folder = await mkdtemp(join(tmpdir(), 'dramatis-e2e-'));
try {
  const failed = await run(process.argv.slice(2), 'first');
  if (failed === undefined) process.exitCode = 1;
  else if (failed.length > mostAgain) {
    console.log(`\nToo many failed to try them once more: ${failed.join(', ')}`);
    process.exitCode = 1;
  } else if (failed.length > 0) {
    console.log(`\nOnce more, since they failed: ${failed.join(', ')}`);
    const again = await run(failed, 'second');
    const twice = again ?? failed;
    const passed = failed.filter((file) => !twice.includes(file));
    if (passed.length > 0) console.log(`\nPassed at the second try only: ${passed.join(', ')}`);
    if (twice.length > 0) console.log(`\nFailed twice: ${twice.join(', ')}`);
    process.exitCode = twice.length > 0 ? 1 : 0;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Runs these files, or all. @returns those that failed; undefined: it ended without a report, or failed outside of any file. */
async function run(files: readonly string[], name: string): Promise<string[] | undefined> {
  const output = join(folder, `${name}.json`);
  const options = [
    '--config',
    'vitest.e2e.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${output}`,
  ];
  const code = await vitest(['run', ...options, ...files]);
  const report = await readFile(output, 'utf8').then(
    (text) => JSON.parse(text) as Report,
    () => undefined,
  );
  const failed = report?.testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name: file }) => relative(root, file));
  return code !== 0 && failed?.length === 0 ? undefined : failed;
}

function vitest(args: readonly string[]): Promise<number | null> {
  const child = spawn('npx', ['--no-install', 'vitest', ...args], { cwd: root, stdio: 'inherit' });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
}
