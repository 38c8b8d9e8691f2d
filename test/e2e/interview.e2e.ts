// An interview in a real VS Code with an endpoint on loopback: asked for by the command, watched, stopped half-way, kept beside the persona.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type AnsweringEndpoint, answeringEndpoint } from '../kit/answering-endpoint.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

let bench: Workbench | undefined;
let endpoint: AnsweringEndpoint | undefined;
afterEach(async () => {
  await bench?.close();
  await endpoint?.close();
  bench = undefined;
  endpoint = undefined;
});

const lines = [
  'Where did you learn the violin?',
  'And who taught you that?',
  'Do you play for Watson?',
  'Is it true about the slipper?',
];
const isUser = (messages: readonly { content: string }[]) =>
  messages.some(({ content }) => content.includes('you are the one who came to'));

async function start(theme: 'dark' | 'light') {
  endpoint = await answeringEndpoint();
  let asked = 0;
  let answered = 0;
  // The third line of the user never comes.
  endpoint.answer((messages) =>
    isUser(messages) ? (asked < 2 ? lines[asked++] : undefined) : `Elementary, number ${++answered}.`,
  );
  const own = { name: 'local', url: endpoint.url, model: 'small-1' };
  const settings = { 'dramatis.endpoints': [own], 'dramatis.model': 'local' };
  bench = await openWorkbench({ workspace: 'samples/first-look', width: 1400, height: 860, settings, theme });
  writeFileSync(
    join(bench.folder, 'rosa.persona'),
    'persona Rosa\n  kind: individual\n  role: a violinist who has lost her hearing\n',
  );
  await bench.openFile('holmes.persona');
  return { bench, endpoint, panel: bench.previewFrame(), page: bench.page };
}

test('a persona of the workspace asks, is stopped half-way, and what was said is kept', async () => {
  const { bench, endpoint, panel, page } = await start('dark');
  await bench.command('Dramatis: Interview…');
  const title = (text: string) => page.locator('.quick-input-title', { hasText: text });
  await bench.choose('rosa.persona');
  await title('Their first line').waitFor();
  await page.keyboard.press('Enter');
  await title('How many lines').waitFor();
  await page.keyboard.press('Enter');
  await bench.choose('In few words');

  const strip = panel.locator('.interview-strip');
  await strip.getByText('Rosa thinks of a line: 2 of 6 said').waitFor();
  await bench.screenshot('interview-going');
  expect(await panel.locator('.entry .speaker').allInnerTexts()).toEqual([
    'Sherlock Holmes',
    'Rosa',
    'Sherlock Holmes',
    'Rosa',
    'Sherlock Holmes',
  ]);
  // Neither side was sent the other's profile.
  for (const messages of endpoint.requests) {
    const sent = JSON.stringify(messages);
    expect(sent.includes('lost her hearing')).toBe(isUser(messages));
    expect(sent.includes('consulting detective')).toBe(!isUser(messages));
  }
  expect(endpoint.requests.map(isUser)).toEqual([true, false, true, false, true]);

  await strip.getByRole('button', { name: 'Stop the interview' }).click();
  await strip.getByText('Stopped: Rosa said 2 of 6 lines.').waitFor();
  await bench.screenshot('interview-stopped');
  expect(await panel.locator('.failure').count()).toBe(0);
  expect(await panel.locator('.entry .text').allInnerTexts()).toEqual(expect.arrayContaining([lines[0], lines[1]]));

  await panel.getByRole('button', { name: 'Keep this talk' }).click();
  await expect.poll(() => readdirSync(bench.folder)).toContain('holmes.talk.jsonl');
  const kept = readFileSync(join(bench.folder, 'holmes.talk.jsonl'), 'utf8');
  for (const text of [lines[0], lines[1], 'Elementary, number 2.', '"simulated user"', '"kind":"interview"'])
    expect(kept).toContain(text);
  expect(kept).not.toContain(bench.folder);

  // One more line, as the one who asked last.
  endpoint.answer((messages) => (isUser(messages) ? lines[3] : 'It is where I keep the tobacco.'));
  await strip.getByRole('button', { name: 'Ask one more' }).click();
  await strip.getByText('Rosa said 1 of 1 lines.').waitFor();
  await expect.poll(() => panel.locator('.entry .text').last().innerText()).toBe('It is where I keep the tobacco.');
});

test('played afresh in another language: a talk of its own, with what the library says of it', async () => {
  const { bench, endpoint, panel, page } = await start('light');
  const dialogue =
    'user: Bonsoir, est-ce que vous jouez encore du violon ?\nself: Quand la nuit est longue, oui, et elle est toujours longue.';
  const wording =
    '- Je regarde, et je vois ce que les autres oublient.\n- Je joue du violon quand la nuit est longue.\n- Je préfère la vérité à la compagnie.';
  endpoint.answer((messages) => (JSON.stringify(messages).includes('describe themselves') ? wording : dialogue));
  await bench.command('Dramatis: Re-enact in…');
  const row = (text: string) => page.locator('.quick-input-list .monaco-list-row', { hasText: text });
  await bench.choose('the doctor returns');
  await page.locator('.quick-input-title', { hasText: 'In which languages' }).waitFor();
  await page.keyboard.type('French');
  await row('French').click();
  await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
  await bench.choose('small talk');
  await page.locator('.quick-input-title', { hasText: 'What do they both know' }).waitFor();
  await page.keyboard.type('They share a flat.');
  await page.keyboard.press('Enter');
  await panel.locator('.re-enact-strip', { hasText: 'Played afresh in French: the doctor returns' }).waitFor();
  await bench.screenshot('re-enacted');
  expect(await panel.locator('.entry .text').allInnerTexts()).toEqual(
    dialogue.split('\n').map((line) => line.replace(/^\w+: /, '')),
  );
  expect(await panel.locator('.re-enact-strip').innerText()).toContain('the library finds the language asked for');
  expect(endpoint.requests).toHaveLength(2);
  for (const messages of endpoint.requests) {
    const sent = JSON.stringify(messages);
    expect(sent).toContain('French (fr)');
    expect(sent).toContain('They share a flat.');
    expect(sent).not.toContain('You look tired');
  }
});
