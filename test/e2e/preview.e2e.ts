// The preview in a real VS Code, as a user has it: between the lines, in the panel, over an edit and a reload, kept and listed; a reply
// that is stopped in the middle; a folder that is not trusted.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { type OrderedEndpoint, orderedEndpoint } from '../kit/ordered-endpoint.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './kit/open-workbench.ts';

let workbench: Workbench | undefined;
let endpoint: OrderedEndpoint | undefined;
afterEach(async () => {
  await workbench?.close();
  workbench = undefined;
  await endpoint?.close().catch(() => undefined);
  endpoint = undefined;
});

async function open(options: Partial<WorkbenchOptions> = {}): Promise<{ bench: Workbench; panel: FrameLocator }> {
  workbench = await openWorkbench({ workspace: 'samples/first-look', width: 1400, height: 860, ...options });
  await workbench.openFile('holmes.persona');
  return { bench: workbench, panel: workbench.previewFrame() };
}

async function say(panel: FrameLocator, text: string): Promise<void> {
  await panel.locator('#composer').fill(text);
  await panel.locator('#composer').press('Enter');
}

const replies = (panel: FrameLocator) => panel.locator('.entry.self:not(.coming)');

describe('with the offline understudy', () => {
  test('between the lines, then in the panel, over an edit and a reload, kept and listed', async () => {
    const { bench, panel } = await open();
    const { page } = bench;

    // Between the lines.
    await page.keyboard.press('ControlOrMeta+F');
    await page.locator('.find-widget.visible textarea:focus').waitFor();
    await page.keyboard.type('example the doctor returns');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await bench.command('Dramatis: Play Here');
    const thread = page.locator('.review-widget');
    const comments = thread.locator('.comment-body');
    await expect.poll(() => comments.count()).toBe(2);
    await expect.poll(() => comments.nth(1).innerText()).toMatch(/you have been at your club.*kept/s);
    await thread.locator('.comment-form').click();
    await thread.locator('.comment-form .monaco-editor.focused').waitFor();
    await page.keyboard.type('Do you play the violin?');
    await thread.locator('.form-actions .monaco-button').first().click();
    await expect.poll(() => comments.count()).toBe(4);
    await expect.poll(() => comments.nth(3).innerText()).toMatch(/Stradivarius.*kept/s);
    await expect.poll(() => thread.locator('.review-comment').nth(3).innerText()).toContain('offline understudy');
    await bench.screenshot('between-the-lines');

    // The same talk, in the panel.
    await thread.locator('.action-label[aria-label="Open in the Preview"]').click();
    await replies(panel).nth(1).waitFor();
    await expect.poll(() => panel.locator('.entry').count()).toBe(4);
    await replies(panel).nth(1).locator('.ledger-summary').click();
    await panel.locator('.verdict').first().waitFor();
    await bench.screenshot('preview-ledger');

    // An edit on disk is taken up with the talk kept.
    const file = join(bench.folder, 'holmes.persona');
    writeFileSync(file, readFileSync(file, 'utf8').replace('role: consulting detective', 'role: retired beekeeper'));
    await panel.getByText('retired beekeeper').waitFor();
    await panel.getByText('Persona changed').waitFor();
    await say(panel, 'And now?');
    await replies(panel).nth(2).waitFor();
    await replies(panel).nth(2).hover();
    await replies(panel).nth(2).getByRole('button', { name: 'What was sent' }).click();
    await panel.locator('.sent', { hasText: 'You are Sherlock Holmes, retired beekeeper.' }).waitFor();

    // Kept beside the persona.
    await panel.getByRole('button', { name: 'Keep this talk' }).click();
    await expect.poll(() => readdirSync(bench.folder)).toContain('holmes.talk.jsonl');
    const kept = readFileSync(join(bench.folder, 'holmes.talk.jsonl'), 'utf8');
    expect(kept).toContain('And now?');
    expect(kept).not.toContain(bench.folder);
    expect(readdirSync(bench.folder).filter((name) => name.endsWith('.part'))).toEqual([]);

    // Over a reload.
    const before = await panel.locator('.entry .text').allInnerTexts();
    // By the command, as a user does it: reloading the page alone gives the workbench no time to save what is open.
    const loaded = page.waitForEvent('load');
    await bench.command('Developer: Reload Window').catch(() => undefined);
    await loaded;
    await replies(panel).nth(2).waitFor();
    await expect.poll(() => panel.locator('.entry .text').allInnerTexts()).toEqual(before);
    await say(panel, 'Still there?');
    await replies(panel).nth(3).waitFor();

    // Listed, and gone when deleted.
    await bench.command('View: Show Dramatis');
    const row = page.locator('.pane-body .monaco-list-row', { hasText: 'Sherlock Holmes' });
    await row.waitFor();
    await expect.poll(() => row.innerText()).toContain('8 lines');
    await row.hover();
    await row.locator('.action-label[aria-label^="Keep"]').click();
    await bench.choose('Keep as holmes.2.talk.jsonl');
    await expect.poll(() => readdirSync(bench.folder)).toContain('holmes.2.talk.jsonl');
    expect(readFileSync(join(bench.folder, 'holmes.talk.jsonl'), 'utf8')).toBe(kept);
    expect(readFileSync(join(bench.folder, 'holmes.2.talk.jsonl'), 'utf8')).toContain('Still there?');
    await row.hover();
    await row.locator('.action-label[aria-label^="Delete"]').click();
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Delete' }).click();
    await row.waitFor({ state: 'detached' });
  });
});

describe('with an endpoint', () => {
  test('a reply is stopped at once, what was said stays, and the endpoint sees the end', async () => {
    const piece = (content: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
    const headers = { 'content-type': 'text/event-stream' };
    endpoint = await orderedEndpoint([{ headers, body: [piece('The dog '), piece('did ')], end: 'hang' }]);
    const own = { name: 'slow', url: endpoint.url, model: 'slow-1' };
    const { bench, panel } = await open({
      settings: { 'dramatis.endpoints': [own], 'dramatis.model': 'slow' },
      theme: 'light',
    });
    await bench.command('Dramatis: Play');
    await say(panel, 'What is it?');
    await panel.locator('.coming .text', { hasText: 'The dog did' }).waitFor();
    await bench.screenshot('preview-streaming');
    const start = performance.now();
    await panel.locator('#composer').press('Escape');
    await panel.locator('.entry', { hasText: 'stopped' }).waitFor();
    expect(performance.now() - start).toBeLessThan(2000);
    expect(await replies(panel).last().locator('.text').innerText()).toContain('The dog did');
    expect(await replies(panel).last().locator('.source').innerText()).toContain('slow-1');
  });
});

describe('a folder that is not trusted', () => {
  test('says so, asks no model, and offers to manage trust', async () => {
    const { bench, panel } = await open({ trust: 'ask' });
    await bench.command('Dramatis: Play');
    await panel.locator('.notice', { hasText: 'not trusted' }).waitFor();
    await say(panel, 'Hello?');
    await panel.locator('.failure').getByRole('button', { name: 'Manage trust' }).waitFor();
    await bench.screenshot('preview-untrusted');
  });
});
