// The whole way from a wish to a file without a mouse, in a real VS Code: which way, a description, then accepting, rejecting, editing and leaving an
// edit, in the diff and in the list, until everything is decided. One of the changes is a dialogue of sixty lines.
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const evening = Array.from({ length: 60 }, (_, at) => `  ${at % 2 ? 'self' : 'user'}: Line ${at + 1} of the evening.`);
const draft = `persona Ada Quill
  kind: expert
  role: night librarian

knows
  - The archive closes at 2 a.m.
  cellar: The cellar floods every March.

example a long evening
${evening.join('\n')}
`;

let mock: LLMock;
let workbench: Workbench;

beforeAll(async () => {
  mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  await mock.start();
  mock.onMessage('night librarian', { content: `\`\`\`persona\n${draft}\`\`\`\n` });
  workbench = await openWorkbench({
    files: { 'notes.txt': 'Nothing.\n' },
    width: 1400,
    height: 900,
    settings: {
      'dramatis.endpoints': [{ name: 'mine', url: `${mock.url}/v1`, model: 'gpt-4o' }],
      'dramatis.model': 'mine',
    },
  });
});
afterAll(async () => {
  await workbench?.close();
  await mock?.stop();
});

const picks = (text: string) =>
  workbench.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text }).first();
const patch = (title: string) => workbench.treeRow(title);
const state = (title: string) => patch(title).getAttribute('aria-label');
const editor = () => workbench.page.locator('.review-widget .monaco-editor.focused').first();

/** The list has the keyboard, on the row after so many. */
async function inList(rows: number): Promise<void> {
  await workbench.command('Dramatis: Focus on Review View');
  await workbench.page.keyboard.press('Home');
  for (let row = 0; row < rows; row++) await workbench.page.keyboard.press('ArrowDown');
}

test('a way and a description by keys; the diff has the keyboard then', async () => {
  const { page } = workbench;
  await workbench.command('Dramatis: Write a Persona from …');
  await picks('From a description').waitFor();
  await page.keyboard.press('Enter');
  await picks('Type it').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-message', { hasText: 'Who is it?' }).waitFor();
  await page.keyboard.type('Ada Quill, night librarian. The cellar floods every March.');
  await page.keyboard.press('Enter');
  await page
    .locator('.editor-instance .modified .monaco-editor.focused, .editor-instance .modified.focused')
    .first()
    .waitFor();
  await patch('example a long evening').waitFor();
});

test('in the diff: accepted, rejected, and the cursor is on the next each time', async () => {
  const { page } = workbench;
  await page.locator('.review-widget', { hasText: 'persona Ada Quill' }).first().waitFor();
  await page.keyboard.press('Alt+Enter');
  await expect.poll(() => state('persona')).toContain('accepted');
  await page.locator('.review-widget', { hasText: 'kind: expert' }).first().waitFor();
  await page.waitForTimeout(1000);
  await page.keyboard.press('Alt+Backspace');
  await expect.poll(() => state('persona › kind')).toContain('rejected');
  await page.locator('.review-widget', { hasText: 'role: night librarian' }).first().waitFor();
  await page.waitForTimeout(1000);
  await page.keyboard.press('Alt+Enter');
  await expect.poll(() => state('persona › role')).toContain('accepted');
});

test('in the list: an edit is left, another one taken, and the keyboard comes back each time', async () => {
  const { page } = workbench;
  await inList(4);
  await page.keyboard.press('F2');
  await editor().waitFor();
  await workbench.type('Wrong. ');
  await page.keyboard.press('Escape');
  await editor().waitFor({ state: 'hidden' });
  await page.locator('.tree-explorer-viewlet-tree-view .monaco-list:focus').waitFor();
  expect(await state('knows › cellar')).not.toContain('edited');
  await page.keyboard.press('F2');
  await editor().waitFor();
  await page.keyboard.press('ControlOrMeta+A');
  await workbench.type('cellar: The cellar floods every spring.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => state('knows › cellar')).toContain('edited by you');
  await page.locator('.tree-explorer-viewlet-tree-view .monaco-list:focus').waitFor();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => state('knows › cellar')).toContain('accepted');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Delete');
  await expect.poll(() => state('knows › The archive')).toContain('rejected');
});

test('a dialogue of sixty lines is shown by its beginning, accepted last, and the file is there', async () => {
  const { page } = workbench;
  await inList(5);
  await page.keyboard.press('Enter');
  await page.locator('.review-widget', { hasText: 'more lines stand in the diff' }).first().waitFor();
  await workbench.screenshot('write-keyboard');
  await page.locator('.tree-explorer-viewlet-tree-view .monaco-list:focus').waitFor();
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.locator('.tab', { hasText: 'as proposed' }).waitFor({ state: 'hidden' });
  const text = page.locator('.editor-instance .view-lines', { hasText: 'night' }).first();
  await expect.poll(() => text.innerText()).toMatch(/cellar.floods.every.spring/);
  expect(await text.innerText()).not.toContain('expert');
});
