// A reply liked, disliked, refined and weighed in the real workbench: the better version stands beside the old one with its critique, the judge says
// which is better, and from the disliked reply there is one step to changes of the file. The understudy is asked for none of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AnsweringEndpoint, answeringEndpoint, type SentMessage } from '../kit/answering-endpoint.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const persona = `persona Mara
  role: keeper of a small lighthouse

rules
  secret: Never says the code of the door.
    never: say "4711"
  brief: Is brief.
    must: be at most 12 words

greeting
  Mind the step.
`;

const disliked = 'As an assistant I can tell you that storms are weather events of some considerable strength.';
const better = 'It will blow by nine. Bring rope.';

/** What each kind of request is answered, by what stands in it. */
function answer(messages: readonly SentMessage[]): string {
  const all = messages.map(({ content }) => content).join('\n');
  const last = messages.at(-1)?.content ?? '';
  if (last.includes('Write the critique, then one last line')) {
    const first = last.indexOf(better) < last.indexOf(disliked);
    return `One of them sounds like her.\nVerdict: ${first ? 'first' : 'second'}`;
  }
  if (last.includes('`first` or `second`')) return 'first';
  if (all.includes('You improve persona files')) {
    const change = {
      block: 'voice',
      lines: '- Speaks as Mara, never as an assistant.',
      remove: '',
      reason: 'The author disliked the reply.',
      evidence: ['As an assistant I can tell you'],
    };
    return JSON.stringify({ changes: [change] });
  }
  if (all.includes('strict reader of role-play')) {
    return JSON.stringify({ flaws: [{ rule: 'brief', what: 'It takes “some considerable strength” to say it.' }] });
  }
  if (last.includes('Write the answer of Mara anew')) return better;
  if (last.includes('fit to stand')) return JSON.stringify({ why: 'It is brief, and hers.', fit: true });
  return disliked;
}

let endpoint: AnsweringEndpoint;
let workbench: Workbench;

beforeAll(async () => {
  endpoint = await answeringEndpoint();
  endpoint.answer(answer);
  workbench = await openWorkbench({
    files: { 'mara.persona': persona },
    width: 1400,
    height: 900,
    ...(process.env['THEME'] ? { theme: process.env['THEME'] as 'light' } : {}),
    settings: { 'dramatis.endpoints': [{ name: 'mine', url: endpoint.url, model: 'mine-1' }] },
  });
  await workbench.openFile('mara.persona');
  await workbench.command('Dramatis: Play');
  await panel().locator('#composer').waitFor();
});
afterAll(async () => {
  await workbench?.close();
  await endpoint?.close();
});

const panel = () => workbench.previewFrame();
const last = () => panel().locator('.entry.self').last();

async function say(text: string): Promise<void> {
  await panel().locator('#composer').fill(text);
  await panel().locator('#composer').press('Enter');
}

test('with the understudy nothing is refined, and it says what is needed', async () => {
  await say('Will it storm?');
  await last().locator('.source', { hasText: 'offline understudy' }).waitFor();
  await last().hover();
  await last().getByRole('button', { name: 'Refine this reply' }).click();
  await expect
    .poll(() => workbench.notifications())
    .toContainEqual(expect.stringContaining('the offline understudy is selected'));
  expect(endpoint.requests).toHaveLength(0);
});

test('a reply is disliked by key, refined, and the better version says why', async () => {
  const { page } = workbench;
  await workbench.command('Dramatis: Select Model');
  await workbench.choose('mine');
  await panel().locator('.model-label', { hasText: 'mine-1' }).waitFor();
  await say('And tomorrow?');
  await last().getByText('weather events').waitFor();
  await last().locator('.ledger-summary', { hasText: '1 broken' }).waitFor();
  await last().focus();
  await page.keyboard.press('-');
  await last().getByText('disliked', { exact: true }).waitFor();
  await workbench.screenshot('refine-disliked');
  await last().getByRole('button', { name: 'Refine this reply' }).press('Enter');
  await last().getByText(better).waitFor();
  await last().getByRole('button', { name: 'Refined after a critique that found one flaw' }).click();
  await last().getByText('some considerable strength” to say it').waitFor();
  expect(await last().locator('.ledger-summary').innerText()).not.toContain('broken');
  expect(await last().getByRole('group', { name: 'Version 2 of 2' }).count()).toBe(1);
});

test('the judge is asked which version is better, in both orders, and picks nothing', async () => {
  const before = endpoint.requests.length;
  await last().getByRole('button', { name: 'Ask the model whether version 1 or 2 is better' }).click();
  await last()
    .getByRole('button', { name: /prefers version 2: 4 votes to 0/ })
    .click();
  await workbench.screenshot('refine-weighed');
  const votes = endpoint.requests
    .slice(before)
    .filter((messages) => messages.at(-1)?.content.includes('one last line'));
  expect(votes).toHaveLength(4);
  expect(await last().getByRole('button', { name: 'The best of 2', pressed: true }).count()).toBe(0);
});

test('from the disliked reply to changes of the file, with the reply as what they rest on', async () => {
  await last().getByRole('button', { name: 'Version before' }).click();
  await last().getByText('disliked', { exact: true }).waitFor();
  await last().getByRole('button', { name: 'Improve Persona from this reply' }).click();
  const patch = workbench.treeRow('voice');
  await patch.waitFor();
  await workbench.screenshot('refine-improve');
  const asked = endpoint.requests.find((messages) => messages.some(({ content }) => content.includes('You improve')));
  expect(asked?.map(({ content }) => content).join('\n')).toContain('as it should not be: As an assistant');
});

test('what that change rests on opens the talk at the reply', async () => {
  const { page } = workbench;
  await workbench.treeRow('voice').click();
  await page
    .locator('.review-widget', { hasText: /turn \d+, persona/ })
    .first()
    .waitFor();
  await workbench.command('Dramatis: Show What It Rests On');
  await panel().locator('.entry.self:focus', { hasText: 'weather events' }).waitFor();
  await workbench.screenshot('refine-rests-on');
});
