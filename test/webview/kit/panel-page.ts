// The panel's real bundle in a real browser, under the policy it ships with; the test plays the extension host. In: a snapshot.
// Out: a page, what the panel asked, and a way to send it events. Nothing but this one origin can be reached.
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { previewHtml } from '../../../src/host/preview/preview-html.ts';
import type { HostEvent, PanelSnapshot } from '../../../src/wire/preview-protocol.ts';
import { type ThemeName, themeCss } from './themes.ts';

const origin = 'http://panel.localhost';
const root = join(import.meta.dirname, '..', '..', '..');

/** The files of the bundle by name, built once a run as `esbuild.mjs` builds them. */
export async function bundlePanel(): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: { main: join(root, 'src/webview/main.ts') },
    outdir: join(root, 'dist/webview'),
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    logLevel: 'error',
  });
  return new Map(outputFiles.map((file) => [file.path.split(/[\\/]/).at(-1) ?? '', file.contents]));
}

export interface PanelPage {
  readonly page: Page;
  /** Name and parameters of everything the panel asked, in order. */
  readonly asked: { readonly name: string; readonly params: unknown }[];
  /** Addresses that were wanted and refused. */
  readonly refused: string[];
  /** What the policy blocked and what went wrong in the page. */
  readonly faults: string[];
  /** What the panel asked VS Code to remember. */
  memory(): Promise<unknown>;
  send(event: HostEvent): Promise<void>;
}

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly memory?: unknown;
  readonly reducedMotion?: boolean;
  /** Answers beyond `ready`; by default nothing is answered with a value. A thrown error refuses. */
  readonly answer?: (name: string, params: unknown) => unknown;
}

/** Opens the panel on a snapshot; `undefined`: the host never answers. */
export async function openPanel(
  browser: Browser,
  files: ReadonlyMap<string, Uint8Array>,
  snapshot: PanelSnapshot | undefined,
  options: PanelOptions = {},
): Promise<PanelPage> {
  const { theme = 'dark', width = 520, height = 760 } = options;
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    colorScheme: theme === 'light' ? 'light' : 'dark',
  });
  page.setDefaultTimeout(120_000);
  const asked: PanelPage['asked'] = [];
  const refused: string[] = [];
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const name = url.pathname.slice(1);
    const body = files.get(name);
    if (url.origin !== origin || (name !== '' && !body)) {
      refused.push(url.href);
      return route.abort();
    }
    if (name === 'main.css') {
      const css = `${themeCss(theme)}\n${new TextDecoder().decode(body)}`;
      return route.fulfill({ body: css, contentType: 'text/css' });
    }
    if (body)
      return route.fulfill({
        body: Buffer.from(body),
        contentType: name.endsWith('js') ? 'text/javascript' : 'font/ttf',
      });
    const html = previewHtml({
      source: origin,
      nonce: 'only-for-this-test',
      script: `${origin}/main.js`,
      style: `${origin}/main.css`,
      language: 'en',
      title: 'Preview',
    });
    return route.fulfill({ body: html, contentType: 'text/html' });
  });
  await page.exposeFunction(
    'panelSays',
    async (message: { frame: string; id: number; name: string; params: unknown }) => {
      if (message.frame !== 'ask') return undefined;
      asked.push({ name: message.name, params: message.params });
      if (message.name === 'ready') return snapshot && { frame: 'answer', id: message.id, value: snapshot };
      try {
        return { frame: 'answer', id: message.id, value: options.answer?.(message.name, message.params) };
      } catch (error) {
        return { frame: 'refusal', id: message.id, message: (error as Error).message };
      }
    },
  );
  await page.addInitScript((memory: unknown) => {
    const scope = window as unknown as Record<string, unknown>;
    scope['remembered'] = memory;
    scope['acquireVsCodeApi'] = () => ({
      postMessage: (message: unknown) =>
        void (scope['panelSays'] as (m: unknown) => Promise<unknown>)(message).then((answer) => {
          if (answer) window.postMessage(answer, '*');
        }),
      getState: () => scope['remembered'],
      setState: (state: unknown) => {
        scope['remembered'] = state;
      },
    });
  }, options.memory);
  await page.goto(`${origin}/`);
  if (snapshot) await page.waitForSelector('#composer');
  return {
    page,
    asked,
    refused,
    faults,
    memory: () => page.evaluate(() => (window as unknown as Record<string, unknown>)['remembered']),
    send: (event) => page.evaluate((sent) => window.postMessage({ frame: 'event', event: sent }, '*'), event),
  };
}
