// Opens a real VS Code on a copy of a folder and hands over what a user has: a page, a keyboard, commands, files, problems,
// panels. Each call has a server, a browser and data of its own; `close` ends and removes them all.
import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../workbench/browser.ts';
import { cache, developmentPath, freshFolder, root } from '../../workbench/paths.ts';
import { quietSettings, type Server, startServer } from '../../workbench/server.ts';

export type Theme = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

export type WorkbenchOptions = {
  /** The folder to copy and open; absolute, or from the repository. */
  workspace: string;
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
  /** Opens a file by its name and waits until its editor has the focus. */
  openFile(name: string): Promise<void>;
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
  const source = options.workspace.startsWith('/') ? options.workspace : join(root, options.workspace);
  const folder = join(home, basename(source));
  const closers: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true, maxRetries: 5 })];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    await cp(source, folder, { recursive: true });
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

type Gestures = Omit<Window, 'page'>;

function gestures(page: Page): Gestures {
  const box = page.locator('.quick-input-widget');
  const input = box.locator('input[type="text"]');
  const isThere = (what: Locator) =>
    what.waitFor({ timeout: heardMs }).then(
      () => true,
      () => false,
    );
  /** Opens a list by its key, filters it and takes a row. Ends when the list has closed, or asks for something else. */
  const pick = async (key: string, text: string, row: string) => {
    const wanted = page.locator(`.quick-input-list ${row}`).first();
    const until = Date.now() + patienceMs;
    for (;;) {
      await page.keyboard.press(key);
      if (await isThere(input)) {
        await input.fill(text);
        if (await isThere(wanted)) break;
        await page.keyboard.press('Escape');
      }
      if (Date.now() > until) throw new Error(`The list of ${key} never had a row for: ${text}`);
    }
    await wanted.click();
    await wanted.waitFor({ state: 'hidden' });
  };
  /** A row's label is its title, then perhaps a comma and its keys. */
  const named = (title: string) =>
    [`="${title}"`, `^="${title}, "`].map((test) => `.monaco-list-row[aria-label${test}]`).join(', .quick-input-list ');
  const command = (title: string) => pick('F1', `>${title}`, named(title));
  return {
    command,
    openFile: async (name) => {
      await pick('ControlOrMeta+P', name, named(basename(name)));
      // The same file may stand in other groups, too.
      const group = page.locator('.editor-group-container.active');
      await group.locator('.tabs-container .tab.active', { hasText: basename(name) }).waitFor();
      await group.locator('.editor-instance .monaco-editor.focused').first().waitFor();
    },
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
    notifications: async () => {
      const list = page.locator('.notifications-center.visible');
      await command('Notifications: Show Notifications');
      await list.waitFor();
      const told = await list.locator('.notification-list-item-message').allInnerTexts();
      await command('Notifications: Hide Notifications');
      await list.waitFor({ state: 'hidden' });
      return told;
    },
  };
}
