// Refined and weighed replies in the panel: asked for by mouse and key, told with the critique on demand, with what failed and what to do; narrow, in
// every theme, by axe.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { RefinedNote, WeighedNote } from '../../src/play/counsel-notes.ts';
import type { PanelEvent } from '../../src/wire/preview-protocol.ts';
import { cache } from '../workbench/paths.ts';
import { axe, panelPages } from './kit/panel-pages.ts';
import { greeting, leaked, reply, snapshot, verdicts } from './kit/talks.ts';

const openPage = panelPages();
beforeAll(() => {
  mkdirSync(join(cache, 'screenshots'), { recursive: true });
});

const refinedNote: RefinedNote = {
  kind: 'refined',
  of: 't2',
  by: 'rules',
  outcome: 'refined',
  turn: 't2b',
  flaws: [
    { rule: 'secret', what: 'It says “the dog did nothing”, which is the passphrase.' },
    { rule: '', what: 'It answers with a list that nobody asked for.' },
  ],
  why: 'It keeps the words and still answers.',
};
const rejectedNote: RefinedNote = {
  kind: 'refined',
  of: 't2',
  by: 'rules',
  flaws: refinedNote.flaws,
  outcome: 'rejected',
  rejected: 'The dog did nothing, sir.',
  why: 'The refinement still breaks “secret”: it says the passphrase.',
};
const weighedNote: WeighedNote = {
  kind: 'weighed',
  turns: ['t2', 't2b'],
  judge: 'judge-1 at localhost',
  better: 't2b',
  votes: [
    { order: 'AB', for: 'B', critique: 'The second keeps the secret, as my own answer does.' },
    { order: 'AB', for: 'B', critique: 'The first gives it away.' },
    { order: 'BA', for: 'B', critique: 'The first is truer to him.' },
    { order: 'BA', for: 'A', critique: 'The second has more life.' },
  ],
  positionBiased: false,
  margin: { value: 1.24, label: 'first-token' },
  grades: [
    { score: 2.8, label: 'first-token' },
    { score: 7.1, label: 'first-token' },
  ],
  reference: 'I keep my words, and you keep yours.',
  why: 'A has 1 votes, B 3: B is kept.',
};
const noted = (note: RefinedNote | WeighedNote): PanelEvent => ({ type: 'noted', note });
const fresh: PanelEvent = {
  type: 'turn',
  turn: {
    ...greeting,
    id: 't2b',
    after: 't1',
    text: 'You have come for the words. They stay with me.',
    written: false,
    model: 'model-1 at localhost',
    finish: 'done',
    labels: ['refined'],
    verdicts: verdicts.slice(0, 1),
  },
};
/** The reply follows the user's line, as its versions do. */
const talk = (): PanelEvent[] => [
  ...leaked.slice(0, 3),
  ...reply('t2', 'The dog did nothing.', verdicts.slice(0, 1), { after: 't1' }),
];

test('refining is asked for on the line; the new version tells on demand what was found, by the rules’ names', async () => {
  const panel = await openPage(snapshot(talk()));
  const { page } = panel;
  await page.locator('[data-entry=t2]').focus();
  await page.locator('[data-entry=t2]').getByRole('button', { name: 'Refine this reply' }).press('Enter');
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'refine', params: { turn: 't2' } });
  const request = { id: 'r9', step: 'feedback', model: 'model-1', dropped: [], folded: false, tokens: undefined };
  await panel.send({ type: 'play', events: [{ type: 'asked', turn: undefined, request }] });
  await page.getByText('Working out: feedback').waitFor();
  await panel.send({ type: 'play', events: [{ type: 'removed', turns: ['t2'] }, fresh, noted(refinedNote)] });
  await expect.poll(() => page.getByText('Working out').count()).toBe(0);
  const line = page.locator('[data-entry=t2b]');
  const summary = line.getByRole('button', { name: 'Refined after a critique that found 2 flaws' });
  await summary.click();
  await panel.send({ type: 'play', events: [] });
  await line.getByText('which is the passphrase').waitFor();
  await line.getByText('Why it holds: It keeps the words').waitFor();
  await line.getByRole('button', { name: 'secret' }).click();
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'reveal', params: { rule: 'secret' } });
});

test('what was rejected is under the old reply, with what was written; a failure offers its one way out', async () => {
  const panel = await openPage(snapshot([...talk(), noted(rejectedNote)]));
  const line = panel.page.locator('[data-entry=t2]');
  await line.getByRole('button', { name: 'Not refined. The refinement still breaks' }).click();
  await line.getByText('The dog did nothing, sir.').waitFor();
  const failed: RefinedNote = {
    kind: 'refined',
    of: 't2',
    by: 'rules',
    outcome: 'failed',
    flaws: [],
    why: 'No key.',
    action: 'set-key',
  };
  await panel.send({ type: 'play', events: [noted(failed)] });
  await line.getByText('Not refined: No key.').waitFor();
  await line.getByRole('button', { name: 'Set' }).click();
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'act', params: { action: 'set-key' } });
});

test('two versions are weighed: who, by how many votes, and on demand why; a judge that cannot tell says so', async () => {
  const panel = await openPage(snapshot([...talk(), { type: 'removed', turns: ['t2'] }, fresh]));
  const { page } = panel;
  const line = page.locator('[data-entry=t2b]');
  await line.focus();
  await line.getByRole('button', { name: 'Ask the model whether version 1 or 2 is better' }).press('Enter');
  await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'weigh', params: { one: 't2', other: 't2b' } });
  await panel.send({ type: 'play', events: [noted(weighedNote)] });
  await line
    .getByRole('button', { name: 'judge-1 at localhost prefers version 2: 3 votes to 1, in both orders' })
    .click();
  await line
    .getByText('Margin 1.24 (first-token; our own measure). Grades from 0 to 9: version 1: 2.8, version 2: 7.1')
    .waitFor();
  expect(await line.locator('.counsel li').count()).toBe(4);
  await line.getByText('I keep my words, and you keep yours.').waitFor();
  // The reader picks the same, and is told how often the two agreed.
  await panel.send({ type: 'play', events: [{ type: 'preferred', turns: ['t2b', 't2'] }] });
  await line.getByText('In this talk it agreed with your picks in 1 of 1.').waitFor();
  const { better: _better, margin: _margin, ...unsure } = weighedNote;
  await panel.send({
    type: 'play',
    events: [noted({ ...unsure, positionBiased: true, votes: weighedNote.votes.slice(2) })],
  });
  await line.getByText('cannot tell. Votes for version 1: 1, for version 2: 1. The votes follow the place').waitFor();
});

test.each(['light', 'dark', 'contrast'] as const)('both are read well and pass axe: %s, narrow', async (theme) => {
  const events = [
    ...talk(),
    { type: 'removed', turns: ['t2'] } as const,
    fresh,
    noted(refinedNote),
    noted(weighedNote),
  ];
  const panel = await openPage(snapshot(events), { theme, width: 340, height: 1150 });
  const { page } = panel;
  for (const name of ['Refined after', 'judge-1']) await page.getByRole('button', { name }).click();
  await page.locator('[data-entry=t2b]').focus();
  await page.evaluate(axe);
  const broken = await page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
  expect(broken).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(340);
  await page.screenshot({ path: join(cache, 'screenshots', `counsel-${theme}.png`) });
});
