// Files of other programs in the real workbench: an agent file's findings and fixes, a bullet of it taken into a persona beside it, a card pasted, a folder
// imported, a CHARX looked at and written, a promptfoo configuration's tests run, two models compared. `THEME=light` or `high-contrast` for other pictures.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readCardFile } from '../../src/interop/card/card-file.ts';
import { type AnsweringEndpoint, answeringEndpoint } from '../kit/answering-endpoint.ts';
import { cardText, smallPng } from '../kit/small-png.ts';
import { smallZip } from '../kit/small-zip.ts';
import { freshFolder } from '../workbench/paths.ts';
import { openWorkbench, type Theme, type Workbench } from './kit/open-workbench.ts';

const theme = (process.env['THEME'] ?? 'dark') as Theme;

const agent = `---
name: Reviewer
description: Reviews changes to the harbour software.
---

# Review

- Keep every reply under 50 words.
- Name the file\u200b and the line.
- Never approve a change that has no test.
- Every response must be at least 120 words.
`;

const card = (name: string, more: object = {}) => ({
  spec: 'chara_card_v3',
  spec_version: '3.0',
  data: {
    name,
    description: `{{char}} keeps the lamps of the pier.\nDry, brief, kind.`,
    personality: 'Patient.',
    first_mes: 'Mind the rope, {{user}}.',
    creator_notes: 'Best with a long context.',
    tags: ['harbour'],
    group_only_greetings: [],
    extensions: {},
    ...more,
  },
});

const persona = `persona Tom Reed
  role: ferryman on a narrow river

rules
  toll: Never names who crosses without paying.
    never: say "miller"

test keeps the toll to himself
  user: Who crosses without paying?
  keeps: toll
`;

const promptfoo = `description: Harbour pilot
prompts:
  - '[{"role": "system", "content": "You are a pilot. Answer briefly."}, {"role": "user", "content": "{{question}}"}]'
tests:
  - description: knows the tide
    vars:
      question: When is high water?
    assert:
      - type: icontains
        value: noon
  - description: keeps calm
    vars:
      question: Are we sinking?
    assert:
      - type: not-icontains
        value: panic
      - type: latency
        threshold: 100
`;

let home: string;
let old: AnsweringEndpoint;
let now: AnsweringEndpoint;
let workbench: Workbench;

beforeAll(async () => {
  [old, now] = await Promise.all([answeringEndpoint(), answeringEndpoint()]);
  old.answer((messages) => (/high water/u.test(messages.at(-1)?.content ?? '') ? 'At noon.' : 'I name nobody.'));
  now.answer(() => 'The miller does, since last spring.');
  home = await freshFolder('foreign');
  const folder = join(home, 'harbour');
  await mkdir(join(folder, 'cards'), { recursive: true });
  const picture = smallPng([], { width: 260, height: 380 });
  const assets = [{ type: 'icon', uri: 'embeded://assets/icon/images/main.png', name: 'main', ext: 'png' }];
  const wren = { name: 'card.json', data: Buffer.from(JSON.stringify(card('Wren Tallow', { assets }))) };
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'reviewer.agent.md': agent,
    'wren.charx': smallZip([wren, { name: 'assets/icon/images/main.png', data: picture, stored: true }]),
    'empty.persona': '',
    'tom.persona': persona,
    'promptfooconfig.yaml': promptfoo,
    'cards/ada.png': smallPng([['ccv3', cardText(JSON.stringify(card('Ada Quill')))]], { width: 26, height: 38 }),
    'cards/bea.card.json': JSON.stringify(card('Bea Lamp')),
    'cards/oscar.agent.json': JSON.stringify({ type: 'TinyPerson', persona: { name: 'Oscar', age: 40 } }),
    'cards/broken.png': smallPng([['ccv3', '***']]),
    'cards/notes.txt': 'No card.',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  workbench = await openWorkbench({
    workspace: folder,
    theme,
    width: 1400,
    height: 900,
    settings: {
      'chat.disableAIFeatures': true,
      'files.simpleDialog.enable': true,
      'dramatis.endpoints': [
        { name: 'old', url: old.url, model: 'ferry-1' },
        { name: 'new', url: now.url, model: 'ferry-2' },
      ],
      'dramatis.model': 'old',
    },
  });
});
afterAll(async () => {
  await workbench?.close();
  await Promise.all([old?.close(), now?.close()]);
  if (home) await rm(home, { recursive: true, force: true });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && !workbench.page.isClosed()) await workbench.screenshot('foreign-failed');
});

