// What a new user does, in order, in one real VS Code: breaks a rule in an example, saves, sees the finding on the line, opens its
// page, takes the quick fix; plays, reads the ledger, interrupts a reply, edits the persona and goes on talking; plays between the
// lines. Each step is pictured in a light and a dark theme, under `.vscode-test/screenshots/`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { chunk, goodReply, type OrderedEndpoint, orderedEndpoint, sse } from '../kit/ordered-endpoint.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const slip = ' Elementary, my dear Watson.';

const settings = {
  'chat.disableAIFeatures': true,
  'workbench.preferredLightColorTheme': 'Light Modern',
  'workbench.preferredDarkColorTheme': 'Dark Modern',
};

let endpoint: OrderedEndpoint;
let workbench: Workbench;

beforeAll(async () => {
  endpoint = await orderedEndpoint([
    {
      headers: { 'content-type': 'text/event-stream' },
      body: sse(chunk('You are tired, '), chunk('and you have been at sea; '), chunk('your sleeve tells me')),
      end: 'hang',
    },
    goodReply('You are back among the hives. The dog did nothing in the night.'),
  ]);
  workbench = await openWorkbench({
    workspace: 'samples/first-look',
    width: 1360,
    height: 860,
    theme: 'light',
    settings,
  });
});
afterAll(async () => {
  await workbench?.close();
  await endpoint?.close();
});

/** Each step builds on the one before: when one fails, what was on the screen is kept, and the rest fail at once. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || workbench.page.isClosed()) return;
  await workbench.screenshot('first-run-failed');
  await workbench.page.close();
});

/** The step in both themes. */
async function picture(step: string): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await workbench.page
      .locator(`.monaco-workbench.${theme === 'light' ? 'vs' : 'vs-dark'}`)
      .first()
      .waitFor();
    // Colours of a webview follow the workbench's in its own time.
    await workbench.page.waitForTimeout(300);
    await workbench.screenshot(`first-run-${step}-${theme}`);
    await workbench.command('Preferences: Toggle between Light/Dark Themes');
  }
}

const saved = () => readFileSync(join(workbench.folder, 'holmes.persona'), 'utf8');
const save = () => workbench.page.keyboard.press('ControlOrMeta+S');
const squiggles = () => workbench.page.locator('.squiggly-error');
const inPanel = () => workbench.previewFrame();
const replies = () => inPanel().locator('.entry.self:not(.coming)');

