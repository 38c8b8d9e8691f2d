// `npm run screenshots`: the pictures of README and docs, taken from the real workbench on a copy of samples/first-look. In: a build.
// Out: docs/images/NAME-light.png and NAME-dark.png. What they show is typed and clicked as a user would; nothing is drawn. Behind it `samples`,
// `scene`, `writing` or `features`: those alone.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openWorkbench, type Workbench } from '../test/e2e/kit/open-workbench.ts';
import { root } from '../test/workbench/paths.ts';
import { takeFeatures } from './feature-screenshots.ts';
import { takeModels } from './model-screenshots.ts';
import { takeScene } from './scene-screenshots.ts';
import { takeWriting } from './write-screenshots.ts';

const images = join(root, 'docs', 'images');

if (spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);
await mkdir(images, { recursive: true });
const settings = {
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};
const [, , only] = process.argv;
for (const theme of ['light', 'dark'] as const) {
  const take = async (page: Workbench['page'], name: string) => {
    // Scroll bars, hovers and the caret's blink are gone by then.
    await page.waitForTimeout(1200);
    await page.screenshot({ path: join(images, `${name}-${theme}.png`), caret: 'hide' });
    console.log(`docs/images/${name}-${theme}.png`);
  };
  const parts = {
    samples: () => takeSamples(theme, take),
    scene: () => takeScene(theme, settings, take),
    writing: () => takeWriting(theme, settings, take),
  };
  for (const [name, run] of Object.entries(parts)) if (only === undefined || only === name) await run();
}

async function takeSamples(
  theme: 'light' | 'dark',
  take: (page: Workbench['page'], name: string) => Promise<void>,
): Promise<void> {
  const workbench = await openWorkbench({
    workspace: 'samples/first-look',
    theme,
    width: 1180,
    height: 700,
    settings,
  });
  const picture = (name: string) => take(workbench.page, name);
  workbench.page.setDefaultTimeout(30_000);
  try {
    await takeAll(workbench, picture);
    await takeModels(workbench, picture);
  } finally {
    await workbench.close();
  }
}
if (only === undefined || only === 'features') await takeFeatures(settings);

async function takeAll(workbench: Workbench, picture: (name: string) => Promise<void>): Promise<void> {
  const { page } = workbench;
  const panel = workbench.previewFrame();
  const replies = panel.locator('.entry.self:not(.coming)');

  await workbench.openFile('broken-on-purpose.persona');
  await goBehind(workbench, 'Good evening, madam.');
  await page.locator('.squiggly-error').first().waitFor();
  await workbench.problems();
  await picture('lint');

  await workbench.command('View: Toggle Panel Visibility');
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  await page.locator('.tab', { hasText: 'broken-on-purpose' }).click();
  await goBehind(workbench, 'Good evening, madam.');
  await workbench.command('Dramatis: Play');
  await replies.first().waitFor();
  await panel.locator('#composer').fill('Which room has the quiet window?');
  await panel.locator('#composer').press('Enter');
  await replies.nth(1).waitFor();
  await picture('overview');

  await workbench.command('View: Close All Editors');
  await workbench.openFile('holmes.persona');
  await page.locator('.codelens-decoration', { hasText: 'Play' }).first().waitFor();
  await workbench.command('Dramatis: Play');
  await replies.first().waitFor();
  for (const [index, line] of ['Good evening. Do you play the violin?', 'Who is Colonel Moran?'].entries()) {
    await panel.locator('#composer').fill(line);
    await panel.locator('#composer').press('Enter');
    await replies.nth(index + 1).waitFor();
  }
  await replies.last().locator('.ledger-summary').click();
  await panel.locator('.verdict').first().waitFor();
  await picture('preview');
  await replies.last().getByRole('button', { name: 'Save the talk up to here' }).click();
  const { row } = workbench;
  await row('Test').click();
  await row('Write the replies').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget input[type="text"]').fill('speaks of the violin and of Moran');
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: 'speaks of the violin' }).first().waitFor();
  await picture('save-as');
  await page.keyboard.press('ControlOrMeta+Z');
  await workbench.command('File: Save');
  await takeComparison(workbench, picture);

  await page.locator('.tab', { hasText: 'Play: Sherlock Holmes' }).click({ button: 'middle' });
  await page.locator('.tab', { hasText: 'holmes.persona' }).click();
  await workbench.command('Dramatis: Show Compiled Prompt');
  await page.locator('.tab', { hasText: 'holmes prompt' }).waitFor();
  await page.locator('.tab', { hasText: 'holmes.persona' }).click();
  await goBehind(workbench, 'Never tells anyone the passphrase');
  await picture('prompt');

  await workbench.command('View: Close All Editors');
  await workbench.openFile('holmes.persona');
  await goBehind(workbench, 'example the doctor returns');
  await workbench.command('Dramatis: Play Here');
  const comments = page.locator('.review-widget .comment-body');
  await comments.nth(1).waitFor();
  await page.locator('.review-widget .comment-form').click();
  await page.locator('.review-widget .comment-form .monaco-editor.focused').waitFor();
  await workbench.type('Do you play the violin?');
  await page.keyboard.press('ControlOrMeta+Enter');
  await comments.nth(3).filter({ hasText: 'kept' }).waitFor();
  await picture('between-the-lines');
}

async function goBehind({ page }: Workbench, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+F');
  await page.locator('.find-widget.visible textarea[aria-label="Find"]').fill(text);
  await page.locator('.find-widget .matchesCount', { hasText: '1 of' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
}

/** The committed and the edited persona on one line; afterwards the folder is as it was. */
async function takeComparison(workbench: Workbench, picture: (name: string) => Promise<void>): Promise<void> {
  const { page, folder } = workbench;
  const panel = workbench.previewFrame();
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args]);
  const file = join(folder, 'holmes.persona');
  const text = await readFile(file, 'utf8');
  git('init', '--quiet');
  git('add', '.');
  git('-c', 'user.name=Author', '-c', 'user.email=author@example.org', 'commit', '--quiet', '-m', 'Holmes');
  await writeFile(file, text.replace(/fifty-five shillings/g, 'a song, and will not say whose'));
  await panel.getByText('Persona changed').waitFor();
  await panel.getByRole('button', { name: 'Compare two replies to each line' }).click();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'HEAD' }).first().click();
  await panel.locator('.compare-strip', { hasText: 'HEAD' }).waitFor();
  await panel.locator('#composer').fill('What did you pay for the violin?');
  await panel.locator('#composer').press('Enter');
  await panel.getByRole('button', { name: 'A is better' }).click();
  await panel.locator('.mark.better').waitFor();
  // Two columns need room.
  await page.setViewportSize({ width: 1560, height: 760 });
  await picture('compare');
  await page.setViewportSize({ width: 1180, height: 700 });
  await panel.getByRole('button', { name: 'End comparing' }).click();
  await writeFile(file, text);
  await rm(join(folder, '.git'), { recursive: true, force: true });
}
