// `npm test`: every check that needs no folder outside the repository, cheapest first. Prints each stage and its seconds, stops at
// the first that fails, and ends with a summary.
import { spawn, spawnSync } from 'node:child_process';
import { root } from '../test/workbench/paths.ts';

type Stage = { name: string; run: () => Promise<boolean> };

const stages: readonly Stage[] = [
  { name: 'types', run: () => npm('check:types') },
  { name: 'style', run: () => npm('check:style') },
  { name: 'generated files', run: generatedFilesAreCurrent },
  { name: 'unit tests', run: () => npm('test:unit') },
  { name: 'build', run: () => npm('build', '--', '--test') },
  { name: 'extension in VS Code', run: () => npm('test:host') },
  { name: 'end to end, the package, large texts', run: () => npm('test:e2e') },
];

const lines: string[] = [];
for (const stage of stages) {
  console.log(`\n── ${stage.name}`);
  const start = performance.now();
  const passed = await stage.run();
  lines.push(`${passed ? 'passed' : 'FAILED'}  ${stage.name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  if (!passed) break;
}
const skipped = stages.slice(lines.length).map((stage) => `not run ${stage.name}`);
console.log(`\n${[...lines, ...skipped].join('\n')}`);
process.exitCode = lines.every((line) => line.startsWith('passed')) ? 0 : 1;

function npm(script: string, ...args: string[]): Promise<boolean> {
  const child = spawn('npm', ['run', '--silent', script, ...args], { cwd: root, stdio: 'inherit' });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done(code === 0));
  });
}

/** Generates, and compares what git sees before and after: a difference means someone forgot to. */
async function generatedFilesAreCurrent(): Promise<boolean> {
  const before = tree();
  if (!(await npm('generate'))) return false;
  if (tree() === before) return true;
  console.error('Generated files were out of date; they are not any more. Look at `git diff` and commit them.');
  return false;
}

function tree(): string {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
  return git('status', '--porcelain', '--untracked-files=all') + git('diff');
}
