// The tabs of memory in the real bundle: how a request was made, what lore came up, what is remembered; by keyboard, in every theme, narrow.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PanelContext, PanelLore, PanelMemories } from '../../src/wire/memory-protocol.ts';
import type { PanelOptions, PanelPage } from './kit/panel-page.ts';
import { axe, panelPages } from './kit/panel-pages.ts';
import { greeting, reply, snapshot, user } from './kit/talks.ts';
import type { ThemeName } from './kit/themes.ts';

const openPage = panelPages();

const lore: readonly PanelLore[] = [
  { label: 'moriarty', reason: 'no-key', key: undefined, also: undefined, turn: undefined },
  { label: 'violin', reason: 'sent', key: 'violin', also: undefined, turn: 't3' },
  { label: 'tea', reason: 'no-also', key: 'tea', also: undefined, turn: 't1' },
  { label: 'the sealed letter', reason: 'only-with', key: undefined, also: undefined, turn: undefined },
  { label: 'the case of the <b>hound</b>', reason: 'budget', key: '/hound/i', also: 'moor', turn: 't3' },
];

const made: PanelContext = {
  request: 'r-t4',
  tokens: 2950,
  lore,
  report: {
    tokens: 1810,
    budget: 2500,
    similarity: 'lexical',
    notes: ['Embeddings failed, so words were compared: no route.'],
    partner: 'Watson',
    recalled: [
      { id: 'm1', text: 'Watson has hurt his shoulder.', similarity: 0.82 },
      { id: 'm3', text: 'Watson served in Afghanistan.', similarity: 0.67, with: 'm1' },
    ],
    pieces: [
      {
        exchanges: [1, 1],
        turn: 't1',
        as: 'dropped',
        tokens: 0,
        raw: 60,
        why: 'It is not among the 6 older turns most like the newest line.',
      },
      {
        exchanges: [2, 2],
        turn: 't1',
        as: 'raw',
        tokens: 500,
        raw: 500,
        similarity: 0.3,
        why: 'Its words may be needed.',
      },
      {
        exchanges: [3, 8],
        turn: 't1',
        as: 'dropped',
        tokens: 0,
        raw: 840,
        why: 'It is not among the 6 older turns most like the newest line.',
      },
      {
        exchanges: [9, 9],
        turn: 't1',
        as: 'summary',
        tokens: 110,
        raw: 650,
        similarity: 0.2,
        summary: 'They spoke of the violin.',
        why: 'The model said that its summary is enough.',
      },
      { exchanges: [10, 10], turn: 't1', as: 'raw', tokens: 300, raw: 300, why: 'It is the turn before.' },
      { exchanges: [11, 11], turn: 't3', as: 'raw', tokens: 900, raw: 900, why: 'It is the newest.' },
    ],
  },
};

const memories: PanelMemories = {
  on: true,
  partner: 'Watson',
  session: 3,
  problems: 1,
  error: undefined,
  sessions: [
    { session: 1, partner: 'Watson' },
    { session: 2, partner: 'Mrs Hudson' },
  ],
  memories: [
    { id: 'm1', about: 'Watson', from: 'Watson', session: 1, text: 'Watson has hurt his shoulder.', links: ['m3'] },
    {
      id: 'm2',
      about: 'Watson',
      from: 'Mrs Hudson',
      session: 2,
      text: 'Watson pays his rent late.',
      private: true,
      links: [],
    },
    {
      id: 'm3',
      about: 'self',
      from: 'Watson',
      session: 1,
      text: 'Promised Watson to keep the bullet holes out of the wall.',
      links: ['m1'],
    },
  ],
};

const events = [
  { type: 'turn', turn: greeting } as const,
  user('t1', 'Who are you?'),
  ...reply('t2', 'Holmes.', []),
  user('t3', 'Tell me of the violin.'),
  ...reply('t4', 'A Stradivarius.', [], { labels: ['remembers m1, m3'] }),
];

const answer: NonNullable<PanelOptions['answer']> = (name, params) => {
  if (name === 'context') return { ...made, request: (params as { request: string }).request };
  if (name === 'tryLore') return lore;
  if (name === 'memories' || name === 'changeMemory') return memories;
  return undefined;
};

async function open(tab: string, options: PanelOptions = {}): Promise<PanelPage> {
  const memory = { uri: 'file:///work/holmes.persona', talk: 'talk-1', draft: '', drawer: { open: true, tab } };
  const panel = await openPage(snapshot(events), {
    width: 900,
    height: 820,
    answer,
    memory,
    ...options,
  });
  return panel;
}

