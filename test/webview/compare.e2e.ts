// Two replies to one line in the panel: who is which, both streaming, the better one picked with the keyboard, narrow and in every theme.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PanelEvent, PanelTurn } from '../../src/wire/preview-protocol.ts';
import { cache } from '../workbench/paths.ts';
import type { PanelOptions } from './kit/panel-page.ts';
import { axe, panelPages } from './kit/panel-pages.ts';
import { greeting, leaked, reply, snapshot, status, user, verdicts } from './kit/talks.ts';

const openPage = panelPages();

const note = { step: 'reply', dropped: [], folded: false, tokens: 40 };
const left = { ...note, id: 'ra', model: 'llama3 at localhost:11434' };
const right = { ...note, id: 'rb', model: 'gpt-4o at api.openai.com', beside: 'a' };

function said(id: string, text: string, model: string, more: Partial<PanelTurn> = {}): PanelEvent {
  const turn = {
    ...greeting,
    id,
    after: 't3',
    text,
    written: false,
    model,
    finish: 'done',
    request: `r${id}`,
  } as const;
  return { type: 'replied', turn: { ...turn, verdicts, ...more }, usage: { input: 40, output: 12 }, ms: 900 };
}

const asked: readonly PanelEvent[] = [
  ...leaked,
  user('t3', 'And what do you make of the visitor’s boots?'),
  { type: 'asked', turn: 'a', request: left },
  { type: 'asked', turn: 'b', request: right },
];
const both: readonly PanelEvent[] = [
  ...asked,
  said('b', 'Red clay, from the *north* side of Tottenham Court Road.', right.model, { beside: 'a' }),
  said('a', 'They are wet. It has rained since four o’clock, and you came on foot.', left.model),
];
const comparing = { compare: { left: left.model, right: right.model } };

async function open(events: readonly PanelEvent[], options: PanelOptions = {}) {
  const panel = await openPage(snapshot(events, comparing), { width: 760, ...options });
  return panel;
}

test('both stream side by side, each under its own name; one that fails says why in its own column', async () => {
  const panel = await open(asked);
  const columns = panel.page.locator('.contestant');
  await panel.send({
    type: 'play',
    events: [
      { type: 'text', turn: 'b', text: 'Red ' },
      { type: 'text', turn: 'a', text: 'They are' },
      { type: 'text', turn: 'b', text: 'clay' },
    ],
  });
  await expect.poll(() => columns.locator('.text').allInnerTexts()).toEqual(['They are', 'Red clay']);
  expect(await columns.locator('h2').allInnerTexts()).toEqual([
    expect.stringMatching(/A\s*llama3 at localhost/),
    expect.stringMatching(/B\s*gpt-4o/),
  ]);
  const failure = { reason: 'rate-limited', message: 'api.openai.com takes no more.', action: 'retry' } as const;
  await panel.send({ type: 'play', events: [{ type: 'failed', turn: 'b', failure, partial: 'Red clay' }] });
  await columns.nth(1).getByText('api.openai.com takes no more.').waitFor();
  await panel.send({ type: 'play', events: [{ type: 'text', turn: 'a', text: ' wet.' }] });
  await expect.poll(() => columns.first().locator('.text').innerText()).toBe('They are wet.');
  await panel.send({ type: 'play', events: [said('a', 'They are wet.', left.model)] });
  await columns.first().locator('.ledger').waitFor();
  // One reply alone is not better than anything.
  expect(await panel.page.locator('.verdict-button').count()).toBe(0);
});

test('where the first one fails, the other is in the talk', async () => {
  const failure = { reason: 'unreachable', message: 'Nothing answers.', action: 'retry' } as const;
  const { page } = await open([
    ...asked,
    { type: 'failed', turn: 'a', failure, partial: '' },
    said('b', 'Red clay.', right.model, { beside: 'a' }),
    { type: 'moved', to: 'b' },
  ] as PanelEvent[]);
  expect(await page.locator('.contestant').first().innerText()).toContain('Nothing answers.');
  expect(await page.locator('.contestant').nth(1).innerText()).toContain('Red clay.');
});