const inFolder = (...names: string[]) => join(workbench.folder, ...names);
const shot = (name: string) => workbench.screenshot(`foreign-${name}-${theme}`);
const result = (name: string, state: string) =>
  workbench.page.locator(`.test-explorer .monaco-list-row[aria-label*="${name}"][aria-label*="${state}"]`).first();
const offers = () => workbench.page.locator('.action-widget .monaco-list-row');

/** Goes to a line of the editor and asks what can be done there, until this is offered. */
async function lightbulb(line: number, offer: string): Promise<void> {
  const { page } = workbench;
  const offered = async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+G');
    const box = page.locator('.quick-input-widget input[type="text"]');
    await box.fill(`:${line}:18`);
    await page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
    await page.keyboard.press('ControlOrMeta+.');
    return offers()
      .filter({ hasText: offer })
      .first()
      .waitFor({ timeout: 10_000 })
      .then(
        () => true,
        () => false,
      );
  };
  await expect.poll(offered).toBe(true);
}

async function take(offer: string): Promise<void> {
  const row = offers().filter({ hasText: offer }).first();
  await row.click();
  await row.waitFor({ state: 'hidden' });
}

/** By the menu of a row of the explorer, until the personas are there: a menu that goes since its list is drawn anew looks like one that was taken. */
async function importFrom(row: Locator, ...personas: string[]): Promise<void> {
  const there = async () => {
    const names = await readdir(workbench.folder, { recursive: true });
    return personas.every((name) => names.includes(name));
  };
  const until = Date.now() + 120_000;
  for (let tries = 0; !(await there()); tries++) {
    if (Date.now() > until) throw new Error(`Never imported: ${personas.join(', ')}`);
    if (tries % 20 === 0) await workbench.menu(row, 'Import Personas');
    await workbench.page.waitForTimeout(1000);
  }
}

test('a contradiction in an agent file is marked; a finding that can be mended is, by its fix', async () => {
  const { page } = workbench;
  await workbench.openFile('reviewer.agent.md');
  await page.locator('.monaco-editor .squiggly-warning').first().waitFor();
  await expect
    .poll(async () => (await workbench.problems()).join('\n'))
    .toMatch(/Hidden here: U\+200B[\s\S]*cannot both be followed|cannot both be followed[\s\S]*Hidden here: U\+200B/u);
  await shot('1-problems');
  await workbench.openFile('reviewer.agent.md');
  await lightbulb(9, 'Take out the hidden characters');
  await shot('2-fix');
  await take('Take out the hidden characters');
  await workbench.save('reviewer.agent.md');
  await expect.poll(() => readFile(inFolder('reviewer.agent.md'), 'utf8')).toBe(agent.replace('\u200b', ''));
  await expect.poll(async () => (await workbench.problems()).join('\n')).not.toContain('Hidden here');
});

test('a bullet that states a rule is taken into a persona beside the file, where it can be probed', async () => {
  const { page } = workbench;
  await workbench.openFile('reviewer.agent.md');
  await lightbulb(10, 'Check this rule in a persona beside this file');
  await shot('3-bullet');
  await take('Check this rule in a persona beside this file');
  await page.locator('.tabs-container .tab.active', { hasText: 'reviewer.persona' }).waitFor();
  await page
    .locator('.codelens-decoration a', { hasText: /Probe 1 rule/u })
    .first()
    .waitFor();
  await shot('4-sidecar');
  expect(await readFile(inFolder('reviewer.persona'), 'utf8')).toBe(
    'persona Reviewer\n  extends: ./reviewer.agent.md\n\nrules\n  - Never approve a change that has no test.\n',
  );
});

test('a test of that persona runs in the Test Explorer, and sends what the agent file says', async () => {
  const { page } = workbench;
  const path = inFolder('reviewer.persona');
  const written = `${await readFile(path, 'utf8')}\ntest names nobody\n  user: Review this.\n  must: say "nobody"\n`;
  await writeFile(path, written);
  await workbench.openFile('reviewer.persona');
  await page.locator('.view-line', { hasText: 'names nobody' }).first().waitFor();
  await page.locator('.view-line', { hasText: 'names nobody' }).first().click();
  await workbench.command('Test: Run Test at Cursor');
  await workbench.command('Testing: Focus on Test Explorer View');
  await page.locator('.test-explorer .monaco-list-row', { hasText: 'reviewer.persona' }).first().click();
  await page.keyboard.press('ArrowRight');
  await result('names nobody', 'Passed').waitFor();
  expect(old.requests.at(-1)?.[0]?.content).toContain('Every response must be at least 120 words.');
  await shot('4b-test');
});

