// The drawer and its plots: by mouse and by keyboard, remembered, led from a column or a row to its line, beside the talk or below it; and
// branches, scenes, the search and a long talk in every theme with nothing for axe to find.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { PanelEvent, PanelTurn } from '../../src/wire/preview-protocol.ts';
import { cache } from '../workbench/paths.ts';
import type { PanelOptions, PanelPage } from './kit/panel-page.ts';
import { axe, panelPages } from './kit/panel-pages.ts';
import { greeting, leaked, longTalk, reply, snapshot, user, verdicts } from './kit/talks.ts';

const openPage = panelPages();

async function open(events: readonly PanelEvent[], options: PanelOptions = {}, changes = {}): Promise<PanelPage> {
  const panel = await openPage(snapshot(events, changes), { width: 900, ...options });
  return panel;
}

const openPlots = async (page: Page) => {
  await page.getByRole('button', { name: 'Views of this talk' }).click();
  await page.getByRole('tab', { name: 'Plots' }).click();
  await page.locator('.chart').first().waitFor();
};

test('opens with a button, shows what the talk cost and three plots that say in words what they show', async () => {
  const { page } = await open(longTalk(60));
  await openPlots(page);
  const button = page.getByRole('button', { name: 'Views of this talk' });
  expect(await button.getAttribute('aria-expanded')).toBe('true');
  expect((await page.locator('.totals').innerText()).replaceAll('\u00a0', ' ')).toBe(
    '30 requests · 12,360 tokens in, 930 out · 37.2 s',
  );
  expect(await page.locator('.chart').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).toEqual([
    'Rules over the replies. 54 kept, 6 broken',
    'Length of replies. at most 110 words',
    'Said before. at most 98 %',
  ]);
  expect(await page.locator('.chart').first().locator('.column').count()).toBe(30);
  expect(await page.locator('.column-down').count()).toBe(6);
  expect(await page.locator('.drawer [style]').count()).toBe(0);
});

test('a column leads to its line, a row of the table does so by keyboard', async () => {
  const { page } = await open(longTalk(2_000));
  await openPlots(page);
  const at = () => page.evaluate(() => document.activeElement?.getAttribute('data-entry'));
  await page.locator('.chart').first().locator('.column').nth(3).click();
  await expect.poll(at).toBe('l109');
  await page.getByRole('button', { name: 'Show as a table' }).click();
  await page.getByRole('button', { name: '2–34', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(at).toBe('l9');
  expect(await page.getByRole('row').count()).toBeLessThanOrEqual(61);
});

test('Esc closes it and gives the focus back; open or closed is remembered', async () => {
  const { page, memory } = await open(leaked, {
    memory: { uri: 'u', talk: 'talk-1', draft: '', drawer: { open: true, tab: 'plots' } },
  });
  await page.locator('#drawer').waitFor();
  await page.getByRole('tab', { name: 'Plots' }).focus();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('#drawer').count()).toBe(0);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('drawer-button');
  await expect.poll(memory).toMatchObject({ drawer: { open: false, tab: 'plots' } });
});

test('stands beside the talk, and below it where the panel is narrow', async () => {
  const { page } = await open(longTalk(30));
  await openPlots(page);
  const boxes = async () => {
    const of = (name: string) => page.locator(name).evaluate((one) => one.getBoundingClientRect().toJSON() as DOMRect);
    return { talk: await of('main.panel'), drawer: await of('#drawer') };
  };
  const wide = await boxes();
  expect(wide.drawer.left).toBeGreaterThanOrEqual(wide.talk.right - 1);
  await page.setViewportSize({ width: 400, height: 760 });
  const narrow = await boxes();
  expect(narrow.drawer.top).toBeGreaterThan(narrow.talk.bottom - 1);
  expect(narrow.drawer.width).toBe(400);
  expect(narrow.talk.height).toBeGreaterThan(90);
});

const spoken = (id: string, speaker: string, text: string, more: Partial<PanelTurn> = {}): PanelEvent => ({
  type: 'turn',
  turn: { ...greeting, id, speaker, text, written: false, ...more },
});
const lestrade = { name: 'Inspector Lestrade' };
const scene: readonly PanelEvent[] = [
  spoken('n1', 'narrator', 'Rain on Baker Street. The fire is low.'),
  spoken('s1', 'self', 'Come in, Lestrade.'),
  spoken('l0', 'lestrade', 'He knows already. How?', { ...lestrade, thought: true }),
  spoken('l1', 'lestrade', 'It is the *Brixton* matter.', { ...lestrade, model: 'gpt-4o' }),
  spoken('m1', 'moran', 'I was never there.', { name: 'Sebastian Moran' }),
  user('u1', 'I take the chair by the fire.'),
];
const branching: readonly PanelEvent[] = [
  ...leaked,
  { type: 'removed', turns: ['t2'] },
  ...reply('t2b', 'The words stay mine.', verdicts.slice(0, 1), { after: 't1' }),
];

test('a scene says who speaks by name and initial, sets the narrator apart, and says of a thought that it is one', async () => {
  const working = { id: 'q', step: 'mood', model: 'm', dropped: [], folded: false, tokens: 1 };
  const { page } = await open([...scene, { type: 'asked', turn: undefined, request: working }]);
  const heads = (await page.locator('.turn-head').allInnerTexts()).map((head) => head.replace(/\s+/g, ' ').trim());
  expect(heads).toEqual([
    'Narrator',
    'SH Sherlock Holmes',
    'I Inspector Lestrade thinks',
    'I Inspector Lestrade gpt-4o',
    'SE Sebastian Moran',
    'You',
  ]);
  expect(await page.locator('.entry.thought .text').evaluate((one) => getComputedStyle(one).fontStyle)).toBe('italic');
  await page.getByText('Working out: mood').waitFor();
});

const looks: Record<string, [readonly PanelEvent[], ((page: Page) => Promise<unknown>)?]> = {
  plots: [longTalk(60), openPlots],
  table: [
    longTalk(2_000),
    async (page) => {
      await openPlots(page);
      await page.getByRole('button', { name: 'Show as a table' }).click();
      await page.locator('.plot-table').waitFor();
    },
  ],
  scene: [scene],
  branches: [branching, (page) => page.locator('[data-entry=t2b]').focus()],
  onward: [[...branching, { type: 'moved', to: 't1' }]],
  find: [
    longTalk(200),
    async (page) => {
      await page.keyboard.press('Control+f');
      await page.locator('#find:focus').waitFor();
      await page.keyboard.type('clay');
      await page.locator('.found').waitFor();
    },
  ],
};

test.each(Object.keys(looks))('nothing for axe to find, in any theme, wide and narrow: %s', async (name) => {
  const [events, act] = looks[name] ?? [[]];
  for (const theme of ['light', 'dark', 'contrast', 'contrast-light'] as const) {
    for (const width of theme === 'light' ? [900, 400] : [theme === 'dark' ? 400 : 900]) {
      const { page, faults } = await open(events, { theme, width });
      await act?.(page);
      await page.screenshot({ path: join(cache, 'screenshots', `${name}-${theme}-${width}.png`) });
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        interface Violations {
          readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
        }
        const run = (window as unknown as { axe: { run(): Promise<Violations> } }).axe;
        const { violations } = await run.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
      });
      expect(found, `${name} in ${theme} at ${width}`).toEqual([]);
      expect(faults).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
      await page.close();
    }
  }
});
