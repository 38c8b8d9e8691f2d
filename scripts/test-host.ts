// Runs the extension's suites in a real VS Code, test/host in Node's host of extensions and test/host-web in the web's: the npm-shipped workbench through its launcher, or, with
// DRAMATIS_VSCODE=desktop, the desktop product that @vscode/test-electron downloads. Needs `node esbuild.mjs --test` first.
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { installWorkbench, SetupError } from '../test/workbench/install.ts';
import { cache, freshFolder, root } from '../test/workbench/paths.ts';
import { stageExtension } from './stage-extension.ts';

const desktop = process.env['DRAMATIS_VSCODE'] === 'desktop';

try {
  // Set up here, before the launcher's clock runs.
  if (!desktop) await installWorkbench((line) => console.log(line));
  const folder = await freshFolder('workspace');
  const workspace = join(folder, 'first-look');
  const fresh = async () => {
    await rm(workspace, { recursive: true, force: true });
    await cp(join(root, 'samples', 'first-look'), workspace, { recursive: true });
  };
  const only = process.argv[2];
  try {
    await fresh();
    if (only !== 'web')
      await runTests({
        ...(desktop
          ? { cachePath: join(cache, 'desktop') }
          : { vscodeExecutablePath: join(root, 'test', 'workbench', 'launcher') }),
        extensionDevelopmentPath: root,
        extensionTestsPath: join(root, 'dist', 'test', 'index.js'),
        launchArgs: [workspace],
      });
    await fresh();
    // The desktop product has no such host.
    if (!desktop && only !== 'node') {
      const extension = join(folder, 'extension');
      await stageExtension('web', extension, ['dist/test-web']);
      await runTests({
        vscodeExecutablePath: join(root, 'test', 'workbench', 'launcher'),
        extensionDevelopmentPath: extension,
        extensionTestsPath: join(extension, 'dist', 'test-web', 'index.cjs'),
        launchArgs: [workspace],
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} catch (error) {
  console.error(error instanceof SetupError || error instanceof TestRunFailedError ? error.message : error);
  process.exitCode = 1;
}
