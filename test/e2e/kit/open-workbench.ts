// Opens a real VS Code on a copy of a folder and hands over what a user has: a page, a keyboard, commands, files, problems,
// panels. Each call has a server, a browser and data of its own; `close` ends and removes them all.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../workbench/browser.ts';
import { cache, developmentPath, freshFolder, root } from '../../workbench/paths.ts';
import { quietSettings, type Server, startServer } from '../../workbench/server.ts';

export type Theme = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

export type WorkbenchOptions = {
  /** The folder to copy and open; absolute, or from the repository. Undefined: a new one with `files` alone. */
  workspace?: string;
  /** Written into it: by name, what each holds. */
  files?: Readonly<Record<string, string | Uint8Array>>;
  /** What a new folder is called, as the explorer shows it. */
  name?: string;
  theme?: Theme;
  /** `all` (the default): no question. `ask`: the folder opens in Restricted Mode, as a stranger's would. */
  trust?: 'all' | 'ask';
  /** User settings, over the quiet ones. */
  settings?: Readonly<Record<string, unknown>>;
  /** Other extensions to install beside ours, each a folder. */
  extensions?: readonly string[];
  /** Environment of the server, and so of the extension. */
  env?: Readonly<Record<string, string>>;
  /** Page size in pixels; 1280 by 800 unless told. */
  width?: number;
  height?: number;
};

export type Workbench = {
  page: Page;
  server: Server;
  /** The copied folder on disk: read it, change it, delete from it. */
  folder: string;
  /** Runs a command of the palette by its title (`Category: Title`); what it asks in a box of its own is the caller's. */
  command(title: string): Promise<void>;
  /** Takes the row with these words in the list that is open, by keys. Ends when that row has gone: the list closed, or asks for something else. */
  choose(words: string | RegExp): Promise<void>;
  /** The first row with these words in the list that is open. */
  row(words: string | RegExp): Locator;
  /** The first row with these words in a tree of ours: a change in the view *Review*, a talk. */
  treeRow(words: string | RegExp): Locator;
  /** Opens the quick fixes at the cursor, by its key, and takes the first with these words. `first`: what puts the cursor there, before each try. */
  quickFix(words: string, first?: () => Promise<void>): Promise<void>;
  /** Answers VS Code's own file dialog (`files.simpleDialog.enable`) with a path. */
  takeFile(path: string): Promise<void>;
  /** Decides on a change in the view *Review* by its key, until its row says so. `says`: words of the row then. */
  decide(title: string, key: string, says: string): Promise<void>;
  /** Opens the list of notifications, or leaves it open. */
  showNotifications(): Promise<void>;
  /** Takes an entry of the menu of a row, by the mouse. */
  menu(on: Locator, item: string): Promise<void>;
  /** Opens a file by its name and waits until its editor has the focus. */
  openFile(name: string): Promise<void>;
  /** Saves a file that was changed, until its tab says that it is. */
  save(name: string): Promise<void>;
  /** Types into whatever has the focus. */
  type(text: string): Promise<void>;
  /** Shows the Problems view and reads its rows, as a screen reader would. */
  problems(): Promise<string[]>;
  /** The document inside the webview that is showing. */
  previewFrame(): FrameLocator;
  /** Writes `.vscode-test/screenshots/NAME.png` and returns its path. */
  screenshot(name: string): Promise<string>;
  /** What the workbench has told the user and nobody has cleared. Toasts are off under the smoke-test driver: read in the list. */
  notifications(): Promise<string[]>;
  /** Another window on the same folder and the same data, in a browser of its own. */
  anotherWindow(): Promise<Window>;
  close(): Promise<void>;
};

export type Window = Omit<Workbench, 'server' | 'folder' | 'anotherWindow' | 'close'>;

/** How long a step may take in milliseconds: on a machine that does other things as well, the workbench takes its time. */
export const patienceMs = 120_000;

/** A key that was pressed before the workbench listened is lost: after this long a gesture begins anew. */
const heardMs = 10_000;

const themes: Record<Theme, string> = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

