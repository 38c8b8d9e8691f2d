// The workbench opens a copy of the samples with the extension in it, and shows a file; settings reach it (the theme).
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

let workbench: Workbench;
beforeAll(async () => {
  workbench = await openWorkbench({ workspace: 'samples/first-look', theme: 'light' });
});
afterAll(() => workbench?.close());

test('a file of the folder opens in the chosen theme', async () => {
  const name = (await readdir(workbench.folder)).filter((each) => each.endsWith('.persona')).sort()[0];
  expect(name, 'no persona in samples/first-look').toBeDefined();
  await workbench.openFile(name ?? '');
  await workbench.page.locator('.monaco-workbench.vs').first().waitFor();
  await workbench.screenshot('smoke');
});
