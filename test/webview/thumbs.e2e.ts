// Thumbs in the panel: by mouse and by key, taken back, and from a disliked reply to a better persona; narrow, in every theme, by axe.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Thumb } from '../../src/play/thumbs.ts';
import type { PanelEvent } from '../../src/wire/preview-protocol.ts';
import { cache } from '../workbench/paths.ts';
import { axe, panelPages } from './kit/panel-pages.ts';
import { leaked, snapshot } from './kit/talks.ts';

const openPage = panelPages();
beforeAll(() => {
  mkdirSync(join(cache, 'screenshots'), { recursive: true });
});
const noted = (turn: string, thumb: Thumb | 'none'): PanelEvent => ({
  type: 'noted',
  note: { kind: 'thumb', turn, thumb },
});

test('a thumb is pressed, and pressed again it is taken back', async () => {
  const panel = await openPage(snapshot(leaked));
  const line = panel.page.locator('[data-entry=t2]');
  await line.hover();
  await line.getByRole('button', { name: 'Good reply' }).click();
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'thumb', params: { turn: 't2', thumb: 'up' } });
  await panel.send({ type: 'play', events: [noted('t2', 'up')] });
  const pressed = line.getByRole('button', { name: 'Good reply', pressed: true });
  await pressed.waitFor();
  await line.getByText('liked', { exact: true }).waitFor();
  expect(await line.getByRole('button', { name: 'Improve Persona' }).count()).toBe(0);
  await pressed.click();
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'thumb', params: { turn: 't2', thumb: 'none' } });
  await panel.send({ type: 'play', events: [noted('t2', 'none')] });
  await expect.poll(() => line.locator('.thumb-mark').count()).toBe(0);
});

test('minus on a reply dislikes it, and the way to a better persona is one tab stop of its line', async () => {
  const panel = await openPage(snapshot(leaked));
  const { page } = panel;
  await page.locator('[data-entry=t2]').focus();
  await page.keyboard.press('-');
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'thumb', params: { turn: 't2', thumb: 'down' } });
  await panel.send({ type: 'play', events: [noted('t2', 'down')] });
  const way = page.getByRole('button', { name: 'Improve Persona from this reply' });
  await way.waitFor();
  await way.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'improveFrom', params: { turn: 't2' } });
  // On a line of the user the keys mean nothing.
  const asked = panel.asked.length;
  await page.locator('[data-entry=t1]').focus();
  await page.keyboard.press('+');
  await page.keyboard.press('-');
  await page.waitForTimeout(50);
  expect(panel.asked).toHaveLength(asked);
});

test.each(['light', 'dark', 'contrast'] as const)('it reads well and passes axe: %s, narrow', async (theme) => {
  const events = [...leaked, noted('t0', 'up'), noted('t2', 'down')];
  const panel = await openPage(snapshot(events), { theme, width: 320, height: 760 });
  const { page } = panel;
  await page.locator('[data-entry=t2]').focus();
  await page.evaluate(axe);
  const broken = await page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
  expect(broken).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.screenshot({ path: join(cache, 'screenshots', `thumbs-${theme}.png`) });
});
