// An agent file in the real workbench, where it is: a row above it, played offline, its prompt, and the file itself as it was.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { reviewer } from '../kit/agent-files.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({
    name: 'agents',
    files: { 'review.agent.md': reviewer, 'notes.md': '# Notes\n\n- Never a rule of an agent.\n' },
    width: 1400,
    height: 860,
    ...(process.env['THEME'] ? { theme: process.env['THEME'] as 'light' } : {}),
    settings: { 'chat.disableAIFeatures': true },
  });
});
afterAll(() => workbench?.close());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && !workbench.page.isClosed()) await workbench.screenshot('agent-play-failed');
});

const lenses = () => workbench.page.locator('.codelens-decoration a:visible');
const lens = (words: string | RegExp) => lenses().filter({ hasText: words });

/** Text as it stands, however the editor wraps and spaces it. */
async function wordsOf(place: Locator): Promise<string> {
  return (await place.innerText()).replace(/\s+/gu, ' ');
}

test('one row stands above an agent file, and none above other Markdown', async () => {
  await workbench.openFile('review.agent.md');
  await lens(/Probe 2 rules/u).waitFor();
  // VS Code has a lens of its own there.
  const own = async () =>
    (await lenses().allInnerTexts()).map((text) => text.trim()).filter((text) => !/Tools/u.test(text));
  await expect
    .poll(own)
    .toEqual([
      expect.stringMatching(/Play$/u),
      expect.stringMatching(/Show prompt$/u),
      expect.stringMatching(/Probe 2 rules$/u),
    ]);
  await workbench.screenshot('agent-play-1-lenses');
});

test('it is played with the offline understudy, which answers from it', async () => {
  await workbench.command('Dramatis: Play');
  const panel = workbench.previewFrame();
  await panel.locator('#composer').fill('Who should I be kind to, and what is good first?');
  await panel.locator('#composer').press('Enter');
  await expect
    .poll(() => panel.locator('.entry.self:not(.coming)').last().innerText())
    .toContain('Say what is good first.');
  await expect.poll(() => panel.locator('body').innerText()).toContain('Review Guard');
  await workbench.screenshot('agent-play-2-play');
  await workbench.page.locator('.tab', { hasText: 'Play: Review Guard' }).click({ button: 'middle' });
});

test('its prompt is its body to the letter', async () => {
  const { page } = workbench;
  await workbench.openFile('review.agent.md');
  await workbench.command('Dramatis: Show Compiled Prompt');
  await page.locator('.tab', { hasText: 'review.agent prompt.md' }).waitFor();
  const prompt = page.locator('.editor-group-container').last().locator('.view-lines');
  await expect.poll(() => wordsOf(prompt)).toContain('You review changes with #tool:search and follow');
  await expect.poll(() => wordsOf(prompt)).not.toContain('Rules you always keep');
  await workbench.screenshot('agent-play-3-prompt');
  await page.locator('.tab', { hasText: 'review.agent prompt.md' }).click({ button: 'middle' });
});

test('the agent file is as it was', () => {
  expect(readFileSync(join(workbench.folder, 'review.agent.md'), 'utf8')).toBe(reviewer);
});
