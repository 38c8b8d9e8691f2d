// A scene in the panel, from real runs on scripted models: the strip, the composer as the seat, who is there; in every theme and narrow.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { panelEvent } from '../../src/host/preview/panel-events.ts';
import { panelScene } from '../../src/host/scene/panel-scene.ts';
import type { PlayEvent } from '../../src/play/events.ts';
import type { SessionState } from '../../src/play/session.ts';
import type { PanelScene } from '../../src/wire/preview-protocol.ts';
import { filesIn } from '../kit/sample-files.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { depsOf, run } from '../play/kit.ts';
import { sceneOf } from '../play/scene/scene-kit.ts';
import { cache } from '../workbench/paths.ts';
import type { PanelOptions } from './kit/panel-page.ts';
import { axe, panelPages } from './kit/panel-pages.ts';
import { snapshot } from './kit/talks.ts';

const openPage = panelPages();
beforeAll(() => {
  mkdirSync(join(cache, 'screenshots'), { recursive: true });
});

const texts = filesIn('samples/scenes');
const scene = () =>
  sceneOf(
    { 'iris.persona': texts['/iris.persona'] ?? '', 'tom.persona': texts['/tom.persona'] ?? '' },
    { seat: 'tom' },
  );

/** The sample, with Tom's lines by a person; `lines`: how many. */
async function played(lines: number): Promise<{ state: SessionState; events: readonly PlayEvent[] }> {
  const model = scriptedModel([
    '[thinks] He counts the minutes.\n[says] What did you do today, between nine and ten?',
    '[thinks] Wood, then.\n[says] And if nobody paid you for anything? What would you make?\nTom: A table, I suppose.',
    '[says] There is one free place in a carpentry course. Good luck.',
  ]);
  const deps = depsOf(model);
  const begun = await run(scene(), { type: 'begin' }, deps);
  let now = begun.state;
  const events = [...begun.events];
  for (const text of [
    'My sister made the appointment.',
    'I moved numbers from one column to another.',
    'I built a table once.',
  ].slice(0, lines)) {
    const said = await run(now, { type: 'say', text }, deps);
    events.push(...said.events);
    now = said.state;
  }
  return { state: now, events };
}

async function open(lines: number, options: PanelOptions = {}) {
  const { state, events } = await played(lines);
  const shown = panelScene(state, { self: 'qwen3 at localhost:11434' }) as PanelScene;
  const base = snapshot(events.map(panelEvent));
  const status = { ...base.status, scene: shown };
  const panel = await openPage(
    { ...base, status },
    { memory: { uri: 'file:///iris.persona', talk: 't', draft: '', drawer: { open: true, tab: 'stage' } }, ...options },
  );
  await panel.page.locator('.scene-strip').waitFor();
  return panel;
}

test('says how far it is and whose line it is; the composer speaks from the seat', async () => {
  const { page, asked } = await open(2);
  const strip = (await page.locator('.scene-strip').innerText()).replace(/\s+/g, ' ');
  expect(strip).toContain('the first hour line 4 of 8 your line, as Tom Brightwell');
  expect(await page.getByRole('button', { name: 'Next line' }).isDisabled()).toBe(true);
  expect(await page.locator('#composer').getAttribute('aria-label')).toBe('Your line as Tom Brightwell');
  const stage = (await page.locator('.stage-people').innerText()).replace(/\s+/g, ' ');
  expect(stage).toContain('Iris Holt played by qwen3 at localhost:11434');
  expect(stage).toContain('stage of the plan: looking');
  expect(stage).toContain('3 thoughts that nobody else hears');
  expect(stage).toContain('Tom Brightwell you');
  // A check of ours, labelled, leads nowhere.
  const ledger = page.locator('.ledger-summary').last();
  expect(await ledger.innerText()).toContain('speaks for nobody else');
  await ledger.click();
  expect(await page.locator('.verdict.broken').last().innerText()).toContain('a check that every scene has');
  await page.getByRole('button', { name: 'End the scene' }).click();
  await expect.poll(() => asked.at(-1)).toEqual({ name: 'scene', params: { act: 'end' } });
});

test('over: why, no line for anybody, and again', async () => {
  const { page, asked } = await open(3);
  await page.locator('.scene-strip', { hasText: 'Over' }).waitFor();
  expect(await page.locator('.scene-strip code').innerText()).toContain('self said "good luck"');
  expect(await page.locator('#composer').isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Play it again' }).click();
  await expect.poll(() => asked.map(({ name }) => name)).toContain('restart');
});

test.each([
  ['dark', 1100],
  ['light', 1100],
  ['contrast', 1100],
  ['contrast-light', 400],
  ['dark', 400],
  ['light', 400],
] as const)('%s at %i pixels: nothing is cut, axe finds nothing', async (theme, width) => {
  for (const lines of [2, 3]) {
    const { page } = await open(lines, { theme, width, height: 900 });
    await page.screenshot({ path: join(cache, 'screenshots', `scene-${lines}-${theme}-${width}.png`) });
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
