// The panel of a talk in slices: what is heard while it is written, the two lanes, the mark of a line that was cut; by keyboard and narrow.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Slice } from '../../src/play/turns/slice.ts';
import type { PanelEvent } from '../../src/wire/preview-protocol.ts';
import { launchBrowser } from '../workbench/browser.ts';
import { bundlePanel, openPanel, type PanelOptions, type PanelPage } from './kit/panel-page.ts';
import { greeting, snapshot, user, verdicts } from './kit/talks.ts';
import type { ThemeName } from './kit/themes.ts';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
const pictures = process.env['PANEL_PICTURES'];

let browser: Browser;
let files: Map<string, Uint8Array>;
const open: PanelPage[] = [];
beforeAll(async () => {
  [browser, files] = await Promise.all([launchBrowser(() => undefined), bundlePanel()]);
});
afterEach(() => Promise.all(open.splice(0).map(({ page }) => page.close())));
afterAll(() => browser?.close());

function slice(index: number, text: string, more: Partial<Slice> = {}): PanelEvent {
  const t0 = Math.floor(index / 2) * 2000 + (index % 2) * 300;
  const side = index % 2 === 0 ? 'user' : 'self';
  return { type: 'sliced', slice: { index, side, t0, t1: t0 + 1700, text, idle: text === '', cut: false, ...more } };
}

const spoken: readonly PanelEvent[] = [
  { type: 'persona', hash: 'a', problems: 0 },
  { type: 'turn', turn: greeting },
  user('u1', 'tell me about the harbour'),
  slice(0, 'tell me about', { turn: 'u1' }),
  slice(1, ''),
  slice(2, ' the harbour', { turn: 'u1' }),
  slice(3, 'The harbour lies north of', { turn: 's1' }),
  slice(4, 'mm-hm', { turn: 'u2' }),
  slice(5, ' the town, behind the old', { turn: 's1' }),
  slice(6, ''),
  slice(7, ' mole, which', { turn: 's1', cut: true }),
  {
    type: 'replied',
    turn: {
      ...greeting,
      id: 's1',
      after: 'u1',
      written: false,
      text: 'The harbour lies north of the town, behind the old mole, which',
      model: 'gpt-4o at api.openai.com',
      finish: 'stopped',
      labels: ['interrupted'],
      verdicts: verdicts.slice(0, 1),
    },
    usage: undefined,
    ms: 900,
  },
  user('u2', 'stop, who is harbour master'),
  slice(8, 'stop, who is harbour master', { turn: 'u2', interruption: 'stop' }),
  slice(9, 'Old Tregenza.', { turn: 's2' }),
];

async function panel(options: PanelOptions = {}, changes = {}): Promise<PanelPage> {
  const shown = snapshot(spoken, { duplex: 2000, ...changes });
  const page = await openPanel(browser, files, shown, options);
  open.push(page);
  return page;
}

test('what is written is heard key by key, and the field lets go of what a slice has taken', async () => {
  const { page, asked, send, faults } = await panel();
  await page.locator('#composer').pressSequentially('ah');
  const heard = () => asked.filter(({ name }) => name === 'hear').map(({ params }) => params);
  await expect.poll(heard).toEqual([
    { text: 'a', taken: 4, sent: false },
    { text: 'ah', taken: 4, sent: false },
  ]);
  await page.locator('#composer').press('Enter');
  await expect.poll(() => heard().at(-1)).toEqual({ text: 'ah', taken: 4, sent: true });
  // It goes when the slice has it, not before.
  expect(await page.locator('#composer').inputValue()).toBe('ah');
  await page.locator('#composer').pressSequentially('oy');
  await send({ type: 'play', events: [slice(10, 'ah', { turn: 'u3' })] });
  await expect.poll(() => page.locator('#composer').inputValue()).toBe('oy');
  await page.locator('#composer').pressSequentially('!');
  await expect.poll(() => heard().at(-1)).toEqual({ text: 'oy!', taken: 5, sent: false });
  expect(asked.some(({ name }) => name === 'say')).toBe(false);
  expect(faults).toEqual([]);
});

