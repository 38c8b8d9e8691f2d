// `npm run bench`, the panel's part: the page's work for each streamed token beside a page that only appends text, and its heap, with a
// short talk and with one of 2,000 turns. The real bundle in a real browser. In: nothing. Out: lines on the console.
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { PanelEvent } from '../src/wire/preview-protocol.ts';
import { bundlePanel, openPanel } from '../test/webview/kit/panel-page.ts';
import { longTalk, snapshot, user } from '../test/webview/kit/talks.ts';
import { launchBrowser } from '../test/workbench/browser.ts';
import { heading, row } from './measure.ts';

const turns = 2_000;
const tokens = 300;

async function benchPanel(): Promise<void> {
  let browser: Browser;
  try {
    browser = await launchBrowser(() => undefined);
  } catch (error) {
    console.log(`\nThe panel: no browser, not measured (${error instanceof Error ? error.message : String(error)})`);
    return;
  }
  try {
    const files = await bundlePanel();
    const floor = await floorOf(browser);
    console.log(heading(`The panel, work for each of ${tokens} tokens, one a frame`, 'append text'));
    const heaps: string[] = [];
    for (const length of [20, turns]) {
      const { page } = await openPanel(browser, files, snapshot(longTalk(length)));
      const cdp = await page.context().newCDPSession(page);
      console.log(row(`a talk of ${length} turns`, await perToken(page, cdp, length), floor));
      heaps.push(`${length} turns: ${await heapOf(cdp)} MB`);
      await page.close();
    }
    console.log(`The panel's heap, ${heaps.join(', ')}`);
  } finally {
    await browser.close();
  }
}

/** Milliseconds of the page's main thread for a token, everything in it: messages, reductions, drawing, layout, paint. */
async function perToken(page: Page, cdp: CDPSession, length: number): Promise<number> {
  const note = { id: 'r', step: 'reply', model: 'm', dropped: [], folded: false, tokens: 1 };
  const asked: PanelEvent[] = [user('u', 'And?'), { type: 'asked', turn: 'r1', request: note }];
  const send = (events: readonly PanelEvent[]) =>
    page.evaluate((sent) => window.postMessage({ frame: 'event', event: { type: 'play', events: sent } }, '*'), events);
  await send(asked);
  await page
    .locator(`[aria-setsize="${length + 2}"]`)
    .first()
    .waitFor();
  return workOf(cdp, () =>
    page.evaluate(async (count) => {
      for (let at = 0; at < count; at++) {
        const events = [{ type: 'text', turn: 'r1', text: `word${at}${at % 12 === 11 ? '.\n\n' : ' '}` }];
        window.postMessage({ frame: 'event', event: { type: 'play', events } }, '*');
        await new Promise((done) => requestAnimationFrame(done));
      }
    }, tokens),
  );
}

/** A page that does the least that can be done: the text is longer by a word in each frame. */
async function floorOf(browser: Browser): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 520, height: 760 } });
  await page.setContent('<pre id="text"></pre>');
  const cdp = await page.context().newCDPSession(page);
  const ms = await workOf(cdp, () =>
    page.evaluate(async (count) => {
      const text = document.getElementById('text')?.appendChild(document.createTextNode(''));
      for (let at = 0; at < count; at++) {
        text?.appendData(`word${at}${at % 12 === 11 ? '.\n\n' : ' '}`);
        await new Promise((done) => requestAnimationFrame(done));
      }
    }, tokens),
  );
  await page.close();
  return ms;
}

async function workOf(cdp: CDPSession, work: () => Promise<unknown>): Promise<number> {
  await cdp.send('Performance.enable');
  const before = await metric(cdp, 'TaskDuration');
  await work();
  return ((await metric(cdp, 'TaskDuration')) - before) * (1000 / tokens);
}

async function metric(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name)?.value ?? 0;
}

async function heapOf(cdp: CDPSession): Promise<string> {
  await cdp.send('HeapProfiler.collectGarbage');
  return ((await metric(cdp, 'JSHeapUsedSize')) / 1e6).toFixed(1);
}

await benchPanel();
