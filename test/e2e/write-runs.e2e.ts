// Every way a run can go, in a real VS Code: stopped in the middle and gone on with, out of its budget, an endpoint that fails in one way or another.
// What was accepted stays, nothing else is written, and no request is asked twice.
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openWriting, type Said, saying, textOf, type Writing } from './kit/writing.ts';

const members = ['Ann Ford', 'Bob Hill', 'Eve Stone', 'Sam Wood'];
const trades = ['sells heather honey', 'tunes church organs', 'maps sea caves', 'breeds racing snails'];
const member = (at: number) =>
  `\`\`\`persona\npersona ${members[at]}\n  role: ${trades[at]}\n\nvoice\n  - Says ${trades[at]} a lot.\n\`\`\``;
const draft = '```persona\npersona Ada Quill\n  role: night librarian\n\nvoice\n  - Dry and brief.\n```';

const person = (name: string) => ({
  name,
  role: 'librarian',
  summary: `${name} keeps books.`,
  facts: [{ fact: `${name} works at night.`, quote: '' }],
});
const profiles = { ...person('Ada Quill'), voice: ['Dry.'], foil: person('Tom Reed') };
const slow = { streamingProfile: { ttft: 600_000 } };

let writing: Writing;
/** Answers of the bank from here on wait: it is stopped meanwhile. */
let slowFrom = 2;
/** What the endpoint does with a description that names it; afterwards it is well. */
let faulty = true;

beforeAll(async () => {
  writing = await openWriting({
    files: { 'readme.txt': 'Nothing here.\n' },
    settings: { 'dramatis.budget.requests': 3 },
  });
  const { mock } = writing;
  const held = (request: Said) => members.filter((name) => textOf(request).includes(`- ${name}:`)).length;
  const bank = saying('Write a persona of this type');
  mock.on({ predicate: (request) => bank(request) && held(request) >= slowFrom }, () => ({ content: member(2) }), slow);
  for (const at of members.keys()) {
    mock.on({ predicate: (request) => bank(request) && held(request) === at }, { content: member(at) });
  }
  const once = (word: string, response: Parameters<typeof mock.on>[1], more: Parameters<typeof mock.on>[2] = {}) =>
    mock.on({ predicate: (request) => faulty && saying(word)(request) }, response, more);
  const error = (message: string, status: number, more = {}) => ({ error: { message }, status, ...more });
  once('Wrongkey', error('Incorrect API key provided.', 401));
  once('Ratelimit', error('Slow down.', 429, { retryAfter: 1 }));
  once('Breakdown', error('The server had an error.', 500));
  once('Cutstream', { content: draft }, { chunkSize: 5, truncateAfterChunks: 4 });
  mock.on({ predicate: saying('Make a profile of Ada Quill') }, { content: JSON.stringify(profiles) });
  // Never comes before it is stopped.
  mock.on({ predicate: saying('Ask Ada Quill') }, { content: '{}' }, slow);
  mock.on({ predicate: saying('Write a persona for this description') }, { content: draft });
});
afterAll(() => writing?.close());
beforeEach(() => {
  writing.mock.clearRequests();
  faulty = true;
});

const page = () => writing.workbench.page;
const files = () => readdir(writing.workbench.folder);

async function describe(words: string): Promise<void> {
  const { workbench, choose, answer } = writing;
  await workbench.command('Dramatis: Write a Persona from …');
  await choose('from a description');
  await choose('Type it');
  await answer('Who is it?', words);
}

/** No request was sent twice. */
function expectAllDifferent(): void {
  const asked = writing.asked();
  expect(new Set(asked).size).toBe(asked.length);
}

