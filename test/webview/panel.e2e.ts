// The real bundle in a real browser, under the policy it ships with.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { PanelEvent } from '../../src/wire/preview-protocol.ts';
import type { PanelOptions, PanelPage } from './kit/panel-page.ts';
import { axe, panelPages } from './kit/panel-pages.ts';
import { greeting, leaked, reply, snapshot, status, user, verdicts } from './kit/talks.ts';
import type { ThemeName } from './kit/themes.ts';

const openPage = panelPages();

async function open(
  events: readonly PanelEvent[] | undefined,
  options: PanelOptions = {},
  changes = {},
): Promise<PanelPage> {
  const panel = await openPage(events && snapshot(events, changes), options);
  return panel;
}

/** Resolves when everything that was due has been drawn. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

/** What has the focus, in one word. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    return at?.id || at?.getAttribute('data-entry') || at?.getAttribute('aria-label') || at?.textContent?.trim() || '';
  });
}

const request = { id: 'r9', step: 'reply', model: 'gpt-4o at api.openai.com', dropped: [], folded: false, tokens: 40 };
const asked: PanelEvent[] = [user('t3', 'And then?'), { type: 'asked', turn: 't9', request }];
const failure = { reason: 'wrong-key', message: 'api.openai.com refused the key.', action: 'set-key' } as const;
const answer = (name: string) =>
  name === 'sent'
    ? {
        model: 'offline understudy',
        messages: [
          { role: 'system', content: 'You are **Sherlock Holmes**.' },
          { role: 'user', content: 'Tell me.' },
        ],
        temperature: 0.7,
        dropped: ['the budget was spent'],
        folded: true,
        tokens: 412,
      }
    : undefined;

describe('a talk', () => {
  test('shows who said what, by which model, and how it was obtained', async () => {
    const events = [
      ...leaked,
      user('t3', 'Hm.'),
      ...reply('t4', 'Cut.', [], { finish: 'length', labels: ['sampled'] }),
    ];
    const { page } = await open(events);
    const heads = await page.locator('.turn-head').allInnerTexts();
    expect(heads.map((head) => head.replace(/\s+/g, ' '))).toEqual([
      'Sherlock Holmes from the file',
      'You',
      'Sherlock Holmes offline understudy · 1.2 s · 412 tokens in, 31 out · 25 a second',
      'You',
      'Sherlock Holmes offline understudy · cut at the length limit · sampled · 1.2 s · 412 tokens in, 31 out · 25 a second',
    ]);
    expect(await page.locator('[role=log] > ol > li').count()).toBe(5);
  });

  test.each([400, 510, 900])('a long model leaves the persona its name, %i px wide', async (width) => {
    const model = {
      label: 'a-model-of-a-very-long-name-indeed at models.example.com:8443',
      provider: 'openai',
    } as const;
    const { page } = await open([{ type: 'turn', turn: greeting }], { width }, { model });
    const cut = (selector: string) =>
      page.locator(selector).evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(await cut('.name')).toBe(false);
    expect(await cut('.header')).toBe(false);
    const [name, tools, label] = await Promise.all(
      ['.name', '.tools', '.model'].map((selector) => page.locator(selector).boundingBox()),
    );
    expect((name?.x ?? 0) + (name?.width ?? 0)).toBeLessThanOrEqual(tools?.x ?? 0);
    expect(label?.y ?? 0).toBeGreaterThanOrEqual((tools?.y ?? 0) + (tools?.height ?? 0));
  });

  test('the ledger sums up, opens, and leads to the rule; the broken words are marked in the reply', async () => {
    const { page, asked: questions } = await open(leaked);
    expect(await page.locator('mark').allInnerTexts()).toEqual(['The dog did nothing']);
    expect(await page.locator('mark').getAttribute('title')).toMatch(/^secret: /);
    const summary = page.getByRole('button', {
      name: /^Rules:\s+1 broken: secret\s?,\s+1 unsure\s?,\s+2 kept\s?,\s+1 idle$/,
    });
    expect(await summary.getAttribute('aria-expanded')).toBe('false');
    await summary.click();
    await expect.poll(() => summary.getAttribute('aria-expanded')).toBe('true');
    const rows = await page.locator('.verdict').allInnerTexts();
    expect(rows.map((row) => row.split(/\s*\n\s*|\s{2,}/)[0]?.replace(/ (broken|kept|idle|unsure)$/, ' [$1]'))).toEqual(
      [
        'secret [broken]',
        'Is never cruel to someone in distress. [unsure]',
        'visitor [kept]',
        'period [kept]',
        'farewell [idle]',
      ],
    );
    await page.getByRole('button', { name: 'secret', exact: true }).click();
    await expect.poll(() => questions.at(-1)).toEqual({ name: 'reveal', params: { rule: 'secret' } });
  });

  test('a mark crosses emphasis and blocks without breaking them', async () => {
    const text = 'Say **the word** now.\n\n> or never';
    const span = { start: text.indexOf('the'), end: text.length };
    const { page } = await open(reply('t1', text, [{ rule: 'r', state: 'broken', why: 'w', span }]));
    expect(await page.locator('mark').allInnerTexts()).toEqual(['the word', ' now.', 'or never']);
    expect(await page.locator('.text strong').textContent()).toBe('the word');
  });

  test('streams, then stands; the live region hears only the whole', async () => {
    const panel = await open(leaked);
    const heard: string[] = [];
    await panel.page.exposeFunction('hears', (text: string) => heard.push(text));
    await panel.page.evaluate(() => {
      const region = document.querySelector('[role=status]');
      const watch = new MutationObserver(() => {
        void (window as unknown as { hears(text: string): Promise<void> }).hears(region?.textContent ?? '');
      });
      if (region) watch.observe(region, { childList: true, characterData: true, subtree: true });
    });
    await panel.send({ type: 'status', status: { ...status, busy: true } });
    await panel.send({ type: 'play', events: asked });
    for (const text of ['Elementary', ', my ', 'dear.']) {
      await panel.send({ type: 'play', events: [{ type: 'text', turn: 't9', text }] });
    }
    await panel.page.getByText('Elementary, my dear.').waitFor();
    expect(heard).toEqual([]);
    const [, replied] = reply('t9', 'Elementary, my dear.', verdicts.slice(0, 2));
    await panel.send({ type: 'play', events: [replied as PanelEvent] });
    await expect.poll(() => heard).toEqual(['Sherlock Holmes: Elementary, my dear. Broken: secret.']);
    expect(await panel.page.locator('[role=log]').getAttribute('aria-live')).toBe('off');
  });

  test('what was sent: asked for, shown to the letter, put away again', async () => {
    const { page } = await open(leaked, { answer });
    await page.locator('[data-entry=t2]').hover();
    await page.getByRole('button', { name: 'What was sent' }).click();
    await page.getByText('You are **Sherlock Holmes**.').waitFor();
    expect(await page.locator('.sent-head').textContent()).toContain(
      'Sent to offline understudy · temperature 0.7 · 412 tokens',
    );
    expect(await page.locator('.sent').textContent()).toContain('the budget was spent');
    await page.getByRole('button', { name: 'Hide what was sent' }).click();
    await expect.poll(() => page.locator('.sent').count()).toBe(0);
  });

  test('a failure says why and offers one thing; a stopped reply stays calm', async () => {
    const failed = await open([...leaked, ...asked, { type: 'failed', turn: 't9', failure, partial: 'Half a' }]);
    expect((await failed.page.locator('.partial').textContent())?.trim()).toBe('Half a');
    await failed.page.getByRole('button', { name: 'Set API key' }).click();
    await expect.poll(() => failed.asked.at(-1)).toEqual({ name: 'act', params: { action: 'set-key' } });
    const stop = { reason: 'cancelled', message: 'Stopped.', action: 'retry' } as const;
    const stopped = await open([...leaked, ...asked, { type: 'failed', turn: 't9', failure: stop, partial: '' }]);
    expect(await stopped.page.getByText('No reply').count()).toBe(0);
    await stopped.page.locator('.failure button').click();
    await expect.poll(() => stopped.asked.at(-1)).toEqual({ name: 'retry', params: undefined });
  });

  test('an empty talk is friendly and offers the file’s own lines', async () => {
    const { page } = await open([]);
    await page.getByRole('button', { name: 'You look tired, Holmes.' }).click();
    await expect.poll(() => page.locator('#composer').inputValue()).toBe('You look tired, Holmes.');
  });

  test('a line that the host refuses comes back into the composer, with the reason', async () => {
    const { page } = await open(leaked, {
      answer: () => {
        throw new Error('This file cannot be read.');
      },
    });
    await page.locator('#composer').fill('Hello?');
    await page.keyboard.press('Enter');
    await page.getByText('This file cannot be read.').waitFor();
    await expect.poll(() => page.locator('#composer').inputValue()).toBe('Hello?');
  });
});

describe('what a model says', () => {
  const hostile = [
    '<img src="http://elsewhere.example/a.png" onerror="parent.postMessage(1)"><script>alert(1)</script>',
    '![pic](http://elsewhere.example/b.png) [go](command:workbench.action.quit) [there](https://elsewhere.example/c)',
    '[x](javascript:alert(1)) <style>body{display:none}</style> <iframe src="http://elsewhere.example/d"></iframe>',
    '# A heading\n\n<svg onload=alert(1)> <a href="http://elsewhere.example/e">e</a>',
  ].join('\n\n');

  test('loads nothing, runs nothing, links nowhere, and keeps the outline', async () => {
    const panel = await open(
      reply('t1', hostile, [{ rule: 'r', state: 'broken', why: '<b>w</b>', span: { start: 0, end: 20 } }]),
    );
    // One picture that the policy blocks, asked for last: what the reply wanted would have been told before it.
    await panel.page.evaluate(() => document.body.append(Object.assign(new Image(), { src: 'http://last.example/z' })));
    await expect.poll(() => panel.faults.join('\n')).toContain('http://last.example/z');
    expect(panel.faults).toHaveLength(1);
    expect(panel.refused).toEqual([]);
    expect(
      await panel.page.locator('.text').locator('img, script, style, iframe, svg, a, [href], [src], [style]').count(),
    ).toBe(0);
    expect(await panel.page.locator('.text').locator('h1, h2, h3').count()).toBe(0);
    expect(await panel.page.locator('.text').textContent()).toContain('https://elsewhere.example/c');
    expect(await panel.page.locator('[onerror], [onload]').count()).toBe(0);
  });

  test('a megabyte of brackets is shown to the letter, marks and all, and not read as Markdown', async () => {
    const endless = `<b>${'[~~a'.repeat(250_000)}`;
    const panel = await open(
      reply('t1', endless, [{ rule: 'r', state: 'broken', why: 'w', span: { start: 0, end: 3 } }]),
    );
    const line = panel.page.locator('.text > p.verbatim');
    expect(await line.evaluate((node) => node.textContent?.length)).toBe(endless.length);
    expect(await line.locator('mark').textContent()).toBe('<b>');
    expect(await line.locator(':scope > *').count()).toBe(1);
  });
});

describe('by keyboard alone', () => {
  test('say, stop, walk through the talk, open a ledger, edit and resend', async () => {
    const panel = await open(leaked);
    const { page } = panel;
    await page.locator('#composer').focus();
    await page.keyboard.type('First');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('second');
    await page.keyboard.press('Enter');
    await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'say', params: { text: 'First\nsecond' } });
    await expect.poll(() => page.locator('#composer').inputValue()).toBe('');

    await panel.send({ type: 'status', status: { ...status, busy: true } });
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'stop', params: undefined });
    await panel.send({ type: 'status', status });
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor();

    // One tab stop for the whole list: header, then the active line with its buttons, then the composer.
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => focused(page)).toBe('What was sent');
    await page.locator('[data-entry=t2]').focus();
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toMatch(/1 broken: secret/);
    await page.keyboard.press('Enter');
    await page.locator('.verdicts').waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('secret');

    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focused(page)).toBe('t1');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('Edit and resend');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Edit your line');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Please.');
    await page.keyboard.press('Enter');
    await expect.poll(() => panel.asked.at(-1)).toEqual({ name: 'edit', params: { turn: 't1', text: 'Please.' } });
    await expect.poll(() => focused(page)).toBe('composer');
  });

  test('every stop shows that it has the focus', async () => {
    const { page } = await open(leaked, { theme: 'contrast' });
    await page.locator('#composer').blur();
    for (let stop = 0; stop < 8; stop++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        for (let at = document.activeElement; at && at !== document.body; at = at.parentElement) {
          const style = getComputedStyle(at);
          if (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1) return true;
        }
        return document.activeElement === document.body;
      });
      expect(seen, await focused(page)).toBe(true);
    }
  });
});

describe('over a reload', () => {
  test('tells VS Code which talk it shows, and takes up the draft', async () => {
    const { page, memory } = await open(leaked, { memory: { uri: 'u', talk: 'talk-1', draft: 'half a li' } });
    await expect.poll(() => page.locator('#composer').inputValue()).toBe('half a li');
    await page.locator('#composer').fill('half a line');
    await expect.poll(memory).toEqual({
      uri: 'file:///somewhere/holmes.persona',
      talk: 'talk-1',
      draft: 'half a line',
      drawer: { open: false, tab: undefined },
    });
  });

  test('asks first, and says so while nobody answers', async () => {
    const { page, asked: questions } = await open(undefined);
    await page.getByText('Opening the talk…').waitFor();
    await expect.poll(() => questions).toEqual([{ name: 'ready', params: undefined }]);
  });
});

describe('nobody is shut out', () => {
  const long = Array.from({ length: 30 }, (_, i) => [
    user(`u${i}`, `Question ${i}`),
    ...reply(`s${i}`, `Answer ${i}, with \`code\` and a\n\n| table | of |\n|---|---|\n| some | size |`, verdicts),
  ]).flat();
  const persona = status.persona;
  /** Events, the status where it differs, what the user does then, and what that shows. */
  const states: Record<string, [readonly PanelEvent[], object?, ((page: Page) => Promise<unknown>)?, string?]> = {
    empty: [[]],
    greeting: [[{ type: 'turn', turn: greeting }], { persona: { ...persona, greetings: 3 } }],
    'ledger open': [leaked, {}, (page) => page.locator('.ledger-summary').click(), '.verdicts'],
    streaming: [[...leaked, ...asked, { type: 'text', turn: 't9', text: 'Ele' }], { busy: true }],
    pending: [[...leaked, ...asked], { busy: true }],
    failed: [[...leaked, ...asked, { type: 'failed', turn: 't9', failure, partial: 'Half a' }]],
    notices: [leaked, { trusted: false, lasting: false, persona: { ...persona, problems: 2, older: true } }],
    unread: [[], { persona: undefined }],
    changed: [[...leaked, { type: 'persona', hash: 'b', problems: 1 }, ...reply('t5', 'x', verdicts)]],
    editing: [
      leaked,
      {},
      (page) => page.locator('[data-entry=t1] .icon-button').first().click({ force: true }),
      '.edit-field',
    ],
    'what was sent': [
      leaked,
      {},
      (page) => page.getByRole('button', { name: 'What was sent' }).click({ force: true }),
      '.sent',
    ],
    long: [long],
  };
  const themes: readonly ThemeName[] = ['light', 'dark', 'contrast', 'contrast-light'];

  test.each(Object.keys(states))('axe finds nothing: %s', async (name) => {
    const [events, changes, act, shows] = states[name] ?? [[]];
    for (const theme of themes) {
      const narrow = theme === 'contrast-light';
      const { page, faults } = await open(events, { theme, answer, width: narrow ? 250 : 520 }, changes);
      await act?.(page);
      if (shows !== undefined) await page.locator(shows).first().waitFor();
      await drawn(page);
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const run = (window as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } }).axe;
        const { violations } = await run.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
      });
      expect(found, `${name} in ${theme}`).toEqual([]);
      expect(faults).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(wide, `${name} is wider than its panel`).toBe(false);
      await page.close();
    }
  });

  test('who asked for less motion gets none', async () => {
    const moving = async (reducedMotion: boolean) => {
      const { page } = await open([...leaked, ...asked], { reducedMotion }, { busy: true });
      await page.locator('.coming').waitFor();
      await drawn(page);
      return page.evaluate(() => document.getAnimations().length);
    };
    expect(await moving(false)).toBeGreaterThan(0);
    expect(await moving(true)).toBe(0);
  });

  test('a long talk opens at its end; a reader who went back is left there', async () => {
    const panel = await open(long);
    const place = () =>
      panel.page.locator('.panel').evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight);
    await expect.poll(place).toBeLessThan(2);
    await panel.page.locator('.panel').evaluate((one) => one.scrollTo(0, 100));
    await panel.page.locator('[data-entry=u0]').waitFor();
    await drawn(panel.page);
    const seen = () => panel.page.locator('[data-entry=s0]').evaluate((one) => one.getBoundingClientRect().top);
    const before = await seen();
    await panel.send({ type: 'play', events: asked });
    await panel.page.locator('[data-entry=u0][aria-setsize="62"]').waitFor();
    await drawn(panel.page);
    expect(await seen()).toBe(before);
  });
});

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
