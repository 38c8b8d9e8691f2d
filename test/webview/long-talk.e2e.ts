// A talk of 2,000 turns in the panel: few lines in the page whatever its length, keys that reach all of them, places that are said, a search
// that finds what is not drawn, and a reply that streams at its end.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PanelEvent } from '../../src/wire/preview-protocol.ts';
import { launchBrowser } from '../workbench/browser.ts';
import { bundlePanel, openPanel, type PanelPage } from './kit/panel-page.ts';
import { longTalk, reply, snapshot, user } from './kit/talks.ts';

const turns = 2_000;
/** More lines than fit in sight, twice over. */
const most = 60;

let browser: Browser;
let files: Map<string, Uint8Array>;
let panel: PanelPage;
let page: Page;
beforeAll(async () => {
  [browser, files] = await Promise.all([launchBrowser(() => undefined), bundlePanel()]);
});
beforeEach(async () => {
  panel = await openPanel(browser, files, snapshot(longTalk(turns)));
  page = panel.page;
});
afterEach(() => page?.close());
afterAll(() => browser?.close());

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-entry'));
const drawn = () => page.locator('.entries > li').count();
const fromEnd = () => page.locator('.panel').evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight);
/** Whether a line lies where it can be seen. */
const seen = (id: string) =>
  page.locator(`[data-entry=${id}]`).evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    const scroller = one.closest('.panel')?.getBoundingClientRect();
    return scroller !== undefined && bottom > scroller.top && top < scroller.bottom;
  });

test('opens at its end with few lines in the page, each of which says its place', async () => {
  await expect.poll(fromEnd).toBeLessThan(2);
  expect(await drawn()).toBeLessThan(most);
  const last = page.locator(`[data-entry=l${turns - 1}]`);
  expect(await last.getAttribute('aria-setsize')).toBe(String(turns));
  expect(await last.getAttribute('aria-posinset')).toBe(String(turns));
  expect(panel.faults).toEqual([]);
});

test('Home, End and the arrows reach every line, and the focus is always on one that is there', async () => {
  await page.locator(`[data-entry=l${turns - 1}]`).focus();
  await page.keyboard.press('Home');
  await expect.poll(focused).toBe('l0');
  await expect.poll(() => seen('l0')).toBe(true);
  expect(await drawn()).toBeLessThan(most);
  for (let at = 1; at <= 30; at++) await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe('l30');
  await expect.poll(() => seen('l30')).toBe(true);
  await page.keyboard.press('End');
  await expect.poll(focused).toBe(`l${turns - 1}`);
  await expect.poll(() => seen(`l${turns - 1}`)).toBe(true);
  for (let at = 0; at < 30; at++) await page.keyboard.press('ArrowUp');
  await expect.poll(focused).toBe(`l${turns - 31}`);
  await expect.poll(() => seen(`l${turns - 31}`)).toBe(true);
});

test('scrolled anywhere the page holds what is in sight, and lines follow one another without a gap', async () => {
  for (const part of [0.5, 0.1, 0.93]) {
    await page.locator('.panel').evaluate((one, to) => one.scrollTo(0, one.scrollHeight * to), part);
    const gapless = () =>
      page.locator('.panel').evaluate((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        const rows = [...one.querySelectorAll('.entries > li')].map((row) => row.getBoundingClientRect());
        const inSight = rows.filter((row) => row.bottom > top && row.top < bottom);
        const first = inSight[0];
        const last = inSight.at(-1);
        const joined = inSight.every((row, at) => at === 0 || Math.abs(row.top - (inSight[at - 1]?.bottom ?? 0)) < 2);
        return joined && first !== undefined && last !== undefined && first.top <= top && last.bottom >= bottom;
      });
    await expect.poll(gapless).toBe(true);
    expect(await drawn()).toBeLessThan(most);
  }
});