describe('context', () => {
  test('says of each run of turns its fate in words, its tokens and why', async () => {
    const { page, asked, faults } = await open('context');
    await page.waitForSelector('.piece');
    expect(asked.filter(({ name }) => name === 'context')).toEqual([{ name: 'context', params: { request: 'r-t4' } }]);
    const heads = await page.locator('.piece-head').allInnerTexts();
    expect(heads.map((head) => head.replace(/\s+/g, ' ').trim())).toEqual([
      'Turn 1 left out 0 of 60 tokens',
      'Turn 2 word for word 500 tokens · likeness 0.30',
      'Turns 3 to 8 left out 0 of 840 tokens',
      'Turn 9 summed up 110 of 650 tokens · likeness 0.20',
      'Turn 10 word for word 300 tokens',
      'Turn 11 word for word 900 tokens',
    ]);
    await page.getByText('What stands in its place').click();
    await expect.poll(() => page.getByText('They spoke of the violin.').isVisible()).toBe(true);
    expect(
      await page
        .locator('.token-part')
        .first()
        .evaluate((part) => getComputedStyle(part).width),
    ).not.toBe('0px');
    expect(faults).toEqual([]);
  });

  test('follows the line chosen, asks once for each, and leads back to the turn', async () => {
    const { page, asked } = await open('context');
    await page.waitForSelector('.piece');
    await page.locator('[data-entry="t2"]').focus();
    await expect
      .poll(() => asked.filter(({ name }) => name === 'context').map(({ params }) => params))
      .toEqual([{ request: 'r-t4' }, { request: 'r-t2' }]);
    await page.waitForSelector('.piece');
    await page.getByRole('button', { name: 'Turn 11' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-entry'))).toBe('t3');
  });

  test('clears and exports through the host', async () => {
    const { page, asked } = await open('context');
    await page.getByRole('button', { name: 'Clear memory' }).click();
    await page.getByRole('button', { name: 'Export memory' }).click();
    await expect
      .poll(() => asked.filter(({ name }) => name === 'memoryAct').map(({ params }) => params))
      .toEqual([{ act: 'clear' }, { act: 'export' }]);
  });
});

describe('lore', () => {
  test('what was sent first, each with its reason and key; hostile names stay words', async () => {
    const { page, asked } = await open('lore');
    await page.waitForSelector('.lore');
    const rows = await page.locator('.lore > div').allInnerTexts();
    expect(rows.map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
      'violin sent by violin Show it in the talk',
      'moriarty no key came up',
      'tea a key came up, none of “also” did by tea Show it in the talk',
      'the sealed letter somebody listens who may not hear it',
      'the case of the <b>hound</b> came up, no room for it by /hound/i and moor Show it in the talk',
    ]);
    await page.getByRole('button', { name: 'tea', exact: true }).click();
    await expect.poll(() => asked.at(-1)).toEqual({ name: 'revealLore', params: { request: 'r-t4', index: 2 } });
  });

  test('a line is tried with Enter, and no model is asked', async () => {
    const { page, asked } = await open('lore');
    await page.getByLabel('Try a line without a model').fill('The hound!');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=If this were said now');
    expect(asked.filter(({ name }) => name === 'tryLore')).toEqual([
      { name: 'tryLore', params: { text: 'The hound!' } },
    ]);
    expect(asked.some(({ name }) => name === 'say')).toBe(false);
  });
});

describe('memories', () => {
  test('who remembers what of whom; a memory is edited by keyboard, hidden and forgotten', async () => {
    const { page, asked } = await open('memories');
    await page.waitForSelector('.memory');
    expect(await page.locator('.session').innerText()).toContain('Session 3, with Watson');
    expect(await page.locator('.memory').nth(1).innerText()).toContain('private: told to Mrs Hudson alone');
    const first = page.locator('[data-memory="m1"]');
    await first.getByRole('button', { name: 'Edit this memory' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('memory-field');
    await page.locator('.memory-field').fill('The shoulder is well.');
    await page.keyboard.press('Enter');
    await page.locator('[data-memory="m2"]').getByRole('button', { name: 'No longer private' }).click();
    await first.getByRole('button', { name: 'Forget this memory' }).click();
    await expect
      .poll(() => asked.filter(({ name }) => name === 'changeMemory').map(({ params }) => params))
      .toEqual([
        { id: 'm1', change: 'edit', text: 'The shoulder is well.' },
        { id: 'm2', change: 'open', text: '' },
        { id: 'm1', change: 'forget', text: '' },
      ]);
  });

  test('what somebody else wrote is looked up again', async () => {
    const { page, asked, send } = await open('memories');
    await page.waitForSelector('.memory');
    const before = asked.filter(({ name }) => name === 'memories').length;
    await send({ type: 'memories' });
    await expect.poll(() => asked.filter(({ name }) => name === 'memories').length).toBe(before + 1);
  });
});

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe.each(['context', 'lore', 'memories'])('%s', (tab) => {
  test.each<[ThemeName, number]>([
    ['dark', 900],
    ['light', 900],
    ['contrast', 900],
    ['light', 400],
  ])('axe finds nothing in %s at %i px, and nothing sticks out', async (theme, width) => {
    const { page, faults } = await open(tab, { theme, width });
    await page.waitForSelector(tab === 'context' ? '.piece' : tab === 'lore' ? '.lore' : '.memory');
    const shots = process.env['SHOTS'];
    if (shots) await page.screenshot({ path: join(shots, `${tab}-${theme}-${width}.png`) });
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { axe: tool } = window as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } };
      return (await tool.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    expect(found).toEqual([]);
    const wide = await page.evaluate(() => {
      const view = document.querySelector('.tab-view');
      return view ? view.scrollWidth - view.clientWidth : 1;
    });
    expect(wide).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
  });
});
