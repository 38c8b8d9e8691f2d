// The tab of a scene: what three ways of playing learn beside the lines, from the events of real runs on scripted models.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { panelEvent } from '../../src/host/preview/panel-events.ts';
import { dyad } from '../../src/play/dyad/dyad.ts';
import { hidden } from '../../src/play/hidden/hidden.ts';
import { narrated } from '../../src/play/narrated/narrated.ts';
import type { SceneProtocol } from '../../src/play/scene/setup.ts';
import type { PanelEvent } from '../../src/wire/preview-protocol.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { depsOf } from '../play/kit.ts';
import { playOn, staged } from '../play/protocol/stage-kit.ts';
import { cache } from '../workbench/paths.ts';
import type { PanelOptions } from './kit/panel-page.ts';
import { axe, panelPages } from './kit/panel-pages.ts';
import { snapshot } from './kit/talks.ts';

const shots = join(cache, 'screenshots');

const openPage = panelPages();
beforeAll(() => {
  mkdirSync(shots, { recursive: true });
});

const watson = 'persona John Watson\n  role: doctor\n';
const round = [
  'Belief: I am bored and do not hide it.\nDesire: A case, any case.\nIntention: I will see what Watson does about the parcel.',
  'The fire is low, and Watson reads the same page for the third time.',
  'Belief: I am a patient man.\nDesire: An evening without chemistry.\nIntention: I will finish this page.',
  'Holmes is restless; it ends badly as a rule.',
  'Sherlock Holmes: Tries to draw Watson out about the parcel.\nJohn Watson: Wants to be left to his paper.',
  'Sherlock Holmes tosses the parcel into Watson’s lap.',
  'You have not asked what is in it.',
  'Affected: John Watson\nImpact: The parcel lands on the newspaper and tears it.',
  'John Watson lifts the torn page between two fingers. “Neither did I ask for this.”',
  'The string of the parcel comes loose; a brass key slides out.',
  'Position: at the mantelpiece\nCondition: amused, wide awake',
  'I cannot say where.\nCondition: annoyed, a little curious',
  'The paper is torn, a brass key lies on the rug.',
  'Holmes has thrown a parcel at Watson, and a key has come to light.',
];

const cases: Readonly<
  Record<string, { texts: Record<string, string>; protocol: SceneProtocol; answers: readonly string[] }>
> = {
  narrated: {
    protocol: narrated,
    texts: {
      self: 'persona Sherlock Holmes\n  role: consulting detective\n\nscene a foggy evening\n  with: ./watson.persona\n  narrated: yes\n  turns: 1\n  position watson: in the armchair\n  condition self: bored\n',
      watson,
    },
    answers: round,
  },
  hidden: {
    protocol: hidden,
    texts: {
      self: 'persona Sherlock Holmes\n  role: consulting detective\n\nscene a client\n  with: ./ada.persona\n  turns: 2\n  find out: history, coping\n  propose: One small thing to try this week.\n',
      ada: 'persona Ada Byrne\n\nknows\n  history: Lost her hearing on one side as a child.\n  coping: Practises at night so that nobody can judge it.\n',
    },
    answers: [
      'You tilt your head to the left. Since when?',
      'Oh, always. It is nothing.',
      'She lost her hearing on one side as a child.',
      'She avoids people.',
      'Ask when she plays, and who listens.',
      'And when do you practise?',
      'At night. Nobody minds then.',
      'Practises at night so that nobody can judge it.',
      'Play once with the window open.',
      '6',
      'Let one friend sit in the next room.',
      '9',
    ],
  },
  dyad: {
    protocol: dyad,
    texts: {
      self: 'persona Sherlock Holmes\n  role: consulting detective\n\nabout\n  hobby: Keeps bees.\n\nscene a bad week\n  with: ./sam.persona\n  seeker: sam\n  turns: 10\n',
      sam: 'persona Sam Hill\n  role: student\n\nabout\n  worry: Fails every exam.\n\ngreeting\n  Is this seat free?\n',
    },
    answers: [
      ...['hobby', 'It is. My bees like company, too.', 'I fail every exam.', '1', 'NONE', 'What happens before?'],
      ...[
        'I forget to breathe.',
        '2',
        'hobby',
        'With bees one learns to breathe slowly.',
        'Maybe.',
        '3',
        'NONE',
        'Try it now.',
      ],
      ...['Oh.', '4', 'NONE', 'You see.', 'Reason: Calm and to the point.\nMood: 5\nProblem: 4\nEngagement: 4'],
    ],
  },
};

