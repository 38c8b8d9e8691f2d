// Writing in the editor by keys alone, as somebody does who knows nothing of the language: the list of completion, arrows, Enter, Tab, and
// words. A page in, gestures out; each ends when the editor shows what came of it.
import type { Page } from 'playwright-core';
import { patienceMs } from './open-workbench.ts';

export interface ByKeys {
  /** The lines as the editor shows them, without what is only drawn beside them. */
  text(): Promise<string>;
  /** Resolves when the list of completion is open and has rows: it is asked for if it has not opened by itself. */
  openList(): Promise<void>;
  /** Resolves when the list has opened by itself, as it does behind what can only be followed by one of a few words. */
  listOpens(): Promise<void>;
  /** Goes down the list to the row and takes it. @throws where it is not offered. */
  take(label: string): Promise<void>;
  /** Types words where the cursor is; a list that opens over them stays as it is. */
  write(words: string): Promise<void>;
  /** Presses Enter so many times, and each time there is a line more: no list took the key. */
  enter(times?: number): Promise<void>;
  tab(): Promise<void>;
}

/** How long the list may take to come, in milliseconds, before it is asked for once more. */
const heardMs = 10_000;

export function byKeys(page: Page): ByKeys {
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  const focused = page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name');
  const lines = page.locator('.editor-group-container.active .monaco-editor .view-lines > .view-line');

  async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + patienceMs;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`It never came to this: ${what}. The text is now:\n${await text()}`);
      await page.waitForTimeout(50);
    }
  }
  async function text(): Promise<string> {
    const shown = await lines.evaluateAll((all) =>
      all
        .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? '' }))
        .sort((one, other) => one.top - other.top)
        .map((line) => line.text),
    );
    // Spaces are drawn as hard ones; behind a header stands how many tokens it makes.
    return shown.map((line) => line.replaceAll('\u00a0', ' ').replace(/ ?\d+ tokens?$/, '')).join('\n');
  }
  const current = async () => (await rows.count()) > 0 && ((await focused.allTextContents())[0] ?? false);
  const openList = () =>
    until('a list is open', async () => {
      if (await current()) return true;
      await page.keyboard.press('Control+Space');
      return focused
        .first()
        .waitFor({ timeout: heardMs })
        .then(
          () => true,
          () => false,
        );
    });
  return {
    text,
    openList,
    listOpens: () => until('a list opens by itself', async () => (await current()) !== false),
    take: async (label) => {
      const before = await text();
      await openList();
      const seen = new Set<string>();
      for (let here = await current(); here !== label; ) {
        if (here !== false && seen.has(here)) {
          throw new Error(`“${label}” is not offered, but ${[...seen].join(', ')}. The text is now:\n${before}`);
        }
        if (here !== false) seen.add(here);
        await page.keyboard.press('ArrowDown');
        const last = here;
        await until(`another row than “${last}”`, async () => (await current()) !== last);
        here = await current();
      }
      await page.keyboard.press('Enter');
      await until(`“${label}” is taken`, async () => (await text()) !== before);
    },
    write: async (words) => {
      await page.keyboard.type(words, { delay: 20 });
      await until(`“${words}” is written`, async () => (await text()).includes(words.trimEnd()));
    },
    enter: async (times = 1) => {
      for (let time = 0; time < times; time++) {
        const count = (await text()).split('\n').length;
        await page.keyboard.press('Enter');
        await until('a line more', async () => (await text()).split('\n').length === count + 1);
      }
    },
    tab: () => page.keyboard.press('Tab'),
  };
}
