// What every browser test of the panel begins and ends with: one browser and one bundle a file, and each page closed behind its test.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { PanelSnapshot } from '../../../src/wire/preview-protocol.ts';
import { launchBrowser } from '../../workbench/browser.ts';
import { bundlePanel, openPanel, type PanelOptions, type PanelPage } from './panel-page.ts';

/** The source of axe-core, to be run in a page. */
export const axe = readFileSync(join(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');

/** To be called once at the top of a test file. Out: what opens the panel on a snapshot; `undefined`: the host never answers. */
export function panelPages(): (snapshot: PanelSnapshot | undefined, options?: PanelOptions) => Promise<PanelPage> {
  let browser: Browser | undefined;
  let files: ReadonlyMap<string, Uint8Array> = new Map();
  const opened: PanelPage[] = [];
  beforeAll(async () => {
    [browser, files] = await Promise.all([launchBrowser(() => undefined), bundlePanel()]);
  });
  afterEach(() => Promise.all(opened.splice(0).map(({ page }) => page.close())));
  afterAll(() => browser?.close());
  return async (snapshot, options = {}) => {
    if (!browser) throw new Error('panelPages belongs to the top of the file');
    const panel = await openPanel(browser, files, snapshot, options);
    opened.push(panel);
    return panel;
  };
}
