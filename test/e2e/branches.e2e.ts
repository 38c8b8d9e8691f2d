// Branches and the search in a real VS Code: alternatives survive a reload, keys of the panel are not taken by the workbench, and plots show.
import { afterEach, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

let workbench: Workbench | undefined;
afterEach(async () => {
  await workbench?.close();
  workbench = undefined;
});

test('edit, go back, look at versions by key, over a reload; search; plots', async () => {
  workbench = await openWorkbench({ workspace: 'samples/first-look', width: 1400, height: 860 });
  const { page } = workbench;
  await workbench.openFile('holmes.persona');
  await workbench.command('Dramatis: Play');
  const panel = workbench.previewFrame();
  const replies = panel.locator('.entry.self:not(.coming)');
  const lines = panel.locator('.entry.user .text');
  const say = async (text: string) => {
    await panel.locator('#composer').fill(text);
    await panel.locator('#composer').press('Enter');
  };
  await say('Do you play the violin?');
  await replies.nth(1).locator('.ledger').waitFor();

  // Another line in its place is another version of it.
  await panel.locator('.entry.user').hover();
  await panel.locator('.entry.user').getByRole('button', { name: 'Edit and resend' }).click();
  await panel.getByRole('textbox', { name: 'Edit your line' }).fill('Where is Baker Street?');
  await panel.getByRole('button', { name: 'Send', exact: true }).first().click();
  await expect.poll(() => lines.allInnerTexts()).toEqual(['Where is Baker Street?']);
  await replies.nth(1).locator('.ledger').waitFor();
  await panel.getByRole('group', { name: 'Version 2 of 2' }).waitFor();

  // Alt and an arrow belong to the line that has the focus; the workbench does not go back with it.
  await panel.locator('.entry.user').focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => lines.allInnerTexts()).toEqual(['Do you play the violin?']);
  await expect.poll(() => replies.count()).toBe(2);
  await panel.getByRole('group', { name: 'Version 1 of 2' }).waitFor();
  await workbench.screenshot('branches');

  // The path gone to is the one that a reload shows, with the other still there.
  const loaded = page.waitForEvent('load');
  await workbench.command('Developer: Reload Window').catch(() => undefined);
  await loaded;
  await panel.getByRole('group', { name: 'Version 1 of 2' }).waitFor();
  expect(await lines.allInnerTexts()).toEqual(['Do you play the violin?']);

  // The panel's own search, not the workbench's.
  await panel.locator('#composer').focus();
  await page.keyboard.press('ControlOrMeta+F');
  await panel.locator('#find:focus').waitFor();
  await page.keyboard.type('violin');
  await expect.poll(() => panel.locator('.find-count').innerText()).toMatch(/of \d+ lines/);
  await panel.locator('.entry.found').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => panel.locator('#find').count()).toBe(0);

  await panel.getByRole('button', { name: 'Views of this talk' }).click();
  await panel.getByRole('tab', { name: 'Plots' }).click();
  await expect.poll(() => panel.locator('.chart').count()).toBe(3);
  await workbench.screenshot('plots');
});