test('scrolled up line by line, nothing jumps: what was in sight moves by as much as was scrolled', async () => {
  await page.locator('.panel').evaluate((one) => one.scrollTo(0, one.scrollHeight / 2));
  await page.waitForFunction(() => document.querySelectorAll('.entries > li').length > 5);
  const jumps = await page.locator('.panel').evaluate(async (one) => {
    const frame = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
    await frame();
    let worst = 0;
    for (let step = 0; step < 40; step++) {
      const middle = one.getBoundingClientRect().top + one.clientHeight / 2;
      const row = [...one.querySelectorAll<HTMLElement>('.entries > li[data-entry]')].find(
        (each) => each.getBoundingClientRect().bottom > middle,
      );
      const before = row?.getBoundingClientRect().top ?? 0;
      one.scrollBy(0, -60);
      await frame();
      const moved = (row?.getBoundingClientRect().top ?? 0) - before;
      if (row?.isConnected) worst = Math.max(worst, Math.abs(moved - 60));
    }
    return worst;
  });
  expect(jumps).toBeLessThan(3);
});

test('a reply streams at the end and is followed; who scrolled back stays there', async () => {
  const note = { id: 'r', step: 'reply', model: 'm', dropped: [], folded: false, tokens: 1 };
  const asked: PanelEvent[] = [user('u', 'And?'), { type: 'asked', turn: 'r1', request: note }];
  await panel.send({ type: 'play', events: asked });
  for (let at = 0; at < 40; at++) {
    await panel.send({ type: 'play', events: [{ type: 'text', turn: 'r1', text: `word ${at}\n\n` }] });
  }
  await page.getByText('word 39').waitFor();
  await expect.poll(fromEnd).toBeLessThan(2);
  await page.locator('.panel').evaluate((one) => one.scrollTo(0, one.scrollHeight / 2));
  await expect.poll(() => page.locator('.coming').count()).toBe(0);
  const place = await page.locator('.panel').evaluate((one) => one.scrollTop);
  await panel.send({ type: 'play', events: [{ type: 'text', turn: 'r1', text: 'more\n\n'.repeat(50) }] });
  const [, replied] = reply('r1', 'All of it.', []);
  await panel.send({ type: 'play', events: [replied as PanelEvent] });
  await page
    .locator(`[aria-setsize="${turns + 2}"]`)
    .first()
    .waitFor();
  expect(await page.locator('.panel').evaluate((one) => one.scrollTop)).toBe(place);
});

test('Ctrl+F finds lines that are not drawn: count, next, previous, and Esc back to the line', async () => {
  await page.locator('#composer').focus();
  await page.keyboard.press('Control+f');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('find');
  await page.keyboard.type('line 100');
  const count = page.locator('.find-count');
  // Line 100 and lines 1000 to 1009: the newest first.
  await expect.poll(() => count.innerText()).toBe('11 of 11 lines');
  await expect.poll(() => seen('l1009')).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => count.innerText()).toBe('1 of 11 lines');
  await expect.poll(() => seen('l100')).toBe(true);
  expect(await page.locator('.found').getAttribute('data-entry')).toBe('l100');
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => seen('l1009')).toBe(true);
  await expect.poll(() => page.evaluate(() => CSS.highlights.get('find')?.size)).toBeGreaterThan(5);
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('l1009');
  expect(await page.locator('#find').count()).toBe(0);
  await page.keyboard.press('Control+f');
  await page.locator('#find:focus').waitFor();
  await page.keyboard.type('no such words');
  await expect.poll(() => count.innerText()).toBe('in no line');
});

test('a ledger opened in the middle stays where it is and pushes what follows', async () => {
  await page.locator('.panel').evaluate((one) => one.scrollTo(0, one.scrollHeight / 2));
  const inSight = () =>
    page.locator('.ledger-summary').evaluateAll((all) => {
      const middle = (one: Element) => {
        const { top } = one.getBoundingClientRect();
        return top > 150 && top < 550 && Number(one.closest('li')?.getAttribute('data-index')) < 1_500;
      };
      return all.find(middle)?.closest('li')?.getAttribute('data-entry') ?? '';
    });
  await expect.poll(inSight).toMatch(/^l/);
  const line = page.locator(`[data-entry=${await inSight()}]`);
  const summary = line.locator('.ledger-summary');
  const top = () => summary.evaluate((one) => one.getBoundingClientRect().top);
  const before = await top();
  await summary.click();
  await line.locator('.verdicts').waitFor();
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(3);
});
