// A character card in a real VS Code: looked at, opened as a persona, changed, put back; the picture stays as it was. One dropped into an editor
// becomes a persona beside it. A picture that holds no card says so.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardText, smallPng } from '../kit/small-png.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const size = { width: 260, height: 380 };
const json = JSON.stringify({
  spec: 'chara_card_v2',
  spec_version: '2.0',
  data: {
    name: 'Ada Quill',
    description: '{{char}} is the night librarian of a flooded archive.\nDry, brief, kind.',
    personality: 'Patient with books, less so with readers.',
    first_mes: 'You are late, {{user}}. What are you after?',
    alternate_greetings: ['Mind the step.'],
    mes_example: '<START>\n{{user}}: Any maps?\n{{char}}: Third shelf.',
    creator_notes: '<img src=x onerror=alert(1)> Best with a long context.',
    tags: ['librarian', 'flood'],
    character_book: {
      extensions: {},
      entries: [
        {
          keys: ['cellar'],
          content: 'The cellar floods every March.',
          extensions: { sticky: 3 },
          enabled: true,
          insertion_order: 1,
          name: 'cellar',
        },
      ],
    },
    extensions: { talkativeness: '0.5', world: 'archive' },
  },
});
const card = (text = json) => smallPng([['chara', cardText(text)]], size);

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({
    files: { 'ada.png': card(), 'plain.png': smallPng([], size), 'other.persona': 'persona Other\n  role: clerk\n' },
    settings: { 'files.simpleDialog.enable': true },
  });
});
afterAll(async () => {
  await workbench?.close();
});

const inFolder = (name: string) => join(workbench.folder, name);
const row = (text: string) => workbench.row(text);

/** Opens a picture, then again with our editor. */
async function openAsCard(name: string): Promise<void> {
  const { page } = workbench;
  await page.keyboard.press('ControlOrMeta+P');
  await page.locator('.quick-input-widget input[type="text"]').fill(name);
  await workbench.choose(name);
  await page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
  await workbench.command('View: Reopen Editor With...');
  await workbench.choose('Character Card');
}

test('a card shows its picture and its words; what stands in it is text', async () => {
  await openAsCard('ada.png');
  const page = workbench.previewFrame();
  await page.locator('h1', { hasText: 'Ada Quill' }).waitFor();
  await expect.poll(() => page.locator('img').evaluate((img) => Reflect.get(img, 'naturalWidth'))).toBe(260);
  expect(await page.locator('img').count()).toBe(1);
  expect(await page.locator('main').innerText()).toContain('<img src=x onerror=alert(1)>');
  await workbench.screenshot('card-dark');
});

test('it becomes a persona beside it, without a finding; the report is one click away', async () => {
  await workbench.previewFrame().locator('button', { hasText: 'Open as Persona' }).click();
  await workbench.page.locator('.tabs-container .tab.active', { hasText: 'ada-quill.persona' }).waitFor();
  const text = await readFile(inFolder('ada-quill.persona'), 'utf8');
  expect(text).toContain('source: ada.png');
  expect(text).not.toContain('Best with a long context');
  expect(await workbench.problems()).toEqual([]);
  const told = await workbench.notifications();
  expect(told.join('\n')).toContain('Imported as ada-quill.persona.');
  await workbench.screenshot('card-imported');
});

test('a change goes back into the card; the picture and what a persona cannot say stay', async () => {
  const { page } = workbench;
  await writeFile(
    inFolder('ada-quill.persona'),
    (await readFile(inFolder('ada-quill.persona'), 'utf8')).replace('Dry, brief, kind.', 'Dry and kind.'),
  );
  await workbench.openFile('ada-quill.persona');
  await page.locator('.view-line', { hasText: 'Dry and kind.' }).waitFor();
  await workbench.command('Dramatis: Export Persona …');
  await workbench.choose('Character card');
  await row('Change ada.png').waitFor();
  await workbench.screenshot('card-export-report');
  await workbench.choose('Change ada.png');
  await expect
    .poll(() => readFile(inFolder('ada.png')))
    .toEqual(card(json.replace('Dry, brief, kind.', 'Dry and kind.')));
});

test('a picture without a card says so, and can still be looked at', async () => {
  await openAsCard('plain.png');
  await workbench.previewFrame().getByText('The picture holds no character card').waitFor();
  await workbench.screenshot('card-none');
});

test('a card dropped into an editor becomes a persona beside it, and the card comes along', async () => {
  const { page } = workbench;
  await workbench.openFile('other.persona');
  const bytes = [...card(json.replace('Ada Quill', 'Bea Quill'))];
  const data = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(${JSON.stringify(bytes)})], 'bea.png', { type: 'image/png' }));
    return transfer;
  })()`);
  const editor = page.locator('.editor-group-container.active .monaco-editor .view-lines').first();
  const box = await editor.boundingBox();
  if (!box) throw new Error('There is no editor to drop into.');
  const at = { clientX: box.x + 40, clientY: box.y + 10, shiftKey: true, dataTransfer: data };
  for (const type of ['dragenter', 'dragover', 'drop']) await editor.dispatchEvent(type, at);
  await expect.poll(() => readFile(inFolder('bea-quill.persona'), 'utf8').catch(() => '')).toContain('source: bea.png');
  expect(await readFile(inFolder('bea.png'))).toEqual(Buffer.from(bytes));
  expect(await readFile(inFolder('other.persona'), 'utf8')).toBe('persona Other\n  role: clerk\n');
});