test('the better one is picked with the keyboard, shown as picked, and taken back with Neither', async () => {
  const panel = await open(both);
  const { page } = panel;
  await page.getByRole('button', { name: 'A is better' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'prefer', params: { chosen: 'b', rejected: 'a' } });
  await panel.send({
    type: 'play',
    events: [
      { type: 'preferred', turns: ['b', 'a'] },
      { type: 'moved', to: 'b' },
    ],
  });
  const better = page.getByRole('button', { name: 'B is better' });
  await expect.poll(() => better.getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => page.locator('.contestant').nth(1).locator('h2').innerText()).toMatch(/better[\s\S]*goes on/);
  await page.getByRole('button', { name: 'Neither' }).click();
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'tie', params: { one: 'a', other: 'b' } });
  await panel.send({ type: 'play', events: [{ type: 'withdrawn', turns: ['b', 'a'] }] });
  await expect.poll(() => better.getAttribute('aria-pressed')).toBe('false');
});

test('comparing is seen, switched on in the header and off in the strip', async () => {
  const panel = await open(both);
  const { page } = panel;
  expect(await page.locator('.compare-strip').innerText()).toContain('A: llama3 at localhost:11434. B: gpt-4o');
  await page.getByRole('button', { name: 'End comparing' }).click();
  await expect.poll(() => panel.asked.at(-1)?.name).toBe('endCompare');
  await panel.send({ type: 'status', status });
  await expect.poll(() => page.locator('.compare-strip').count()).toBe(0);
  const button = page.getByRole('button', { name: 'Compare two replies to each line' });
  expect(await button.getAttribute('aria-pressed')).toBe('false');
  await button.click();
  await expect.poll(() => panel.asked.at(-1)?.name).toBe('compare');
  // What was compared stays side by side.
  expect(await page.locator('.contestant').count()).toBe(2);
});

test('while swiping between alternatives the shown one is picked as the best, and picked no more', async () => {
  const panel = await open([
    user('t3', 'And?'),
    ...reply('x', 'One.', [], { after: 't3' }),
    { type: 'removed', turns: ['x'] },
    ...reply('y', 'Two.', [], { after: 't3' }),
    { type: 'removed', turns: ['y'] },
    ...reply('z', 'Three.', [], { after: 't3' }),
  ]);
  const best = panel.page.getByRole('button', { name: 'The best of 3' });
  await best.click();
  const prefer = (rejected: string) => ({ name: 'prefer', params: { chosen: 'z', rejected } });
  await expect.poll(() => panel.asked.slice(-2)).toEqual([prefer('x'), prefer('y')]);
  await panel.send({
    type: 'play',
    events: [
      { type: 'preferred', turns: ['z', 'x'] },
      { type: 'preferred', turns: ['z', 'y'] },
    ],
  });
  await expect.poll(() => best.getAttribute('aria-pressed')).toBe('true');
  await best.click();
  await expect.poll(() => panel.asked.slice(-2).map(({ name }) => name)).toEqual(['tie', 'tie']);
});

test('versions of the persona are told by their names', async () => {
  const head = { ...right, model: left.model, version: 'HEAD' };
  const events: PanelEvent[] = [
    ...leaked,
    ...reply('t9', 'Before.', []),
    { type: 'asked', turn: 'a', request: left },
    { type: 'asked', turn: 'b', request: head },
  ];
  const { page } = await open(events);
  expect((await page.locator('h2').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
    'A as edited',
    'B HEAD',
  ]);
});

test.each(['dark', 'light', 'contrast'] as const)('%s: nothing for axe to find, wide and narrow', async (theme) => {
  for (const width of [760, 400]) {
    const { page, faults } = await open([...both, { type: 'preferred', turns: ['b', 'a'] }], {
      theme,
      width,
      height: 900,
    });
    await page.locator('.contestant').nth(1).waitFor();
    const boxes = await page
      .locator('.contestant')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().y));
    expect(boxes[0] === boxes[1]).toBe(width > 560);
    await page.screenshot({ path: join(cache, 'screenshots', `compare-${theme}-${width}.png`) });
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const run = (
        window as unknown as {
          axe: { run(o: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe;
      const { violations } = await run.run({ resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    });
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  }
});
