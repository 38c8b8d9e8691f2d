// A scene in a real VS Code, over a local endpoint: two actors, a narrator, a person's seat; one line, playing on, the end; a reload in the
// middle; kept.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type AnsweringEndpoint, answeringEndpoint } from '../kit/answering-endpoint.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

let workbench: Workbench | undefined;
let endpoint: AnsweringEndpoint | undefined;
afterEach(async () => {
  await workbench?.close();
  await endpoint?.close();
  workbench = undefined;
});

test('two actors, a narrator and a person’s seat', async () => {
  endpoint = await answeringEndpoint();
  let iris = 0;
  endpoint.answer(() => {
    iris++;
    const lines = [
      'What did you do between nine and ten?',
      'And if nobody paid you?',
      'Try the evening course. Good luck.',
    ];
    return `[thinks] Secret thought ${iris}.\n[says] ${lines[iris - 1] ?? 'Well.'}`;
  });
  const own = { name: 'local', url: endpoint.url, model: 'small-1' };
  workbench = await openWorkbench({
    workspace: 'samples/scenes',
    width: 1400,
    height: 900,
    settings: { 'dramatis.endpoints': [own], 'dramatis.model': 'local' },
  });
  const { page } = workbench;
  const panel = workbench.previewFrame();
  await workbench.openFile('iris.persona');
  await workbench.command('Dramatis: Play Scene');
  // Whose lines; then what it may cost, since an endpoint is asked.
  await workbench.choose('tom');
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain('4 requests at most');
  await dialog.locator('.monaco-button', { hasText: 'Play' }).click();

  await panel.locator('.scene-strip', { hasText: 'the first hour' }).waitFor();
  await panel.locator('.entry.narrator', { hasText: 'Rain on the window' }).waitFor();
  expect(endpoint.requests).toHaveLength(0);
  await expect.poll(() => panel.locator('#composer').getAttribute('aria-label')).toBe('Your line as Tom Brightwell');
  const say = async (text: string) => {
    await panel.locator('#composer').fill(text);
    await panel.locator('#composer').press('Enter');
  };
  await say('My sister sent me.');
  await panel.locator('.entry', { hasText: 'between nine and ten' }).waitFor();
  // The person in Tom's seat is not told what she thinks.
  await panel.locator('.entry.thought', { hasText: 'You do not hear this.' }).first().waitFor();
  expect(await panel.locator('body').innerText()).not.toContain('Secret thought');
  await expect.poll(() => panel.locator('.scene-strip').innerText()).toContain('line 2 of 8');
  const [first] = endpoint.requests;
  expect(first?.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user', 'assistant', 'user']);
  expect(first?.at(-1)?.content).toBe('My sister sent me.');
  expect(JSON.stringify(first)).not.toMatch(/spreadsheet|ten pounds|oak table/);

  // A reload in the middle: the scene goes on where it was. By the command, as a user does it: the page alone gives no time to save.
  const loaded = page.waitForEvent('load');
  await workbench.command('Developer: Reload Window').catch(() => undefined);
  await loaded;
  await panel.locator('.scene-strip', { hasText: 'line 2 of 8' }).waitFor();
  await say('I moved numbers about.');
  await panel.locator('.entry', { hasText: 'if nobody paid you' }).waitFor();
  await panel.locator('#drawer-button').click();
  await panel.locator('.stage-people', { hasText: 'stage of the plan: looking' }).waitFor();
  await workbench.screenshot('scene-workbench');
  await say('Something with wood.');
  await panel.locator('.scene-strip', { hasText: 'Over' }).waitFor();
  expect(await panel.locator('.scene-strip').innerText()).toContain('good luck');
  await panel.locator('.entry.thought', { hasText: 'Secret thought 1' }).waitFor();
  expect(await panel.locator('#composer').isDisabled()).toBe(true);
  expect(endpoint.requests).toHaveLength(3);
  await workbench.screenshot('scene-workbench-over');

  await panel.getByRole('button', { name: 'Keep this talk beside the persona' }).click();
  await expect.poll(() => readdirSync(workbench?.folder ?? '')).toContain('iris.talk.jsonl');
  const kept = readFileSync(join(workbench.folder, 'iris.talk.jsonl'), 'utf8');
  expect(kept).toContain('"kind":"scene ended"');
  expect(kept).toContain('"speaker":"tom"');
});

test('an arena: the estimate, the line that was picked, the other one beside it, the table', async () => {
  endpoint = await answeringEndpoint();
  endpoint.answer((messages) => {
    const asked = messages.at(-1)?.content ?? '';
    if (/One letter\.$/.test(asked)) return /A:\nFrom the first/.test(asked) ? 'A' : 'B';
    return /You are Ada/.test(messages[0]?.content ?? '') ? 'From the second.' : 'From the first.';
  });
  const own = { name: 'local', url: endpoint.url, model: 'small-1' };
  workbench = await openWorkbench({
    workspace: 'samples/scenes',
    width: 1400,
    height: 900,
    settings: { 'dramatis.endpoints': [own], 'dramatis.model': 'local' },
  });
  const { page, folder } = workbench;
  writeFileSync(join(folder, 'ada.persona'), 'persona Ada\n  role: adviser\n');
  writeFileSync(join(folder, 'arena.persona'), 'persona Iris\n\nscene trial\n  with: Tom\n  turns: 4\n  tom: Hello.\n');
  const panel = workbench.previewFrame();
  await workbench.openFile('arena.persona');
  await workbench.command('Dramatis: Play Scene');
  await workbench.choose('I watch');
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.locator('.monaco-button', { hasText: 'Play' }).click();
  await panel.locator('.entry', { hasText: 'Hello.' }).waitFor();

  await panel.getByRole('button', { name: 'Hold an arena' }).click();
  const { row } = workbench;
  await row('local').click();
  await row('ada.persona').click();
  await workbench.screenshot('arena-candidates');
  await page.keyboard.press('Enter');
  await workbench.choose('Iris');
  await workbench.choose('local');
  const input = page.locator('.quick-input-widget input[type="text"]');
  await expect.poll(() => input.inputValue()).toBe('4');
  await input.fill('1');
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  // Two candidates, and the supervisor may be asked twice.
  expect(await dialog.innerText()).toContain('This arena takes 4 requests at most.');
  await dialog.locator('.monaco-button', { hasText: 'Hold it' }).click();

  const said = panel.locator('.entry', { hasText: 'From the first.' });
  await said.waitFor();
  expect(endpoint.requests).toHaveLength(3);
  await panel.locator('#drawer-button').click();
  await panel.getByRole('tab', { name: 'Stage' }).click();
  await panel.locator('.stage-people .arena', { hasText: 'picked once' }).waitFor();
  await workbench.screenshot('arena-workbench');
  // The other answer is one swipe away.
  await said.getByRole('button', { name: 'Version before' }).click();
  await panel.locator('.entry', { hasText: 'From the second.' }).waitFor();
});
