// A model that another extension offers, in a real VS Code: picked from the list, VS Code's own consent refused and given, folded and
// labelled, counted, stopped, and each of its errors in words.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../workbench/paths.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const log = join(mkdtempSync(join(tmpdir(), 'dramatis-offering-')), 'log.jsonl');

interface Logged {
  readonly id?: string;
  readonly cancelled?: true;
  readonly sent?: readonly { readonly role: number; readonly text: string }[];
}

const logged = () =>
  existsSync(log)
    ? readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Logged)
    : [];

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({
    workspace: 'samples/first-look',
    extensions: [join(root, 'test', 'e2e', 'offering-extension')],
    env: { OFFERING_LOG: log },
  });
  await workbench.openFile('holmes.persona');
  await workbench.page.locator('.codelens-decoration', { hasText: 'Play' }).first().waitFor();
});
afterAll(() => workbench?.close());

test('models of VS Code stand in the list, found by typing; personas do not', async () => {
  await pick('The echo one');
  const { page } = workbench;
  await workbench.command('Dramatis: Select Model');
  await row('The echo one').waitFor();
  await workbench.screenshot('models-list');
  expect(await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Sherlock' }).count()).toBe(0);
  await page.keyboard.press('Escape');
});

test('consent refused is a failure with one thing to do; nothing was sent', async () => {
  await workbench.command('Dramatis: Play');
  await say('Do you play the violin?');
  await consent('Cancel');
  await workbench.previewFrame().getByText('was not allowed to let Dramatis use').first().waitFor();
  await workbench.screenshot('models-consent-refused');
  expect(logged()).toEqual([]);
});

test('consent given: the reply comes, folded once, labelled, with its tokens counted', async () => {
  const panel = workbench.previewFrame();
  await panel.getByRole('button', { name: 'Ask again' }).last().click();
  await consent('Allow');
  await panel.getByText('You said: Do you play the violin?.').first().waitFor();
  await panel.getByText('system folded into user').first().waitFor();
  const [asked] = logged();
  expect(asked?.sent?.map(({ role }) => role)).not.toContain(3);
  expect(asked?.sent?.filter(({ text }) => text.includes('consulting detective'))).toHaveLength(1);
  expect(asked?.sent?.at(-1)?.text).toMatch(/Do you play the violin\?/);
  await workbench.screenshot('models-folded');
});

test('a stop reaches whoever offers the model', async () => {
  await pick('The slow one');
  await say('Well?');
  await workbench.previewFrame().getByText('Let me think').first().waitFor();
  await workbench.previewFrame().getByRole('button', { name: 'Stop' }).click();
  await expect.poll(() => logged().some(({ cancelled }) => cancelled)).toBe(true);
});

test.each([
  ['The blocked one', 'is not available to you now: Your plan does not include this model'],
  ['The quota one', 'is not available to you now: You have exceeded your monthly quota'],
  ['The offtopic one', 'takes this for off its topic'],
])('%s says why', async (model, words) => {
  await pick(model);
  await say('And now?');
  await workbench.previewFrame().getByText(words).first().waitFor();
});

test('a comparison offers them too, and no persona', async () => {
  const { page } = workbench;
  await workbench.previewFrame().getByRole('button', { name: 'Compare two replies' }).click();
  await row('The echo one').waitFor();
  expect(await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Sherlock' }).count()).toBe(0);
  await page.keyboard.press('Escape');
});

const row = (text: string) => workbench.row(text);

async function pick(model: string): Promise<void> {
  await workbench.command('Dramatis: Select Model');
  await workbench.page.locator('.quick-input-widget input[type="text"]').fill(model);
  await workbench.choose(model);
  await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

async function consent(answer: string): Promise<void> {
  const dialog = workbench.page.locator('.monaco-dialog-box', { hasText: 'Offering' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: answer }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function say(text: string): Promise<void> {
  const box = workbench.previewFrame().locator('#composer');
  await box.fill(text);
  await box.press('Enter');
}
