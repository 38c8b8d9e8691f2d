// Runs inside the extension host: loads the suites beside it (dist/test/*.test.js), prints one line a test, and fails if one fails.
// Mocha's base reporter counts and is silent. Lines begin with a bar, so that the launcher can tell them from what the workbench itself says.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';

/** What `@vscode/test-electron` and the launcher call. Rejects with the number of failed tests. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 300_000,
    reporter: Mocha.reporters.Base,
    forbidOnly: true,
    forbidPending: true,
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.test.js')).sort();
  for (const file of files) await import(pathToFileURL(join(import.meta.dirname, file)).href);
  const failures = await new Promise<number>((done) => {
    const runner = mocha.run(done);
    runner.on('pass', (test) => say(`✓ ${test.fullTitle()} (${test.duration} ms)`));
    runner.on('fail', (test, error) => say(`✗ ${test.fullTitle()}\n${error.stack ?? error}`));
    runner.once('end', () =>
      say(`${runner.stats?.passes ?? 0} passed, ${runner.stats?.failures ?? 0} failed in ${files.length} files`),
    );
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}

function say(text: string): void {
  for (const line of text.split('\n')) console.log(`│ ${line}`);
}
