// Two answer each line in the real workbench: two models, then the committed and the edited persona; stopped together, the better one picked
// with the keyboard, the talk going on with it. What was said becomes a test of the file, which is found and runs; then it goes out as a file
// and comes back as another talk.
import { execFileSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  chunk,
  goodReply,
  type OrderedEndpoint,
  orderedEndpoint,
  type SeenRequest,
  sse,
} from '../kit/ordered-endpoint.ts';
import { freshFolder, root } from '../workbench/paths.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const begun = (text: string) => ({ body: sse(chunk(text)), end: 'hang' as const });
const messages = ({ body }: SeenRequest) =>
  (JSON.parse(body) as { messages: { role: string; content: string }[] }).messages;
const edited = (request: SeenRequest) => (messages(request)[0]?.content ?? '').includes('Never talks of honey prices');

let home: string;
let left: OrderedEndpoint;
let right: OrderedEndpoint;
let workbench: Workbench;

beforeAll(async () => {
  left = await orderedEndpoint([
    begun('They are '),
    goodReply('Smoke calms the girls.'),
    goodReply('Because they smell fire and fill up.'),
    goodReply('Edited speaks.'),
    goodReply('Committed speaks.'),
    goodReply('Smoke, always.'),
    goodReply('They smell fire.'),
    goodReply('I said so.'),
    goodReply('And on we go.'),
  ]);
  right = await orderedEndpoint([begun('Insects are '), goodReply('Insects do not like smoke.')]);
  home = await freshFolder('compare');
  const folder = join(home, 'museum');
  await cp(join(root, 'samples/first-look'), folder, { recursive: true });
  await writeFile(join(folder, 'dramatis.json'), JSON.stringify({ model: 'left' }));
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args]);
  git('init', '--quiet');
  git('add', '.');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '-m', 'Owen');
  const persona = join(folder, 'beekeeper.persona');
  const text = await readFile(persona, 'utf8');
  await writeFile(
    persona,
    text.replace('rules\n', 'rules\n  price: Never talks of honey prices.\n    never: say "pound"\n\n'),
  );
  workbench = await openWorkbench({
    workspace: folder,
    width: 1400,
    height: 900,
    settings: {
      'dramatis.endpoints': [
        { name: 'left', url: left.url, model: 'left-1' },
        { name: 'right', url: right.url, model: 'right-1' },
      ],
    },
  });
  await workbench.openFile('beekeeper.persona');
  await workbench.page.locator('.codelens-decoration', { hasText: 'Play' }).first().waitFor();
  await workbench.command('Dramatis: Play');
  await panel().locator('.model-label', { hasText: 'left-1' }).waitFor();
});

afterAll(async () => {
  await workbench?.close();
  await left?.close();
  await right?.close();
  if (home) await rm(home, { recursive: true, force: true });
});

const panel = () => workbench.previewFrame();
const columns = () => panel().locator('.contestant');

async function say(text: string): Promise<void> {
  await panel().locator('#composer').fill(text);
  await panel().locator('#composer').press('Enter');
}

async function pick(row: string | RegExp): Promise<void> {
  await workbench.choose(row);
}

test('two models speak at once; a stop ends both, and each keeps what it said', async () => {
  await panel().getByRole('button', { name: 'Compare two replies to each line' }).click();
  await pick('right-1');
  await panel().locator('.compare-strip', { hasText: 'right-1' }).waitFor();
  await say('Do they sting?');
  await columns().first().getByText('They are').waitFor();
  await columns().nth(1).getByText('Insects are').waitFor();
  await workbench.screenshot('compare-streaming');
  await panel().locator('#composer').press('Escape');
  await expect
    .poll(() => columns().locator('.cut-mark').allInnerTexts())
    .toEqual([expect.stringContaining('stopped'), expect.stringContaining('stopped')]);
  expect(messages(left.seen[0] as SeenRequest)).toEqual(messages(right.seen[0] as SeenRequest));
});

test('each has its ledger; the better one is picked with the keyboard, and the talk goes on with it', async () => {
  await say('And smoke?');
  const [one, other] = [columns().nth(2), columns().nth(3)];
  await other.locator('.ledger-summary', { hasText: '1 broken' }).waitFor();
  await one.locator('.ledger-summary', { hasText: 'kept' }).waitFor();
  expect(await one.locator('.ledger-summary').innerText()).not.toContain('broken');
  await panel().getByRole('button', { name: 'A is better' }).last().focus();
  await workbench.page.keyboard.press('Tab');
  await workbench.page.keyboard.press('Space');
  await expect.poll(() => other.locator('h2').innerText()).toMatch(/better[\s\S]*goes on here/);
  await workbench.screenshot('compare-picked');
  await panel().getByRole('button', { name: 'End comparing' }).click();
  await panel().locator('.compare-strip').waitFor({ state: 'detached' });
  await say('Why?');
  await panel().locator('.entry.self', { hasText: 'fill up' }).waitFor();
  expect(
    messages(left.seen[2] as SeenRequest)
      .map(({ content }) => content)
      .slice(-4),
  ).toEqual([expect.stringContaining('They are'), 'And smoke?', 'Insects do not like smoke.', 'Why?']);
  expect(right.seen).toHaveLength(2);
});

