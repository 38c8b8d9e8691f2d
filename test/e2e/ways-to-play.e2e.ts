// A narrated scene in a real VS Code, with an endpoint on loopback and a person in one seat: the estimate, a round, what the drawer shows.
import { readFileSync, writeFileSync } from 'node:fs';
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

/** What each task is answered, by words of its own. */
const answers: readonly (readonly [RegExp, string])[] = [
  [
    /look at yourself/,
    'Belief: The light failed on my watch.\nDesire: That nobody asks.\nIntention: Keep my back to him.',
  ],
  [/look around you/, 'He is wet and afraid of the stairs. He will want the ledger.'],
  [/Plan it: one line/, 'Ines Marrow: Keeps the talk on the weather.\nTobias Crane: Asks for the ledger.'],
  [/What do you do\?/, 'Ines Marrow wipes the lens and does not turn round.'],
  [/what do you say with it/, 'It was the wind. It gets under the door.'],
  [/done and said\. Whom/, 'Affected: Tobias Crane\nImpact: A gust from the open shutter takes his hat.'],
  [/Decide how it turns out/, 'The hat is gone over the rail.'],
  [/Where and how is Tobias Crane/, 'Position: at the rail\nCondition: bareheaded, cross'],
  [/Where and how is/, 'He would not say.'],
  [/Describe the scene/, 'The lamp is lit; the shutter stands open.'],
  [/Sum up the plot/, 'An inspector has come about last night, and lost his hat.'],
];

test('a person plays the inspector: the scene waits for him, and the drawer shows what was learnt', async () => {
  endpoint = await answeringEndpoint();
  endpoint.answer((messages) => answers.find(([sign]) => sign.test(messages.at(-1)?.content ?? ''))?.[1] ?? '?');
  const own = { name: 'local', url: endpoint.url, model: 'small-1' };
  const settings = { 'dramatis.endpoints': [own], 'dramatis.model': 'local' };
  bench = await openWorkbench({ workspace: 'samples/scenes', width: 1400, height: 900, settings, theme: 'dark' });
  const file = join(bench.folder, 'keeper.persona');
  writeFileSync(file, readFileSync(file, 'utf8').replace('turns: 2', 'turns: 1'));
  await bench.openFile('keeper.persona');
  const { page } = bench;
  const panel = bench.previewFrame();
  await bench.command('Dramatis: Play Scene');
  await bench.choose('inspector');
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.getByText('This scene takes 14 requests at most.').waitFor();
  expect(await dialog.innerText()).toContain('10 to 14 requests a round, one round');
  await dialog.getByRole('button', { name: 'Play', exact: true }).click();

  const strip = panel.locator('.scene-strip');
  await strip.getByRole('button', { name: 'Play on' }).click();
  await strip.getByText('Tobias Crane').waitFor();
  // A gust took his hat: he has to react, and nobody is asked to do it for him.
  await panel.getByText('A gust from the open shutter takes his hat.').first().waitFor();
  expect(endpoint.requests).toHaveLength(6);
  await panel.locator('#composer').click();
  await bench.type('My hat! Madam, the ledger, if you please.');
  await page.keyboard.press('Enter');
  await strip.getByText('1 round was played.').waitFor();
  expect(endpoint.requests).toHaveLength(11);

  await panel.locator('#drawer-button').click();
  await panel.getByRole('tab', { name: 'Stage' }).click();
  const stage = panel.locator('.stage-tab');
  await stage.getByText('Keeps the talk on the weather.').waitFor();
  await stage.getByText('bareheaded, cross').waitFor();
  expect(await stage.innerText()).toContain('kept: the answer could not be read');
  await bench.screenshot('narrated-scene');
  const sent = endpoint.requests.map((messages) => JSON.stringify(messages));
  expect(
    sent.filter((text) => text.includes('torn the page out')).every((text) => text.includes('You are Ines Marrow')),
  ).toBe(true);
});

