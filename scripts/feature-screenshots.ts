// Pictures for docs/features.md: each feature of the language server as it shows in the real workbench, on samples/first-look. Only the
// editor is taken. Run alone with `node scripts/feature-screenshots.ts [NAME…]`, or with all others by `npm run screenshots`.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openWorkbench, type Workbench } from '../test/e2e/kit/open-workbench.ts';
import { root } from '../test/workbench/paths.ts';

type Settings = Readonly<Record<string, unknown>>;

/** What is shown: the file, what is done in it, and settings beside those of all pictures. */
interface Scene {
  readonly file: string;
  readonly show: (workbench: Workbench) => Promise<void>;
  /** What is taken; the editor unless said. */
  readonly area?: string;
}

/** Beside the samples. */
const files: Readonly<Record<string, string>> = {
  // The folder stands below a checkout that ignores it, and what git ignores is not looked for: the nearest file has the say.
  '.gitignore': '!*\n',
  'tea.persona': `persona Dr John Watson
  role: doctor

scene the morning post
  with: ./holmes.persona as friend
  friend: Another letter, Watson.
  self: From whom?
  friend: That is the question.
`,
  'untidy.persona': `persona   Ada
    role:   archivist
    summary:   Knows every shelf.
knows
 - The archive opens at nine.
 fire:  It burnt in 1911.
      keys:    fire, burnt


rules
   brief:  Keeps it short.
        must:  be at most 40 words
`,
};

const images = join(root, 'docs', 'images');

const scenes: Readonly<Record<string, Scene>> = {
  completion: {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'must: be at most 60 words');
      await workbench.page.keyboard.press('End');
      await workbench.page.keyboard.press('Enter');
      await workbench.type('must: be ');
      await row(workbench, 'at most').waitFor();
    },
  },
  hover: {
    file: 'broken-on-purpose.persona',
    async show(workbench) {
      await goTo(workbench, '(smart ?phones');
      await workbench.command('Show or Focus Hover');
      await workbench.page.locator('.monaco-hover:visible', { hasText: 'Matches' }).waitFor();
    },
  },
  'hover-prompt': {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'conscientiousness');
      await workbench.command('Show or Focus Hover');
      await workbench.page.locator('.monaco-hover:visible', { hasText: 'Sent as' }).waitFor();
    },
  },
  'inlay-hints': {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'never: say "{{passphrase}}"');
      await workbench.page.locator('.view-line', { hasText: '= the dog' }).first().waitFor();
    },
  },
  highlights: {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'passphrase: the dog');
      await workbench.page.keyboard.press('ArrowLeft');
      await workbench.page.keyboard.press('Home');
      await workbench.page.locator('.wordHighlightStrong').first().waitFor();
    },
  },
  colours: {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'deduction: Greets');
      await workbench.page.keyboard.press('Home');
    },
  },
  selection: {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'never: say "{{passphrase}}"');
      for (let step = 0; step < 3; step++) await workbench.page.keyboard.press('ArrowLeft');
      for (let step = 0; step < 4; step++) await workbench.command('Expand Selection');
    },
  },
  outline: {
    file: 'holmes.persona',
    async show(workbench) {
      await workbench.command('Go to Symbol in Editor...');
      await row(workbench, 'about', '.quick-input-list').waitFor();
    },
  },
  folding: {
    file: 'holmes.persona',
    async show(workbench) {
      await workbench.command('Fold All');
      await workbench.page.locator('.codicon-folding-collapsed').first().waitFor();
    },
  },
  'linked-editing': {
    file: 'tea.persona',
    async show(workbench) {
      await goTo(workbench, 'persona as friend');
      await workbench.command('Start Linked Editing');
      await workbench.page.locator('.linked-editing-decoration').nth(2).waitFor();
      await workbench.type('s');
      await workbench.page.locator('.view-line', { hasText: 'friends: That' }).waitFor();
    },
  },
  formatting: {
    file: 'untidy.persona',
    async show(workbench) {
      await workbench.command('Format Document');
      await workbench.page.locator('.tab.dirty').waitFor();
      await workbench.command('File: Compare Active File with Saved');
      await workbench.page.locator('.diffEditor, .monaco-diff-editor').first().waitFor();
    },
  },
  links: {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'kind: character');
      const link = workbench.page.locator('.detected-link', { hasText: 'victorian' }).first();
      await link.waitFor();
      await link.hover();
      await workbench.page.locator('.monaco-hover:visible', { hasText: 'ollow link' }).waitFor();
    },
  },
  definition: {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'keeps: secret, period');
      await workbench.page.keyboard.press('ArrowLeft');
      await workbench.command('Peek Definition');
      await workbench.page.locator('.peekview-widget').waitFor();
    },
  },
  references: {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'secret: Never');
      await workbench.page.keyboard.press('Home');
      await workbench.command('Peek References');
      await workbench.page.locator('.peekview-widget .monaco-list-row').first().waitFor();
    },
  },
  symbols: {
    file: 'holmes.persona',
    async show(workbench) {
      await workbench.page.keyboard.press('ControlOrMeta+T');
      const input = workbench.page.locator('.quick-input-widget input[type="text"]');
      await input.fill('#re');
      await row(workbench, 'Reference', '.quick-input-list').waitFor();
    },
  },
  'test-of-example': {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'example the doctor returns');
      await workbench.command('Refactor...');
      await workbench.page.locator('.action-widget', { hasText: 'Make a test of this example' }).waitFor();
    },
  },
  rename: {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'secret: Never');
      await workbench.page.keyboard.press('Home');
      await workbench.command('Rename Symbol');
      await workbench.page.locator('.rename-box input').fill('discretion');
    },
  },
  hierarchy: {
    file: 'victorian.persona',
    async show(workbench) {
      await goTo(workbench, 'persona A Londoner of 1895');
      await workbench.page.keyboard.press('Home');
      // Who extends it: that is what is shown first.
      await workbench.command('Peek Type Hierarchy');
      await workbench.page.locator('.type-hierarchy .monaco-list-row', { hasText: 'Holmes' }).first().waitFor();
    },
  },
  'quick-fix': {
    file: 'broken-on-purpose.persona',
    async show(workbench) {
      await goTo(workbench, 'at the desk');
      await workbench.command('Go to Previous Problem (Error, Warning, Info)');
      await workbench.page.keyboard.press('Escape');
      await workbench.command('Quick Fix...');
      await workbench.page.locator('.action-widget', { hasText: 'Ignore breaks-own-rule' }).waitFor();
    },
  },
  lenses: {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'deduction: Greets');
      await workbench.page.keyboard.press('Home');
      await workbench.page.locator('.codelens-decoration', { hasText: 'Probe' }).first().waitFor();
    },
  },
  extract: {
    file: 'holmes.persona',
    async show(workbench) {
      await goTo(workbench, 'knows');
      await workbench.page.keyboard.press('Home');
      await workbench.page.keyboard.press('Shift+End');
      await workbench.command('Refactor...');
      await workbench.page.locator('.action-widget', { hasText: 'Extract to a parent persona' }).waitFor();
    },
  },
  // The last: it leaves the preview of the move open.
  'file-renames': {
    file: 'holmes.persona',
    area: '.monaco-workbench',
    async show(workbench) {
      const { page } = workbench;
      await goTo(workbench, 'kind: character');
      await workbench.command('View: Show Explorer');
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'victorian.persona' }).click();
      await page.keyboard.press('F2');
      await page.locator('.explorer-folders-view input').fill('london-1895.persona');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Show Preview' }).click();
      await page.locator('.part.panel .monaco-list-row', { hasText: './london-1895.persona' }).first().waitFor();
    },
  },
};