/** Puts the cursor behind the first place of `text` in the editor. */
async function goBehind(text: string): Promise<void> {
  const { page } = workbench;
  await page.keyboard.press('ControlOrMeta+F');
  const find = page.locator('.find-widget.visible textarea[aria-label="Find"]');
  await find.fill(text);
  await page.locator('.find-widget .matchesCount', { hasText: '1 of 1' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
}

/** From the panel to the file beside it. */
async function backToText(): Promise<void> {
  await workbench.page.locator('.tab', { hasText: 'holmes.persona' }).click();
  await workbench.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
}

test('a slip of the pen in an example is found when it is saved, on its line', async () => {
  await workbench.openFile('holmes.persona');
  await workbench.page.locator('.codelens-decoration', { hasText: 'Play' }).first().waitFor();
  await goBehind('between your left finger and thumb.');
  await workbench.type(slip);
  await save();
  await squiggles().first().waitFor();
  expect(saved()).toContain(`finger and thumb.${slip}`);
  expect((await workbench.problems()).join('\n')).toMatch(
    /Breaks the rule .*elementary, my dear Watson.* at line 77 /i,
  );
  await picture('1-finding');
});

test('its page explains it, and the quick fix puts it right', async () => {
  const { page } = workbench;
  await page.locator('.markers-panel-container .monaco-list-row', { hasText: 'Breaks the rule' }).first().dblclick();
  await page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  await page.keyboard.press('ControlOrMeta+.');
  await page.locator('.action-widget .monaco-list-row').first().waitFor();
  await workbench.screenshot('first-run-2-quick-fixes-light');
  await page.keyboard.press('Escape');
  await workbench.quickFix('Explain breaks-own-rule');
  const explained = workbench.previewFrame();
  await explained.getByRole('heading', { name: 'breaks-own-rule' }).waitFor();
  expect(await explained.locator('body').innerText()).toContain('Models follow examples more closely than rules.');
  await picture('3-page');
  await page.locator('.tab', { hasText: 'breaks-own-rule.md' }).click({ button: 'middle' });
  await page.locator('.view-line span', { hasText: 'Elementary' }).last().click();
  await workbench.quickFix('Take out');
  await expect.poll(() => squiggles().count()).toBe(0);
  await save();
  await expect.poll(saved).not.toContain('dear Watson.\n\n');
  expect(await workbench.problems()).toEqual([]);
  await page.keyboard.press('ControlOrMeta+J');
  await picture('4-fixed');
});

test('playing shows which rules a reply keeps', async () => {
  await workbench.openFile('holmes.persona');
  await workbench.page.keyboard.press('ControlOrMeta+Home');
  // VS Code draws its lenses anew after a scroll; one that is clicked while it does so is not there any more.
  const panel = workbench.page.locator('.tab', { hasText: 'Play: Sherlock Holmes' });
  for (let attempt = 0; attempt < 3 && (await panel.count()) === 0; attempt++) {
    await workbench.page.locator('.codelens-decoration a:visible', { hasText: /Play$/ }).click();
    await panel.waitFor({ timeout: 5000 }).catch(() => undefined);
  }
  await replies().first().waitFor();
  await picture('5-greeting');
  await say('Good evening. Do you play the violin?');
  await replies().nth(1).waitFor();
  const reply = replies().nth(1);
  expect(await reply.innerText()).toContain('Stradivarius');
  expect(await reply.locator('.source').innerText()).toContain('offline understudy');
  await reply.locator('.ledger-summary').click();
  const kept = reply.locator('.verdict.kept', { hasText: 'secret' });
  await kept.waitFor();
  expect(await reply.locator('.verdict').count()).toBe(5);
  await picture('6-ledger');
});

test('a reply of an endpoint that the folder brings is asked about once, and can be interrupted', async () => {
  const config = { model: 'slow', endpoints: [{ name: 'slow', url: endpoint.url, model: 'slow-1' }] };
  writeFileSync(join(workbench.folder, 'dramatis.json'), JSON.stringify(config));
  await inPanel().locator('.model-label', { hasText: 'slow-1' }).waitFor();
  await say('What do you make of me?');
  const question = workbench.page.locator('.monaco-dialog-box');
  await question.getByText(`Send personas and talks to ${endpoint.origin}?`).waitFor();
  expect(endpoint.seen).toEqual([]);
  await workbench.screenshot('first-run-7-confirm-light');
  await question.getByRole('button', { name: 'Allow' }).click();
  await inPanel().locator('.coming .text', { hasText: 'your sleeve tells me' }).waitFor();
  await picture('8-streaming');
  await inPanel().getByRole('button', { name: 'Stop' }).click();
  await inPanel().locator('.entry', { hasText: 'stopped' }).waitFor();
  expect(await replies().last().innerText()).toContain('your sleeve tells me');
  await picture('9-interrupted');
});

test('the persona is edited, and the talk goes on with what it says now', async () => {
  await backToText();
  await goBehind('role: consulting detective');
  await workbench.type(', retired to keep bees in Sussex');
  await inPanel().getByText('Persona changed').waitFor();
  await say('And now?');
  await expect.poll(() => endpoint.seen.length).toBe(2);
  const { messages } = JSON.parse(endpoint.seen[1]?.body ?? '{}');
  expect(messages[0].content).toContain('retired to keep bees in Sussex');
  expect(JSON.stringify(messages)).toContain('What do you make of me?');
  const reply = replies().last();
  await reply.getByText('You are back among the hives').waitFor();
  await reply.locator('.count.broken', { hasText: 'secret' }).waitFor();
  expect(await reply.locator('mark').innerText()).toBe('The dog did nothing');
  await reply.locator('.ledger-summary').click();
  await picture('10-broken');
});

test('a talk between the lines', async () => {
  const { page } = workbench;
  writeFileSync(join(workbench.folder, 'dramatis.json'), '{ "model": "understudy" }');
  await inPanel().locator('.model-label', { hasText: 'understudy' }).waitFor();
  await backToText();
  await goBehind('example a client in a hurry');
  await workbench.command('Dramatis: Play Here');
  const comments = page.locator('.review-widget .comment-body');
  await expect.poll(() => comments.count()).toBe(2);
  await page.locator('.review-widget .comment-form').click();
  await page.locator('.review-widget .comment-form .monaco-editor.focused').waitFor();
  await workbench.type('Where do you live?');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => comments.count()).toBe(4);
  await expect.poll(() => comments.nth(3).innerText()).toMatch(/Baker Street.*kept/s);
  await picture('11-between-the-lines');
});

async function say(text: string): Promise<void> {
  await inPanel().locator('#composer').fill(text);
  await inPanel().locator('#composer').press('Enter');
}