test('the committed persona answers beside the edited one', async () => {
  await panel().getByRole('button', { name: 'Compare two replies to each line' }).click();
  await pick('HEAD');
  await panel().locator('.compare-strip', { hasText: 'HEAD' }).waitFor();
  await say('What does a jar cost?');
  await expect.poll(() => left.seen.length).toBe(5);
  // Which of the two is asked first the network says; each was sent its own text.
  expect(left.seen.slice(3).map(edited).sort()).toEqual([false, true]);
  await expect
    .poll(async () =>
      (await columns().locator('h2').allInnerTexts()).slice(-2).map((text) => text.replace(/\s+/g, ' ')),
    )
    .toEqual([expect.stringContaining('as edited'), expect.stringContaining('HEAD')]);
  await columns().last().locator('.ledger').waitFor();
  await workbench.screenshot('compare-head');
  await panel().getByRole('button', { name: 'End comparing' }).click();
});

test('the talk up to a line is saved as a test of the file, which is found, and runs', async () => {
  const { page } = workbench;
  await panel().locator('.entry.self', { hasText: 'fill up' }).click();
  await panel()
    .locator('.entry.self', { hasText: 'fill up' })
    .getByRole('button', { name: 'Save the talk up to here' })
    .click();
  await pick('Test');
  const list = page.locator('.quick-input-widget');
  await list.locator('.monaco-list-row', { hasText: 'girls' }).first().waitFor();
  await workbench.screenshot('save-as-expectations');
  await page.keyboard.press('Enter');
  const box = list.locator('input[type="text"]');
  await list.getByText('A title for the test').waitFor();
  await box.fill('sends to the doctor');
  await list.getByText('There is a test called').waitFor();
  await box.fill('speaks of smoke');
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: 'speaks of smoke' }).first().waitFor();
  await workbench.screenshot('save-as-test');
  await workbench.save('beekeeper.persona');
  const block = async () => {
    const saved = await readFile(join(workbench.folder, 'beekeeper.persona'), 'utf8');
    return saved.slice(saved.lastIndexOf('\ntest ') + 1);
  };
  await expect
    .poll(block)
    .toMatch(
      /^test speaks of smoke\n {2}user: Do they sting\?\n {2}keeps: .*\n {2}user: And smoke\?\n {2}keeps: .*girls.*\n {2}user: Why\?\n/,
    );

  await workbench.command('Testing: Focus on Test Explorer View');
  await page.locator('.test-explorer .monaco-list-row', { hasText: 'beekeeper.persona' }).first().click();
  await page.keyboard.press('ArrowRight');
  await page.locator('.test-explorer .monaco-list-row', { hasText: 'speaks of smoke' }).first().waitFor();
  await workbench.openFile('beekeeper.persona');
  await page.locator('.view-line', { hasText: 'speaks of smoke' }).first().click();
  await workbench.command('Test: Run Test at Cursor');
  await page.locator('.test-explorer .monaco-list-row[aria-label*="speaks of smoke"][aria-label*="Passed"]').waitFor();
  await workbench.screenshot('save-as-test-ran');
  expect(
    messages(left.seen[7] as SeenRequest)
      .map(({ content }) => content)
      .slice(-5),
  ).toEqual(['Do they sting?', 'Smoke, always.', 'And smoke?', 'They smell fire.', 'Why?']);
});

test('the talk goes out as a file, and comes back as another talk that can be continued', async () => {
  const { page } = workbench;
  const input = page.locator('.quick-input-widget input[type="text"]');
  const behindDots = async (entry: string) => {
    await panel().getByRole('button', { name: 'More actions' }).click();
    await pick(entry);
  };
  await behindDots('Export this talk');
  await pick('Talk file');
  await expect.poll(() => input.inputValue()).toContain('beekeeper.talk.jsonl');
  await page.keyboard.press('Enter');
  const file = join(workbench.folder, 'beekeeper.talk.jsonl');
  const lines = async () => (await readFile(file, 'utf8').catch(() => '')).trim().split('\n');
  await expect.poll(async () => (await lines()).length).toBeGreaterThan(10);
  const records = (await lines()).map((line) => JSON.parse(line) as { type: string; beside?: string });
  expect(records.filter(({ type, beside }) => type === 'request' && beside !== undefined)).toHaveLength(3);
  expect(records.filter(({ type }) => type === 'preference')).toHaveLength(1);

  const before = await panel().locator('.entry .text').allInnerTexts();
  const shown = () => panel().locator('main.panel').getAttribute('data-talk');
  const exported = await shown();
  await behindDots('Import a talk');
  await expect.poll(() => input.inputValue()).toContain('museum');
  await workbench.takeFile(file);
  await expect.poll(shown).not.toBe(exported);
  await expect.poll(() => panel().locator('.entry .text').allInnerTexts()).toEqual(before);
  await expect.poll(() => columns().count()).toBe(6);
  await say('Shall we go on?');
  await panel().locator('.entry.self', { hasText: 'And on we go.' }).waitFor();
  expect(messages(left.seen[8] as SeenRequest).at(-1)?.content).toBe('Shall we go on?');
  await workbench.command('View: Show Dramatis');
  const rows = page.locator('.pane-body .monaco-list-row', { hasText: /Owen Parry[\s\S]*\d+ lines/ });
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(2);
  await workbench.screenshot('import-continued');
});