test('the lanes: one stop of the tab key, arrows through time and sides, the slice in full, words for what happened', async () => {
  const { page } = await panel();
  // The field takes the focus once, when the panel opens.
  await page.locator('#composer:focus').waitFor();
  const detail = page.locator('.slice-detail');
  await expect.poll(() => detail.innerText()).toBe('Sherlock Holmes, 8.3 s to 10.0 s: Old Tregenza.');
  expect(await page.locator('.slice[tabindex="0"]').count()).toBe(1);
  await page.locator('.slice[tabindex="0"]').focus();
  await page.keyboard.press('ArrowUp');
  await expect
    .poll(() => detail.innerText())
    .toContain('You, 8.0 s to 9.7 s: stop, who is harbour master (interrupts: stop)');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => detail.innerText()).toBe('Sherlock Holmes, 6.3 s to 8.0 s: mole, which (cut)');
  await page.keyboard.press('Home');
  await expect.poll(() => detail.innerText()).toBe('You, 0.0 s to 1.7 s: tell me about');
  await page.locator('[data-slice="6"]').hover();
  await expect.poll(() => detail.innerText()).toBe('You, 6.0 s to 7.7 s: silence');
  // Silence is no line of the talk; a reply in slices is one, and says where it was cut.
  expect(await page.locator('.entry').count()).toBe(4);
  expect(await page.locator('.entry', { hasText: 'interrupted here' }).locator('.text').innerText()).toContain(
    'behind the old mole, which',
  );
});

test('a reply in slices grows where it stands, and the talk says nothing before its first word', async () => {
  const { page, send } = await panel({}, { busy: true });
  const request = { id: 'r', step: 'slice', model: 'm', dropped: [], folded: false, tokens: 1 };
  await send({ type: 'play', events: [{ type: 'asked', turn: 's1', request }] });
  expect(await page.locator('.coming').count()).toBe(0);
  await send({ type: 'play', events: [{ type: 'text', turn: 's1', text: ' keeps' }] });
  await page.locator('.entry .text', { hasText: 'old mole, which keeps' }).waitFor();
  await send({ type: 'play', events: [{ type: 'asked', turn: 's9', request: { ...request, id: 'r9' } }] });
  await send({ type: 'play', events: [{ type: 'text', turn: 's9', text: 'Anew' }] });
  await page.locator('.coming', { hasText: 'Anew' }).waitFor();
  expect(await page.locator('.growing').count()).toBe(2);
});

test('one line after the other: sending while the persona speaks is one gesture, and the button says so', async () => {
  const { page, asked } = await panel({}, { busy: true, duplex: undefined });
  expect(await page.locator('.duplex-strip').count()).toBe(0);
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  expect(await page.locator('#composer-hint').innerText()).toContain('Enter sends and interrupts, Esc stops');
  await page.locator('#composer').fill('Enough.');
  await page.getByRole('button', { name: 'Interrupt and send' }).waitFor();
  await page.locator('#composer').press('Enter');
  await expect.poll(() => asked.at(-1)).toEqual({ name: 'say', params: { text: 'Enough.' } });
  await page.getByRole('button', { name: 'Talk in slices of time' }).click();
  await expect.poll(() => asked.at(-1)).toEqual({ name: 'duplex', params: { on: true } });
});

test.each([
  ['dark', 700],
  ['light', 700],
  ['contrast', 700],
  ['light', 400],
] as const)('is accessible and fits (%s, %i px)', async (theme: ThemeName, width) => {
  const { page, faults } = await panel({ theme, width }, { busy: true });
  await page.locator('.slice').first().waitFor();
  if (pictures) await page.screenshot({ path: join(pictures, `duplex-${theme}-${width}.png`) });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const newest = await page.locator('[data-slice="9"]').boundingBox();
  expect(newest && newest.x >= 0 && newest.x + newest.width <= width).toBe(true);
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe
      .run()
      .then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)),
  );
  expect(found).toEqual([]);
  expect(faults).toEqual([]);
});