test('finding out: the pupil keeps it, the tutor guesses, a hint brings it out, and the drawer holds guesses against what is so', async () => {
  const { bench, endpoint, panel, strip } = await start('tutor.persona', [
    [
      /take to be .*mistake/,
      ['Adds whole fractions rightly.', 'Adds the upper numbers and the lower numbers as if separate sums.'],
    ],
    [/take to be .*fear/, ['Thinks that asking a question shows everybody she is stupid.']],
    [/does not yet show/, ['Ask her to add a half and a third aloud.']],
    [/Propose to/, ['Add a half and a half with two pieces of paper.']],
    [/How much would that really help/, ['9']],
    [/Say the next thing you say/, ['How would you add a half and a third?']],
    [/Answer as you would/, ['Two fifths.']],
  ]);
  await strip.getByRole('button', { name: 'Play on' }).click();
  await panel.locator('.scene-strip', { hasText: 'Over' }).waitFor();
  const sent = endpoint.requests.map((messages) => JSON.stringify(messages));
  // What the pupil keeps is in no request of the tutor, but where the tutor found it.
  const tutors = sent.filter((text) => text.includes('You are Mr Adeyemi'));
  expect(tutors.length).toBeGreaterThan(3);
  expect(tutors.filter((text) => text.includes('since a teacher laughed at one'))).toEqual([]);
  expect(sent.some((text) => text.includes('You are Lena') && text.includes('since a teacher laughed'))).toBe(true);
  await panel.locator('#drawer-button').click();
  await panel.getByRole('tab', { name: 'Stage' }).click();
  await panel.locator('.stage-tab', { hasText: 'Ask her to add a half and a third aloud.' }).waitFor();
  await bench.screenshot('finding-out');
});

test('seeker and supporter: the mood is asked for, rises, and the talk takes leave', async () => {
  let mood = 1;
  const { bench, endpoint, panel, strip } = await start('neighbour.persona', [
    [
      /five samples/,
      ['When it rains, say: well.\nWhen asked, say: hm.\nWhen late, say: oh.\nWhen glad, say: so.\nWhen sad, say: ah.'],
    ],
    [/comes? to mind/, ['NONE']],
    [/One whole number from 0/, () => String(Math.min(5, mood++))],
    [/Answer in these four lines/, ['Reason: She listened.\nMood: 4\nProblem: 4\nEngagement: 5']],
    [/Take leave of/, ['Good night, then.']],
    [/Say what you say next/, ['Sit with me a while.']],
  ]);
  await strip.getByRole('button', { name: 'Play on' }).click();
  await panel.locator('.scene-strip', { hasText: 'Over' }).waitFor();
  await panel.locator('.entry', { hasText: 'Good night, then.' }).first().waitFor();
  expect(endpoint.requests.some((messages) => /from 0 \(very low\)/.test(messages.at(-1)?.content ?? ''))).toBe(true);
  await panel.locator('#drawer-button').click();
  await panel.getByRole('tab', { name: 'Stage' }).click();
  await panel.locator('.stage-tab', { hasText: 'She listened.' }).waitFor();
  await bench.screenshot('seeker-supporter');
});

/** What a task is answered: one text after the other, the last one again and again. */
type Answers = readonly (readonly [RegExp, readonly string[] | (() => string)])[];

async function start(file: string, script: Answers) {
  endpoint = await answeringEndpoint();
  const said = new Map<RegExp, number>();
  endpoint.answer((messages) => {
    const found = script.find(([sign]) => sign.test(messages.at(-1)?.content ?? ''));
    if (!found) return '?';
    const [sign, texts] = found;
    if (typeof texts === 'function') return texts();
    const at = said.get(sign) ?? 0;
    said.set(sign, at + 1);
    return texts[Math.min(at, texts.length - 1)];
  });
  const own = { name: 'local', url: endpoint.url, model: 'small-1' };
  const settings = { 'dramatis.endpoints': [own], 'dramatis.model': 'local' };
  bench = await openWorkbench({ workspace: 'samples/scenes', width: 1400, height: 900, settings, theme: 'dark' });
  await bench.openFile(file);
  await bench.command('Dramatis: Play Scene');
  await bench.choose('I watch');
  const dialog = bench.page.locator('.monaco-dialog-box');
  await dialog.getByRole('button', { name: 'Play', exact: true }).click();
  const panel = bench.previewFrame();
  return { bench, endpoint, panel, strip: panel.locator('.scene-strip') };
}