/** Resolves when the explorer shows the folder and the extension host has started. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const home = await freshFolder('e2e');
  const source = options.workspace === undefined ? undefined : resolve(root, options.workspace);
  const folder = join(home, source === undefined ? (options.name ?? 'personas') : basename(source));
  const closers: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true, maxRetries: 5 })];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    await mkdir(folder);
    if (source !== undefined) await cp(source, folder, { recursive: true });
    for (const [name, content] of Object.entries(options.files ?? {})) await writeFile(join(folder, name), content);
    for (const extension of options.extensions ?? []) {
      await cp(extension, join(home, 'data', 'extensions', basename(extension)), { recursive: true });
    }
    const say = (line: string) => console.log(line);
    const server = await startServer({
      dataDir: join(home, 'data'),
      trustAll: options.trust !== 'ask',
      settings: { ...quietSettings, 'workbench.colorTheme': themes[options.theme ?? 'dark'], ...options.settings },
      env: options.env ?? {},
      say,
    });
    closers.push(() => server.stop());
    const browser = await launchBrowser(say);
    closers.push(() => browser.close());
    const openWindow = async () => {
      const page = await browser.newPage({ viewport: { width: options.width ?? 1280, height: options.height ?? 800 } });
      page.setDefaultTimeout(patienceMs);
      const proposed = options.extensions !== undefined;
      await page.goto(server.url({ folder, development: await developmentPath(), proposed }));
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
      return page;
    };
    const page = await openWindow();
    const anotherWindow = async () => {
      const other = await openWindow();
      return { ...gestures(other), page: other };
    };
    if (options.trust === 'ask') await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    return { ...gestures(page), page, server, folder, anotherWindow, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const isDone = (gesture: Promise<void>) =>
  gesture.then(
    () => true,
    () => false,
  );

type Gestures = Omit<Window, 'page'>;

function gestures(page: Page): Gestures {
  const box = page.locator('.quick-input-widget');
  const input = box.locator('input[type="text"]');
  const isThere = (what: Locator) => isDone(what.waitFor({ timeout: heardMs }));
  const isClicked = (what: Locator) => isDone(what.click({ timeout: heardMs }));
  /** Goes down to a row of the list that is open and takes it, by keys: a click on a list that is still being filled hits another, or none. */
  const take = async (wanted: Locator, what: string | RegExp) => {
    const until = Date.now() + patienceMs;
    while ((await wanted.count()) === 0) {
      if (Date.now() > until) throw new Error(`The list never had a row for: ${what}`);
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await wanted.waitFor({ state: 'hidden' });
  };
  const choose = async (words: string | RegExp) => {
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await take(page.locator('.quick-input-list .monaco-list-row.focused', { hasText: words }), words);
  };
  /** The dialog writes a folder into the field when it has read it: a path typed before that is joined to it, and typed once more. */
  const takeFile = async (path: string) => {
    const until = Date.now() + patienceMs;
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    for (let seen = 0; seen < 3; ) {
      if (Date.now() > until) throw new Error(`The dialog never took the path: ${path}`);
      const stands = (await input.inputValue()) === path;
      seen = stands ? seen + 1 : 0;
      if (!stands) await input.fill(path);
      await page.waitForTimeout(200);
    }
    await box.getByRole('button', { name: 'OK' }).click();
  };
  /** Opens a list by its key, filters it and takes a row. Ends when the list has closed, or asks for something else. */
  const pick = async (key: string, text: string, row: string) => {
    const wanted = page.locator(`.quick-input-list ${row}`).first();
    const until = Date.now() + patienceMs;
    for (;;) {
      await page.keyboard.press(key);
      // What is seen may be the list before, on its way out; and an editor that opens meanwhile takes the list away.
      if ((await isThere(input)) && (await isDone(input.fill(text, { timeout: heardMs })))) {
        if ((await isThere(wanted)) && (await isClicked(wanted))) break;
        await page.keyboard.press('Escape');
      }
      if (Date.now() > until) throw new Error(`The list of ${key} never had a row for: ${text}`);
    }
    await wanted.waitFor({ state: 'hidden' });
  };
  /** A row's label is its title, then perhaps a comma and its keys. */
  const named = (title: string) =>
    [`="${title}"`, `^="${title}, "`].map((test) => `.monaco-list-row[aria-label${test}]`).join(', .quick-input-list ');
  const command = (title: string) => pick('F1', `>${title}`, named(title));
  const quickFix = async (words: string, first?: () => Promise<void>) => {
    const wanted = page.locator('.action-widget .monaco-list-row', { hasText: words }).first();
    const until = Date.now() + patienceMs;
    // An editor that has just got the keyboard may not hear yet, or not have asked everybody.
    for (;;) {
      await first?.();
      await page.keyboard.press('ControlOrMeta+.');
      if (await isThere(wanted)) break;
      await page.keyboard.press('Escape');
      if (Date.now() > until) throw new Error(`No quick fix was ever offered: ${words}`);
    }
    await wanted.click();
  };
  const menu = async (on: Locator, item: string) => {
    const entry = page.locator('.context-view .monaco-menu .action-item', { hasText: item }).first();
    // A list that is drawn anew takes its menu away, and a menu takes no click before it stands: then the gesture goes on.
    const until = Date.now() + patienceMs;
    for (let taken = false; !taken; ) {
      if (Date.now() > until) throw new Error(`The menu never had: ${item}`);
      if (!(await entry.isVisible())) await on.click({ button: 'right' });
      const gone = entry
        .hover({ timeout: heardMs })
        .then(() => entry.click({ timeout: heardMs }))
        .then(() => entry.waitFor({ state: 'hidden', timeout: heardMs }));
      taken = await isDone(gone);
    }
  };
  const center = page.locator('.notifications-center.visible');
  /** While the list is there nothing offers to show it. */
  const showNotifications = async () => {
    if (await center.isVisible()) return;
    await command('Notifications: Show Notifications');
    await center.waitFor();
  };
  const treeRow = (words: string | RegExp) =>
    page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row', { hasText: words }).first();
  const decide = async (title: string, key: string, says: string) => {
    const chosen = page.locator('.tree-explorer-viewlet-tree-view .monaco-list:focus .monaco-list-row.selected', {
      hasText: title,
    });
    const decided = page.locator(`.tree-explorer-viewlet-tree-view .monaco-list-row[aria-label*="${says}"]`, {
      hasText: title,
    });
    const until = Date.now() + patienceMs;
    do {
      if (Date.now() > until) throw new Error(`The change never was ${says}: ${title}`);
      await treeRow(title).click();
      // A diff that opens draws the list anew: the key goes where it should once the row has the keyboard.
      if (await isThere(chosen.first())) await page.keyboard.press(key);
    } while (!(await isThere(decided.first())));
  };
  const openFile = async (name: string) => {
    await pick('ControlOrMeta+P', name, named(basename(name)));
    // The same file may stand in other groups, too.
    const group = page.locator('.editor-group-container.active');
    await group.locator('.tabs-container .tab.active', { hasText: basename(name) }).waitFor();
    await group.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  };
  const notifications = async () => {
    await showNotifications();
    const told = await center.locator('.notification-list-item-message').allInnerTexts();
    const hide = center.locator('[aria-label^="Hide Notifications"]').first();
    const until = Date.now() + patienceMs;
    // With its last row, a progress that ended, the list goes by itself.
    while (await center.isVisible()) {
      if (Date.now() > until) throw new Error('The notifications never went away');
      await isClicked(hide);
    }
    return told;
  };
  const save = async (name: string) => {
    const dirty = page.locator('.tab.dirty', { hasText: basename(name) }).first();
    await dirty.waitFor();
    const until = Date.now() + patienceMs;
    // What is saved is the editor that has the keyboard, which a panel beside it may have taken.
    do {
      if (Date.now() > until)
        throw new Error(`It was never saved: ${name}. The workbench says: ${(await notifications()).join(' ')}`);
      await dirty.click();
      await command('File: Save');
    } while (!(await isDone(dirty.waitFor({ state: 'hidden', timeout: heardMs }))));
  };
  return {
    command,
    choose,
    decide,
    openFile,
    save,
    menu,
    showNotifications,
    row: (words) => page.locator('.quick-input-list .monaco-list-row', { hasText: words }).first(),
    treeRow,
    quickFix,
    takeFile,
    type: (text) => page.keyboard.type(text),
    problems: async () => {
      await command('Problems: Focus on Problems View');
      await page.locator('.markers-panel-container').waitFor();
      const rows = await page.locator('.markers-panel-container .monaco-list-row').all();
      return Promise.all(rows.map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
    },
    previewFrame: () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    screenshot: async (name) => {
      const path = join(cache, 'screenshots', `${name}.png`);
      await mkdir(join(cache, 'screenshots'), { recursive: true });
      await page.screenshot({ path });
      return path;
    },
    notifications,
  };
}
