// Long talks and sessions in a real VS Code, over a local endpoint: what went into a request, which lore came up, what is remembered of whom
// and kept beside the persona; cleared, exported, edited by hand meanwhile.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { type AnsweringEndpoint, answeringEndpoint, type SentMessage } from '../kit/answering-endpoint.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { openWorkbench, type Theme, type Workbench } from './kit/open-workbench.ts';

const persona = `persona Mara
  role: lighthouse keeper

memory
  summaries: yes
  similar: 3
  budget: 900
  partners: yes

knows
  - Keeps the light at Ness Point.
  storm: In the storm of 1911 she rowed out alone.
    keys: storm, rowed
  cat: The cat Bosun sleeps on the barometer.
    keys: cat
    also: barometer, sleep
`;

const long = 'The lamp needs oil at dusk and again at midnight, and the log is written by its light. '.repeat(18);

/** Lines of the persona so far: of a long talk only those in sight are drawn. */
let said = 0;
let workbench: Workbench | undefined;
let endpoint: AnsweringEndpoint | undefined;
afterEach(async () => {
  await workbench?.close();
  workbench = undefined;
  await endpoint?.close();
  endpoint = undefined;
});

/** Answers every question of memory, and the talk itself with a long reply. */
function answer(messages: readonly SentMessage[]): string {
  const words = messages.map(({ content }) => content).join('\n');
  if (words.includes('Sum it up in one sentence')) return 'They spoke of the lamp and its oil.';
  if (words.includes('need to know what was said earlier')) return 'yes';
  if (words.includes('hold anything that an answer')) return 'yes';
  if (words.includes('Is the summary enough')) return 'yes';
  if (words.includes('did Mara learn of'))
    return '- Ida is afraid of storms. (about Ida)\n- Ida’s brother Tom sails north. (about Tom)';
  if (words.includes('that Mara should remember')) return 'Mara promised Ida to light the lamp early. (about Mara)';
  if (words.includes('about the same matter')) return words.includes('Tom') ? 'no' : 'yes';
  return `${long}Line ${++said}.`;
}

async function open(theme: Theme = 'dark', width = 1400): Promise<{ bench: Workbench; panel: FrameLocator }> {
  said = 0;
  endpoint = await answeringEndpoint();
  endpoint.answer(answer);
  workbench = await openWorkbench({
    workspace: tempFolder({ 'mara.persona': persona }),
    theme,
    width,
    height: 900,
    settings: {
      'dramatis.endpoints': [{ name: 'local', url: endpoint.url, model: 'small' }],
      'dramatis.model': 'local',
      'dramatis.play.userName': 'Ida',
    },
  });
  await workbench.openFile('mara.persona');
  await workbench.command('Dramatis: Play');
  const panel = workbench.previewFrame();
  await panel.locator('#composer').waitFor();
  return { bench: workbench, panel };
}

async function say(panel: FrameLocator, text: string): Promise<void> {
  const next = said + 1;
  await panel.locator('#composer').fill(text);
  await panel.locator('#composer').press('Enter');
  await panel.locator('.entry.self:not(.coming)', { hasText: `Line ${next}.` }).waitFor();
}

