// The strip of an interview in the panel's real bundle: who asks, how far, stop; how it ended and what comes next; in every theme and narrow.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { InterviewNote } from '../../src/play/simulated-user/interview-notes.ts';
import type { PanelEvent } from '../../src/wire/preview-protocol.ts';
import { cache } from '../workbench/paths.ts';
import type { PanelOptions } from './kit/panel-page.ts';
import { axe, panelPages } from './kit/panel-pages.ts';
import { leaked, reply, snapshot, user, verdicts } from './kit/talks.ts';

const openPage = panelPages();

const note = (said: number, ended?: InterviewNote['ended']): PanelEvent => {
  const about = { asker: 'Rosa Delgado', model: 'llama3 at localhost:11434', mode: 'free', turns: 6 } as const;
  return { type: 'noted', note: { kind: 'interview', run: 'r', ...about, said, ...(ended ? { ended } : {}) } };
};

function simulated(id: string, text: string, flagged = false): PanelEvent {
  const line = user(id, text);
  if (line.type !== 'turn') return line;
  const labels = ['simulated user', ...(flagged ? ['answers instead of asking'] : [])];
  return {
    ...line,
    turn: { ...line.turn, name: 'Rosa Delgado', model: 'llama3 at localhost:11434', labels, request: 'r1' },
  };
}

const talk: readonly PanelEvent[] = [
  ...leaked,
  note(0),
  simulated('t3', 'Does he ever tell you what he is thinking?'),
  note(1),
  ...reply('t4', 'Seldom, and then only to be admired for it.', verdicts),
  simulated('t5', 'And do you mind that?', true),
  note(2),
  ...reply('t6', 'I have my notebook.', verdicts),
];

async function open(events: readonly PanelEvent[], busy: boolean, options: PanelOptions = {}) {
  const panel = await openPage(snapshot(events, { busy }), { width: 760, ...options });
  return panel;
}

test('while it goes on: who asks, how far it is, and a stop that works with the keyboard', async () => {
  const panel = await open(talk, true);
  const strip = panel.page.locator('.interview-strip');
  expect(await strip.innerText()).toContain('Rosa Delgado thinks of a line: 2 of 6 said');
  expect(await strip.innerText()).toContain('simulated by llama3 at localhost:11434');
  const progress = strip.getByRole('progressbar', { name: 'Lines said' });
  expect(await progress.evaluate((bar: HTMLProgressElement) => [bar.value, bar.max])).toEqual([2, 6]);
  await strip.getByRole('button', { name: 'Stop the interview' }).focus();
  await panel.page.keyboard.press('Enter');
  await expect.poll(() => panel.asked.at(-1)?.name).toBe('stop');
  // Who said a line, that it is simulated, and that it is no question stand beside the line.
  const line = panel.page.locator('[data-entry="t5"]');
  expect(await line.locator('.speaker').innerText()).toBe('Rosa Delgado');
  expect(await line.locator('.source').innerText()).toMatch(/llama3.*simulated user.*answers instead of asking/);
});

test('when it is over: how, one more line, another interview, closed', async () => {
  const panel = await open([...talk, note(2, 'farewell')], false);
  const strip = panel.page.locator('.interview-strip');
  expect(await strip.innerText()).toContain('Rosa Delgado took leave after 2 of 6 lines.');
  await strip.getByRole('button', { name: 'Ask one more' }).click();
  await expect.poll(() => panel.asked.at(-1)?.name).toBe('askAsUser');
  await strip.getByRole('button', { name: 'Interview again' }).click();
  await expect.poll(() => panel.asked.at(-1)?.name).toBe('interview');
  await strip.getByRole('button', { name: 'Close this line' }).click();
  await expect.poll(() => strip.count()).toBe(0);
});

test('a talk played afresh says in which language, and what the library is unsure of', async () => {
  const about = {
    kind: 're-enactment',
    language: 'sw',
    name: 'Swahili',
    from: 'en',
    of: 'a wet evening',
    event: undefined,
    commonGround: undefined,
  } as const;
  const checks = {
    language: 'unsure',
    script: 'as asked',
    leaks: 1,
    duplicates: 0,
    repaired: 'read from JSON',
  } as const;
  const { page } = await open([...leaked, { type: 'noted', note: { ...about, state: 'done', checks } }], false);
  expect(await page.locator('.re-enact-strip').innerText()).toMatch(
    /Played afresh in Swahili: a wet evening\s*·\s*the library is unsure.*lines in the language it comes from: 1.*form mended: read from JSON/,
  );
});

test.each([
  ['light', 760],
  ['dark', 760],
  ['contrast', 760],
  ['dark', 400],
  ['contrast-light', 400],
] as const)('%s at %i pixels: nothing is cut, axe finds nothing', async (theme, width) => {
  for (const [state, events, busy] of [
    ['going', talk, true],
    ['over', [...talk, note(2, 'context')], false],
  ] as const) {
    const { page } = await open(events, busy, { theme, width });
    await page.screenshot({ path: join(cache, 'screenshots', `interview-${state}-${theme}-${width}.png`) });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.evaluate(axe);
    const found = await page.evaluate(() =>
      (
        window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      ).axe.run(),
    );
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});