test('stopped with one change accepted: that stays in the file, and nothing else', async () => {
  const { workbench, press, choose, answer, asked } = writing;
  await workbench.command('Dramatis: Write a Persona from …');
  await choose('from a name');
  await answer('Whose name?', 'Ada Quill');
  await choose('Nothing');
  await page().locator('.review-widget', { hasText: 'Would be added' }).first().waitFor();
  await workbench.decide('voice', 'ControlOrMeta+Enter', 'accepted');
  await press('Ada Quill, from what the model knows', 'Cancel');
  await expect
    .poll(() => workbench.notifications())
    .toContainEqual(expect.stringContaining('What was accepted stays: 1'));
  const text = page().locator('.editor-instance .view-lines').first();
  await expect.poll(() => text.innerText()).toContain('Dry');
  expect(await text.innerText()).not.toContain('unknown');
  expectAllDifferent();
  expect(asked().length).toBeGreaterThan(1);
});

test('a bank stopped after two members has them; gone on with, it asks for the others alone', async () => {
  const { workbench, choose, answer, press, asked } = writing;
  await workbench.command('Dramatis: Write a Persona from …');
  await choose('a bank of personas');
  await answer('Types with how many', '4 neighbours');
  await expect.poll(() => asked().length).toBe(3);
  await workbench.screenshot('write-bank-running');
  await press('A bank of 4 personas', 'Cancel');
  await expect
    .poll(() => workbench.notifications())
    .toContainEqual(expect.stringMatching(/Stopped before the end.*Drafted: 2 files/u));
  expect(await files()).toEqual(['readme.txt']);
  slowFrom = 9;
  writing.mock.clearRequests();
  // The third alone, and then the budget of three is what ends it no more: answers that are kept cost nothing.
  await press('Drafted: 2 files', 'Go On');
  await expect.poll(() => workbench.notifications()).toContainEqual(expect.stringContaining('Drafted: 4 files'));
  expect(asked()).toHaveLength(2);
  expectAllDifferent();
  expect(await files()).toEqual(['readme.txt']);
});

test('a key that is wrong, a limit, a breakdown, a cut: each says what to do, writes nothing, and goes on when it is mended', async () => {
  const { workbench, press, asked, patch } = writing;
  const troubles = [
    { name: 'Wrongkey', says: /key/iu, offers: 'Set API Key', again: 'Try Again' },
    { name: 'Ratelimit', says: /Slow down|limit/iu, offers: 'Try Again', again: 'Try Again' },
    { name: 'Breakdown', says: /500|error/iu, offers: 'Try Again', again: 'Try Again' },
    { name: 'Cutstream', says: /connection .* failed/iu, offers: 'Try Again', again: 'Try Again' },
  ];
  for (const { name, says, again } of troubles) {
    faulty = true;
    await describe(`Ada ${name}, a night librarian.`);
    await expect
      .poll(() => workbench.notifications())
      .toContainEqual(expect.stringMatching(new RegExp(`(?:${says.source}).*Nothing was written`, 'iu')));
    await workbench.screenshot(`write-trouble-${name.toLowerCase()}`);
    expect(await files()).toEqual(['readme.txt']);
    faulty = false;
    writing.mock.clearRequests();
    await press('Nothing was written', again);
    await patch('voice').waitFor();
    // The diff takes the focus once it is there.
    await page().locator('.review-widget').first().waitFor();
    expect(asked()).toHaveLength(1);
    await workbench.command('Dramatis: End the Review');
    await workbench.command('Notifications: Clear All Notifications');
  }
});

test('out of its budget: the author is told, goes on in the same review, and nothing is asked twice', async () => {
  const { workbench, choose, answer, press, asked } = writing;
  await workbench.command('Dramatis: Write a Persona from …');
  await choose('a bank of personas');
  await answer('Types with how many', '4 customers');
  await expect
    .poll(() => workbench.notifications())
    .toContainEqual(expect.stringMatching(/budget of 3 requests is spent.*Drafted: 3 files/u));
  await workbench.screenshot('write-budget');
  expect(asked()).toHaveLength(3);
  await press('budget of 3 requests', 'Go On');
  await expect.poll(() => workbench.notifications()).toContainEqual(expect.stringContaining('Drafted: 4 files'));
  expect(asked()).toHaveLength(4);
  expectAllDifferent();
});
