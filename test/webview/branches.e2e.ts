// Branches in the panel: alternatives by mouse and by key, back to a line, on to where the talk had gone, any line written over.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { PanelEvent } from '../../src/wire/preview-protocol.ts';
import type { PanelPage } from './kit/panel-page.ts';
import { panelPages } from './kit/panel-pages.ts';
import { leaked, reply, snapshot, status, user, verdicts } from './kit/talks.ts';

const openPage = panelPages();

/** Asked for again: the path holds the second of two replies, and the talk went on from it. */
const branching: readonly PanelEvent[] = [
  ...leaked,
  { type: 'removed', turns: ['t2'] },
  ...reply('t2b', 'The words stay mine.', verdicts.slice(0, 1), { after: 't1' }),
  user('t3', 'And then?'),
  ...reply('t4', 'Nothing.', []),
];

async function open(events: readonly PanelEvent[] = branching): Promise<PanelPage> {
  const panel = await openPage(snapshot(events));
  return panel;
}

const texts = (page: Page) =>
  page.locator('.entry').evaluateAll((all) => all.map((one) => one.getAttribute('data-entry')));

test('a place with two replies says so, and the arrows lead to the other, with all that came after it', async () => {
  const panel = await open();
  const { page } = panel;
  expect(await texts(page)).toEqual(['t0', 't1', 't2b', 't3', 't4']);
  const place = page.getByRole('group', { name: 'Version 2 of 2' });
  expect(await place.innerText()).toContain('2 / 2');
  await place.getByRole('button', { name: 'Version before' }).click();
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'go', params: { turn: 't2', onward: true } });
  await panel.send({ type: 'play', events: [{ type: 'moved', to: 't2' }] });
  await expect.poll(() => texts(page)).toEqual(['t0', 't1', 't2']);
  // The focus went with the choice.
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-entry'))).toBe('t2');
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'go', params: { turn: 't2b', onward: true } });
  await panel.send({ type: 'play', events: [{ type: 'moved', to: 't4' }] });
  await expect.poll(() => texts(page)).toEqual(['t0', 't1', 't2b', 't3', 't4']);
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-entry'))).toBe('t2b');
});

test('where a line stands alone, Alt and an arrow stay what they are', async () => {
  const panel = await open();
  await panel.page.locator('[data-entry=t4]').focus();
  await panel.page.keyboard.press('Alt+ArrowLeft');
  await panel.page.keyboard.press('ArrowUp');
  await expect.poll(() => panel.page.evaluate(() => document.activeElement?.getAttribute('data-entry'))).toBe('t3');
  expect(panel.asked.map(({ name }) => name)).toEqual(['ready']);
});

test('back to a line; what came after it is offered, and nothing is lost', async () => {
  const panel = await open();
  const { page } = panel;
  await page.locator('[data-entry=t1]').hover();
  await page.locator('[data-entry=t1]').getByRole('button', { name: 'Go back to here' }).click();
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'go', params: { turn: 't1', onward: false } });
  await panel.send({ type: 'play', events: [{ type: 'moved', to: 't1' }] });
  await page.getByText('From here the talk went on for 3 lines.').waitFor();
  await page.getByRole('button', { name: 'Go on there' }).click();
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'go', params: { turn: 't1', onward: true } });
});

test('a reply is written over, and is shown as written by hand; none of it while a reply is on its way', async () => {
  const panel = await open();
  const { page } = panel;
  const line = page.locator('[data-entry=t2b]');
  await line.hover();
  await line.getByRole('button', { name: 'Write over' }).click();
  const field = page.getByRole('textbox', { name: 'Write this line over' });
  await field.fill('The words stay where they are.');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect
    .poll(() => panel.asked.at(-1))
    .toEqual({ name: 'edit', params: { turn: 't2b', text: 'The words stay where they are.' } });
  const [, written] = reply('t5', 'The words stay where they are.', verdicts.slice(0, 1), {
    after: 't1',
    edited: true,
    model: undefined,
    request: undefined,
  });
  if (written?.type !== 'replied') throw new Error('no reply');
  await panel.send({
    type: 'play',
    events: [
      { type: 'removed', turns: ['t2b', 't3', 't4'] },
      { type: 'turn', turn: written.turn },
    ],
  });
  await expect.poll(() => page.locator('[data-entry=t5] .source').innerText()).toBe('written over by hand');
  await page.getByRole('group', { name: 'Version 3 of 3' }).waitFor();
  await panel.send({ type: 'status', status: { ...status, busy: true } });
  await expect.poll(() => page.getByRole('button', { name: /Version|Go back|Write over|Edit and/ }).count()).toBe(0);
  expect(await page.locator('.branch-count').allInnerTexts()).toEqual(['3 / 3']);
});