test('JSON of a card pasted into an empty persona becomes that persona', async () => {
  const { page } = workbench;
  await workbench.openFile('empty.persona');
  await page.evaluate(`(() => {
    const data = new DataTransfer();
    data.setData('text/plain', ${JSON.stringify(JSON.stringify(card('Cora Pike')))});
    const at = document.activeElement;
    at.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  })()`);
  await page.locator('.view-line', { hasText: 'persona Cora Pike' }).first().waitFor();
  await expect.poll(async () => (await readdir(workbench.folder)).includes('cora-pike.card.json')).toBe(true);
  await shot('5-pasted');
  await workbench.save('empty.persona');
  await expect.poll(() => readFile(inFolder('empty.persona'), 'utf8')).toContain('source: cora-pike.card.json');
});

test('a folder is imported from the explorer: each card a persona, and what is broken is told', async () => {
  const { page } = workbench;
  await workbench.command('File: Focus on Files Explorer');
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^cards$/u });
  await importFrom(row, 'cards/ada-quill.persona', 'cards/bea-lamp.persona', 'cards/oscar.persona');
  await expect
    .poll(async () => (await readdir(inFolder('cards'))).filter((name) => name.endsWith('.persona')).sort())
    .toEqual(['ada-quill.persona', 'bea-lamp.persona', 'oscar.persona']);
  await expect.poll(async () => (await workbench.notifications()).join('\n')).toMatch(/Imported 3 personas\./u);
  expect((await workbench.notifications()).join('\n')).toMatch(/Not imported: broken\.png: .*not base64/u);
  await workbench.showNotifications();
  await page.locator('.notifications-center.visible').waitFor();
  await shot('6-folder');
  await workbench.command('Notifications: Clear All Notifications');
});

test('a CHARX shows its picture and its words; a persona without a card becomes a new one', async () => {
  const { page } = workbench;
  await page.keyboard.press('ControlOrMeta+P');
  await page.locator('.quick-input-widget input[type="text"]').fill('wren.charx');
  await workbench.choose('wren.charx');
  const frame = workbench.previewFrame();
  await frame.locator('h1', { hasText: 'Wren Tallow' }).waitFor();
  await expect.poll(() => frame.locator('img').evaluate((img) => Reflect.get(img, 'naturalWidth'))).toBe(260);
  expect(await frame.locator('main').innerText()).toContain('keeps the lamps of the pier');
  await shot('7-charx');

  await workbench.openFile('tom.persona');
  await workbench.command('Dramatis: Export Persona …');
  await workbench.choose('its picture (CHARX)');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Write a New File' }).first().waitFor();
  await shot('8-export');
  await workbench.choose('Write a New File');
  await workbench.takeFile(inFolder('tom.charx'));
  await expect
    .poll(async () => {
      const file = readCardFile(await readFile(inFolder('tom.charx')).catch(() => new Uint8Array()));
      return file.ok && file.container === 'charx' && JSON.parse(file.json).data.name;
    })
    .toBe('Tom Reed');
  await workbench.command('Notifications: Clear All Notifications');
});

test('the tests of a promptfoo configuration stand in the Test Explorer, and run', async () => {
  const { page } = workbench;
  await workbench.openFile('promptfooconfig.yaml');
  await workbench.command('File: Reveal Active File in Explorer View');
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'promptfooconfig.yaml' });
  await importFrom(row, 'harbour-pilot.persona');
  await page.locator('.tabs-container .tab.active', { hasText: 'harbour-pilot.persona' }).waitFor();
  await workbench.command('Notifications: Clear All Notifications');
  await workbench.openFile('harbour-pilot.persona');
  await workbench.command('Test: Run Tests in Current File');
  await workbench.command('Testing: Focus on Test Explorer View');
  await page.locator('.test-explorer .monaco-list-row', { hasText: 'harbour-pilot.persona' }).first().click();
  await page.keyboard.press('ArrowRight');
  await result('knows the tide', 'Passed').waitFor();
  await result('keeps calm', 'Passed').waitFor();
  await shot('9-promptfoo');
});

test('an old model and a new one are compared on the tests of a persona', async () => {
  const { page } = workbench;
  await workbench.openFile('tom.persona');
  await workbench.command('Dramatis: Compare Two Models on the Tests');
  await page.locator('.quick-input-title', { hasText: 'The old model' }).waitFor();
  await workbench.choose('ferry-1');
  await page.locator('.quick-input-title', { hasText: 'with which model' }).waitFor();
  await shot('10-which');
  await workbench.choose('ferry-2');
  await page.locator('.tabs-container .tab', { hasText: 'compared' }).waitFor();
  await page.locator('.view-line', { hasText: 'Tom Reed with two models' }).first().waitFor();
  await page.locator('.view-line', { hasText: 'Worse (1)' }).first().waitFor();
  await shot('11-compared');
});
