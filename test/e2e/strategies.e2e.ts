// A library of strategies in the real workbench: learnt from a judge and added to what stands there, audited with a lens, and played with: the reply is
// given what was approved, and says so. What cannot be read is underlined.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AnsweringEndpoint, answeringEndpoint, type SentMessage } from '../kit/answering-endpoint.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const persona = 'persona Help Desk\n  role: clerk of a shop\n';
const library = `# audited by hand
strategy hours
  scenario: customer asks about opening hours
  advice: Give the hours.
  status: approved
`;
const late = 'My parcel is late and I want my money back.';

/** The student answers better once it is advised; the judge sees that. */
function answer(messages: readonly SentMessage[]): string {
  const all = messages.map(({ content }) => content).join('\n');
  if (all.includes('learns to talk with people')) {
    return JSON.stringify({
      scenario: 'parcel late, money back wanted',
      strategy: 'Apologise, then offer the refund.',
    });
  }
  if (all.includes('Grade the answer')) return all.includes('I am so sorry') ? '8' : '3';
  return all.includes('- Apologise, then offer the refund.') ? 'I am so sorry. Here is your refund.' : 'Order number?';
}

let endpoint: AnsweringEndpoint;
let workbench: Workbench;

beforeAll(async () => {
  endpoint = await answeringEndpoint();
  endpoint.answer(answer);
  workbench = await openWorkbench({
    files: { 'desk.persona': persona, 'desk.strategies': library },
    width: 1400,
    height: 900,
    ...(process.env['THEME'] ? { theme: process.env['THEME'] as 'light' } : {}),
    settings: {
      'dramatis.endpoints': [{ name: 'mine', url: endpoint.url, model: 'mine-1' }],
      'dramatis.model': 'mine',
    },
  });
});
afterAll(async () => {
  await workbench?.close();
  await endpoint?.close();
});

const row = (text: string) => workbench.row(text);
const input = () => workbench.page.locator('.quick-input-widget input[type="text"]');
const panel = () => workbench.previewFrame();
const text = () => workbench.page.locator('.editor-instance .view-lines').first();
const saved = () => readFile(join(workbench.folder, 'desk.strategies'), 'utf8');

test('what is learnt is added behind what stands there, proposed and unsaved', async () => {
  const { page } = workbench;
  await workbench.openFile('desk.persona');
  await workbench.command('Dramatis: Improve Persona …');
  await input().fill('learn strategies');
  await workbench.choose('learn strategies from a judge');
  await workbench.choose('Type it');
  await page.locator('.quick-input-message', { hasText: 'What a user says' }).waitFor();
  await input().fill(late);
  await page.keyboard.press('Enter');
  // The words are looked at before they are taken: another list opened meanwhile would take the place of the box.
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await expect.poll(() => endpoint.requests.length).toBe(13);
  await workbench.showNotifications();
  await page.locator('.notifications-center').getByRole('button', { name: 'Add to desk.strategies' }).click();
  await page.locator('.tab.active', { hasText: 'desk.strategies' }).waitFor();
  await expect.poll(() => text().innerText()).toContain('Apologise,');
  await expect.poll(() => text().innerText()).toContain('hours');
  expect(await saved()).toBe(library);
});

test('a lens approves it, as an edit; what cannot be read is a problem on its line', async () => {
  const { page } = workbench;
  await page.locator('.codelens-decoration', { hasText: '1 of 2 approved, 1 to audit' }).first().waitFor();
  await workbench.screenshot('strategies-audit');
  await page
    .locator('.codelens-decoration a', { hasText: /Approve$/ })
    .first()
    .click();
  await page.locator('.codelens-decoration', { hasText: '2 of 2 approved' }).first().waitFor();
  await workbench.command('File: Save');
  await expect.poll(saved).toMatch(/gain: 3\.00 to 8\.00/);
  expect(await saved()).toContain('strategy parcel late, money back wanted');
  expect((await saved()).match(/status: approved/gu)).toHaveLength(2);
  await page.keyboard.press('ControlOrMeta+End');
  await workbench.type('\nmood: bad');
  await expect
    .poll(() => workbench.problems())
    .toContainEqual(expect.stringContaining('`mood: bad` is no line of a strategy.'));
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.press('ControlOrMeta+Z');
  await workbench.command('File: Revert File');
});

test('a panel plays with it: the reply says what it was advised, and what was sent holds it', async () => {
  const { page } = workbench;
  await workbench.openFile('desk.persona');
  await workbench.command('Dramatis: Play');
  // A panel that has just opened takes the focus for its field once; a list that opens before that would be closed by it.
  await panel().locator('#composer').click();
  await panel().getByRole('button', { name: 'More actions' }).click();
  // By keys: a click on a list that is still being filled may hit nothing.
  await row('Play with strategies').waitFor();
  await input().fill('Play with strategies');
  await page.keyboard.press('Enter');
  await workbench.choose('desk.strategies');
  await panel().locator('.strategies-strip', { hasText: '2 of 2 strategies are approved' }).waitFor();
  await panel().locator('#composer').fill(late);
  await page.keyboard.press('Enter');
  const reply = panel().locator('.entry.self').last();
  await reply.getByText('Here is your refund').waitFor();
  await reply.locator('.source', { hasText: 'advised: parcel late, money back wanted' }).waitFor();
  await reply.hover();
  await reply.getByRole('button', { name: 'What was sent' }).click();
  await reply.getByText('Strategies given, from desk.strategies').waitFor();
  await workbench.screenshot('strategies-played');
  await panel().getByRole('button', { name: 'End it' }).click();
  await panel().locator('.strategies-strip').waitFor({ state: 'detached' });
  await panel().locator('#composer').fill('And now?');
  await page.keyboard.press('Enter');
  await panel().locator('.entry.self', { hasText: 'Order number?' }).waitFor();
});