async function eventsOf(name: string): Promise<PanelEvent[]> {
  const { texts, protocol, answers } = cases[name] ?? { texts: {}, protocol: narrated, answers: [] };
  const model = scriptedModel(answers);
  const { events } = await playOn(staged(texts, protocol), depsOf(model));
  model.finish();
  return events.map(panelEvent);
}

async function open(name: string, options: PanelOptions = {}) {
  const panel = await openPage(snapshot(await eventsOf(name)), {
    width: 900,
    height: 900,
    ...options,
  });
  await panel.page.locator('#drawer-button').click();
  await panel.page.getByRole('tab', { name: 'Stage' }).click();
  return panel;
}

test('a narrated scene: plans, deeds and lines, what changed in a word, beliefs as a tree', async () => {
  const { page } = await open('narrated');
  const lanes = page.locator('.stage-table').first();
  expect(await lanes.getByRole('row').nth(1).innerText()).toMatch(
    /Sherlock Holmes\s+Tries to draw Watson out about the parcel\.\s+Sherlock Holmes tosses .*lap\.\s+You have not asked/,
  );
  expect(await lanes.getByRole('row', { name: 'Narrator' }).innerText()).toContain('a brass key slides out');
  const places = page.locator('.stage-table').nth(1);
  const ofWatson = await places.getByRole('row', { name: 'John Watson' }).innerText();
  expect(ofWatson).toContain('in the armchair (kept: the answer could not be read)');
  expect(ofWatson).toMatch(/annoyed, a little curious\s+changed/);
  const tree = page.locator('.belief-tree');
  expect(await tree.getByText('A case, any case.').isVisible()).toBe(true);
  await tree.getByText('Sherlock Holmes', { exact: true }).click();
  expect(await tree.getByText('A case, any case.').isVisible()).toBe(false);
});

test('finding out: a bar a part, the same in numbers and words; the best proposal is marked', async () => {
  const { page } = await open('hidden');
  const bar = page.getByRole('img', { name: /^coping: likeness 1\.00 of 0\.50 needed, found out$/ });
  expect(await bar.count()).toBe(1);
  await page.getByText('Likeness by words in common (lexical): a rough measure.').waitFor();
  await page.getByText('Ask when she plays, and who listens.').waitFor();
  expect(await page.getByRole('listitem').filter({ hasText: 'next room' }).innerText()).toMatch(/9 of 10\s+best, kept/);
});

test('seeker and supporter: the mood as a line and in numbers, what was in mind, how it went', async () => {
  const { page } = await open('dyad');
  expect(await page.getByRole('img', { name: 'Mood of Sam Hill after each line, 0 to 5: 1, 2, 3, 4' }).count()).toBe(1);
  expect(await page.locator('.stage-table').getByRole('row').nth(2).innerText()).toMatch(/Sherlock Holmes\s+hobby/);
  await page.getByText('4.33 of 5: mood lifted 5, problem addressed 4, took part 4.').waitFor();
});

test('what is drawn on another branch is not shown; a scene begun anew shows nothing yet', async () => {
  const panel = await open('narrated');
  await panel.send({ type: 'play', events: [{ type: 'moved', to: undefined }] });
  await expect.poll(() => panel.page.locator('.stage-table').count()).toBe(1);
  const events = await eventsOf('narrated');
  const began = events.find((event) => event.type === 'noted' && event.note.kind === 'scene began');
  if (began) await panel.send({ type: 'play', events: [began] });
  await panel.page.getByText('What is learnt beside the lines of this scene will stand here.').waitFor();
});

test.each(['dark', 'light', 'contrast'] as const)('%s: nothing for axe to find, wide and narrow', async (theme) => {
  for (const name of Object.keys(cases)) {
    for (const width of [900, 400]) {
      const { page, faults } = await open(name, { theme, width });
      await page.screenshot({ path: join(shots, `stage-${name}-${theme}-${width}.png`) });
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const run = (
          window as unknown as {
            axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          }
        ).axe;
        return (await run.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      expect(found).toEqual([]);
      expect(faults).toEqual([]);
    }
  }
});