function row({ page }: Workbench, text: string, list = '.suggest-widget') {
  return page.locator(`${list} .monaco-list-row`, { hasText: text }).first();
}

/** Puts the cursor behind a text. */
async function goTo({ page }: Workbench, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+F');
  await page.locator('.find-widget.visible textarea[aria-label="Find"]').fill(text);
  await page.locator('.find-widget .matchesCount', { hasText: '1 of' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
}

/** Takes the pictures named, all where none is. */
export async function takeFeatures(settings: Settings, names: readonly string[] = []): Promise<void> {
  await mkdir(images, { recursive: true });
  const workbench = await openWorkbench({
    workspace: 'samples/first-look',
    theme: 'dark',
    width: 900,
    height: 560,
    settings: {
      ...settings,
      'dramatis.inlayHints.values': true,
      'editor.linkedEditing': true,
      'breadcrumbs.enabled': false,
      'workbench.activityBar.location': 'hidden',
      'workbench.statusBar.visible': false,
      'files.exclude': { '**/.gitignore': true },
    },
  });
  workbench.page.setDefaultTimeout(60_000);
  for (const [name, text] of Object.entries(files)) await writeFile(join(workbench.folder, name), text);
  // Where the copy of the samples lies is nobody's business.
  await workbench.page.addStyleTag({ content: '.peekview-title .dirname { display: none }' });
  try {
    for (const [name, { file, show, area = '.part.editor' }] of Object.entries(scenes)) {
      if (names.length > 0 && !names.includes(name)) continue;
      await workbench.openFile(file);
      if (await workbench.page.locator('.part.sidebar').isVisible())
        await workbench.command('View: Toggle Primary Side Bar Visibility');
      await workbench.page.locator('.view-line').filter({ hasText: 'tokens', visible: true }).first().waitFor();
      await show(workbench);
      await workbench.page.waitForTimeout(1500);
      const path = join(images, `feature-${name}.png`);
      await workbench.page.locator(area).screenshot({ path, caret: 'hide' });
      console.log(`docs/images/feature-${name}.png`);
      await workbench.page.keyboard.press('Escape');
      await workbench.command('File: Revert File');
      await workbench.command('View: Close All Editors');
    }
  } finally {
    await workbench.close();
  }
}

if (process.argv[1]?.endsWith('feature-screenshots.ts')) {
  await takeFeatures(
    { 'chat.disableAIFeatures': true, 'editor.minimap.enabled': false, 'window.commandCenter': false },
    process.argv.slice(2),
  );
}
