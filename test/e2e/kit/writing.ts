// A real VS Code with an endpoint that we did not write, for tests of writing: a folder of files, answers by what is asked, a journal of what was asked.
import { LLMock } from '@copilotkit/aimock';
import type { Locator } from 'playwright-core';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './open-workbench.ts';

/** A request to the mock. */
export interface Said {
  readonly messages: readonly { readonly role: string; readonly content?: unknown }[];
}

export interface WritingOptions {
  /** Text of each file in the folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False: no endpoint is configured. */
  readonly endpoint?: false;
  readonly trust?: WorkbenchOptions['trust'];
}

export interface Writing {
  readonly mock: LLMock;
  readonly workbench: Workbench;
  /** What was asked since the journal was cleared, each request as one text. */
  asked(): readonly string[];
  /** A row of the list that is open. */
  row(text: string): Locator;
  readonly choose: Workbench['choose'];
  /** A change, or something told, in the view *Review*. */
  patch(title: string): Locator;
  /** Waits for a change to be proposed, and for the diff: it takes the keyboard when it opens, from a list that is open as well. */
  proposed(title: string): Promise<void>;
  /** Types into the box that asks for this, and takes it. */
  answer(prompt: string, words: string): Promise<void>;
  /** Runs what a notification offers. */
  press(message: string, button: string): Promise<void>;
  /** Rows of a context menu on something. */
  menu(on: Locator, item: string): Promise<void>;
  close(): Promise<void>;
}

export async function openWriting({ files, settings, endpoint, trust }: WritingOptions): Promise<Writing> {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  await mock.start();
  const model =
    endpoint === false
      ? {}
      : {
          'dramatis.endpoints': [{ name: 'mine', url: `${mock.url}/v1`, model: 'gpt-4o' }],
          'dramatis.model': 'mine',
        };
  const workbench = await openWorkbench({
    files,
    width: 1400,
    height: 900,
    ...(trust ? { trust } : {}),
    ...(process.env['THEME'] ? { theme: process.env['THEME'] as 'light' } : {}),
    settings: { 'files.simpleDialog.enable': true, ...model, ...settings },
  }).catch(async (error: unknown) => {
    await mock.stop();
    throw error;
  });
  const { page } = workbench;
  const box = page.locator('.quick-input-widget');
  const { row, treeRow: patch } = workbench;
  return {
    mock,
    workbench,
    asked: () => mock.getRequests().flatMap(({ body }) => (body && 'messages' in body ? [textOf(body as Said)] : [])),
    row,
    choose: workbench.choose,
    async proposed(title) {
      await patch(title).waitFor();
      await page.locator('.review-widget').first().waitFor();
    },
    patch,
    async answer(prompt, words) {
      await page.locator('.quick-input-message', { hasText: prompt }).waitFor();
      await box.locator('input[type="text"]').fill(words);
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-message', { hasText: prompt }).waitFor({ state: 'hidden' });
    },
    async press(message, button) {
      const list = page.locator('.notifications-center.visible');
      const row = list.locator('.notification-list-item', { hasText: message }).first();
      const until = Date.now() + 120_000;
      while (!(await row.isVisible())) {
        if (Date.now() > until) throw new Error(`Nothing like this was told: ${message}`);
        await workbench.showNotifications();
        await row.waitFor({ timeout: 3000 }).catch(() => undefined);
      }
      await row.hover();
      await row.locator('.monaco-button', { hasText: button }).click();
    },
    menu: workbench.menu,
    async close() {
      await workbench.close();
      await mock.stop();
    },
  };
}

/** All that was said in a request. */
export function textOf({ messages }: Said): string {
  return messages.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content))).join('\n');
}

/** Whether a request says all of these words. */
export const saying =
  (...words: readonly string[]) =>
  (request: Said): boolean =>
    words.every((word) => textOf(request).includes(word));