test('a long talk with the inspector open; lore tried without a model; memory cleared and exported', async () => {
  const { bench, panel } = await open();
  await panel.locator('#drawer-button').click();
  await panel.getByRole('tab', { name: 'Context' }).click();
  for (const line of [
    'What of the lamp?',
    'And the storm?',
    'Does the cat sleep?',
    'Who rows the boat?',
    'And the oil?',
  ]) {
    await say(panel, line);
  }
  // The report of the last reply is asked for as it ends.
  await panel.locator('.piece-head', { hasText: 'Turn 5' }).waitFor();
  await expect.poll(() => panel.locator('.piece').count()).toBeGreaterThan(3);
  const heads = (await panel.locator('.piece-head').allInnerTexts()).map((head) => head.replace(/\s+/g, ' '));
  expect(heads.join('\n')).toMatch(/Turn \d summed up \d+ of \d+ tokens · likeness/);
  expect(heads.at(-1)).toMatch(/Turn 5 word for word/);
  const total = (await panel.locator('.total').innerText()).match(/takes (\d+) of 900/);
  expect(Number(total?.[1])).toBeLessThanOrEqual(900);
  // What the endpoint was given is what the inspector says.
  const last = endpoint?.requests.findLast((messages) => messages.at(-1)?.content.includes('And the oil?'));
  expect(JSON.stringify(last)).toContain('[Earlier, in short: They spoke of the lamp and its oil.]');
  await bench.screenshot('memory-context');

  await panel.getByRole('tab', { name: 'Lore' }).click();
  await panel.getByLabel('Try a line without a model').fill('The storm, and the cat on the barometer');
  const before = endpoint?.requests.length;
  await panel.getByRole('button', { name: 'Try', exact: true }).click();
  await panel.getByText('If this were said now').waitFor();
  await expect.poll(() => panel.locator('[role=status] .lore').count()).toBe(2);
  expect(endpoint?.requests.length).toBe(before);
  await bench.screenshot('memory-lore');

  await panel.getByRole('tab', { name: 'Context' }).click();
  await panel.getByRole('button', { name: 'Clear memory' }).click();
  await say(panel, 'Where were we?');
  await panel.getByText('The memory was cleared after it.').first().waitFor();
  expect(JSON.stringify(endpoint?.requests.at(-1))).not.toContain('And the oil?');
  await panel.getByRole('button', { name: 'Export memory' }).click();
  await expect.poll(() => bench.page.locator('.view-lines').last().innerText()).toContain('"version"');
});

test('sessions: remembered beside the persona, recalled with a name, edited, hidden, forgotten; an edit by hand is not lost', async () => {
  const { bench, panel } = await open('light');
  await say(panel, 'I am afraid of storms.');
  await panel.locator('#drawer-button').click();
  await panel.getByRole('tab', { name: 'Memories' }).click();
  await panel.getByText('Session 1, with Ida').waitFor();
  await panel.getByRole('button', { name: 'End session and remember' }).click();
  await expect.poll(() => panel.locator('.memory').count()).toBe(3);
  const file = join(bench.folder, 'mara.memories.jsonl');
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain('"about":"Tom","from":"Ida","session":1');

  // Somebody writes into the file; what the panel does next leaves that alone.
  writeFileSync(file, readFileSync(file, 'utf8').replace('Ida is afraid of storms.', 'Ida fears storms at sea.'));
  await panel.getByText('Ida fears storms at sea.').waitFor();
  await panel.locator('[data-memory="m2"]').getByRole('button', { name: 'Keep between these two' }).click();
  await panel.getByText('private: told to Ida alone').waitFor();
  expect(readFileSync(file, 'utf8')).toContain('Ida fears storms at sea.');
  await bench.screenshot('memory-memories');

  await panel.getByRole('button', { name: 'Next session…' }).click();
  const box = bench.page.locator('.quick-input-widget');
  await box.locator('.monaco-list-row', { hasText: 'Ida' }).waitFor();
  await box.locator('.monaco-list-row', { hasText: 'Somebody else' }).click();
  await box.locator('input[type="text"]').fill('Bo');
  await bench.page.keyboard.press('Enter');
  await panel.getByText('Session 2, with Bo').waitFor();
  await say(panel, 'Do you know who fears the sea?');
  await panel.getByText('remembers m1, m3').waitFor();
  const sent = JSON.stringify(endpoint?.requests.at(-1));
  expect(sent).toContain('You are talking with Bo.');
  expect(sent).toContain('Ida fears storms at sea.');
  expect(sent).not.toContain('Tom sails');

  await panel.locator('[data-memory="m3"]').getByRole('button', { name: 'Forget this memory' }).click();
  await expect.poll(() => readFileSync(file, 'utf8')).not.toContain('light the lamp early');
});

test.each<[Theme, number]>([
  ['high-contrast', 1400],
  ['light', 1000],
])('the inspector in %s at %i px', async (theme, width) => {
  const { bench, panel } = await open(theme, width);
  await panel.locator('#drawer-button').click();
  await panel.getByRole('tab', { name: 'Context' }).click();
  await say(panel, 'What of the lamp?');
  await panel.locator('.piece').first().waitFor();
  await bench.screenshot(`memory-context-${theme}-${width}`);
});
