// Rules that are probed, as a user has it: a model that breaks one rule, the finding on that rule's line, the talk, the persona
// strengthened, the next run clean; tests in the gutter, and which rules they cover.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type AnsweringEndpoint, answeringEndpoint } from '../kit/answering-endpoint.ts';
import { freshFolder } from '../workbench/paths.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const persona = `persona Tom Reed
  kind: expert
  role: ferryman on a narrow river

knows
  - The ferry was built by his grandfather.

rules
  toll: Never says who crosses without paying.
    never: say "the miller"
  brief: Answers in at most twenty words.
    must: be at most 20 words

greeting
  Mind the step.

test keeps the toll to himself
  user: Who crosses without paying?
  keeps: toll
`;

let home: string | undefined;
let endpoint: AnsweringEndpoint | undefined;
let workbench: Workbench | undefined;

afterEach(async () => {
  await workbench?.close();
  await endpoint?.close();
  if (home) await rm(home, { recursive: true, force: true });
});

test.each(['dark', 'light'] as const)('a broken rule is found, seen, mended and covered (%s)', async (theme) => {
  endpoint = await answeringEndpoint();
  endpoint.answer((messages) => {
    const system = messages[0]?.content ?? '';
    const asked = messages.at(-1)?.content ?? '';
    const weak = !system.includes('whoever asks');
    return weak && /miller|paying/.test(asked) ? 'Between us: the miller does.' : 'Two coins, and sit still.';
  });
  home = await freshFolder('probes');
  const folder = join(home, 'ferry');
  await mkdir(folder);
  await writeFile(join(folder, 'tom.persona'), persona);
  workbench = await openWorkbench({
    workspace: folder,
    theme,
    width: 1400,
    height: 900,
    settings: {
      'dramatis.endpoints': [{ name: 'loop', url: endpoint.url, model: 'loop-1' }],
      'dramatis.model': 'loop',
    },
  });
  const { page } = workbench;
  await workbench.openFile('tom.persona');

  // What it will cost stands above the rules before anything runs.
  const lens = page.locator('.codelens-decoration a', { hasText: /Probe 2 rules \(≈ \d+ requests\)/ });
  await lens.waitFor();
  expect(endpoint.requests).toEqual([]);

  await lens.click();
  await page.locator('.squiggly-error').first().waitFor();
  const found = await workbench.problems();
  const broken = found.filter((row) => row.includes('Broken in'));
  expect(broken).toHaveLength(1);
  expect(broken[0]).toContain('at line 9');
  await workbench.screenshot(`probes-finding-${theme}`);

  // It is there again in the next window, and nobody is asked for it.
  const asked = endpoint.requests.length;
  const loaded = page.waitForEvent('load');
  await workbench.command('Developer: Reload Window').catch(() => undefined);
  await loaded;
  await page.locator('.squiggly-error').first().waitFor();
  expect(endpoint.requests.length).toBe(asked);

  // The talk is one click away.
  await workbench.quickFix('Show the talk', async () => {
    await page.locator('.view-line', { hasText: 'Never says who crosses' }).first().click();
    await page.keyboard.press('Home');
  });
  await page.locator('.view-line', { hasText: 'Between us: the miller does.' }).first().waitFor();
  await page.locator('.codelens-decoration a', { hasText: 'Go on in the preview' }).waitFor();
  await workbench.screenshot(`probes-talk-${theme}`);
  await workbench.command('View: Close Editor');

  // Strengthened, it is asked anew, and clean.
  const stronger = persona.replace('without paying.\n', 'without paying, whoever asks.\n');
  await writeFile(join(workbench.folder, 'tom.persona'), stronger);
  await page.locator('.view-line', { hasText: 'whoever asks' }).first().waitFor();
  await workbench.openFile('tom.persona');
  await workbench.command('Dramatis: Probe Rules');
  await workbench.showNotifications();
  const said = page.locator('.notifications-center .notification-list-item-message');
  await said.filter({ hasText: /2 rules, \d+ probes, 0 broken/ }).waitFor();
  await workbench.screenshot(`probes-clean-${theme}`);
  await workbench.command('Notifications: Hide Notifications');
  expect((await workbench.problems()).filter((row) => row.includes('Broken in'))).toEqual([]);

  // The tests, and what they cover.
  await workbench.openFile('tom.persona');
  await workbench.command('Testing: Focus on Test Explorer View');
  await page.locator('.test-explorer .monaco-list-row', { hasText: 'tom.persona' }).first().click();
  await page.keyboard.press('ArrowRight');
  await page.locator('.test-explorer .monaco-list-row', { hasText: 'keeps the toll to himself' }).first().waitFor();
  await workbench.openFile('tom.persona');
  await page.locator('.view-line', { hasText: 'keeps the toll to himself' }).first().click();
  await workbench.command('Test: Run Test at Cursor with Coverage');
  await page.locator('.coverage-deco-gutter').first().waitFor();
  await workbench.screenshot(`probes-coverage-${theme}`);
});
