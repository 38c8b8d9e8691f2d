// An agent file in a real VS Code, which has a language for it and checks of its own: a contradiction gets its finding on the line, at once and without a
// model; it goes with the mistake, and with the setting.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const text = `---
name: Reviewer
description: Reviews changes to the harbour software.
---

# Review

- Keep every reply under 50 words.
- Name the file and the line.
- Every response must be at least 120 words.
`;

let workbench: Workbench;
beforeAll(async () => {
  workbench = await openWorkbench({
    files: { 'reviewer.agent.md': text },
    settings: { 'chat.disableAIFeatures': true },
  });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && !workbench.page.isClosed()) await workbench.screenshot('agent-files-failed');
});
afterAll(async () => {
  await workbench?.close();
});

test('a contradiction is marked on its line and listed; it goes when it is mended', async () => {
  const { page, folder } = workbench;
  await workbench.openFile('reviewer.agent.md');
  await page.locator('.monaco-editor .squiggly-warning').first().waitFor();
  await workbench.command('Problems: Focus on Problems View');
  const row = page.locator('.markers-panel .monaco-list-row', { hasText: 'cannot both be followed' });
  await row.waitFor();
  expect(await row.textContent()).toContain('Keep every reply under 50 words');
  await workbench.screenshot('agent-file-contradiction');
  const path = join(folder, 'reviewer.agent.md');
  await writeFile(path, (await readFile(path, 'utf8')).replace('at least 120 words', 'at least 20 words'));
  await row.waitFor({ state: 'detached' });
});
