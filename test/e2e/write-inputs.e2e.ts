// Every way into writing, in a real VS Code with an endpoint that we did not write: a selection, the lightbulb on it and on findings, a file, a kept
// talk, a scene with its whole cast. Each time the endpoint is asked about what was given, and nothing is written unaccepted.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { facetNames } from '../../src/write/drafts/facets.ts';
import { openWriting, saying, type Writing } from './kit/writing.ts';

const notes = `# Notes

Something about the weather, which is nobody.

Ada Quill is a dry night librarian of a flooded archive who keeps it short.

You: I fix bicycles in Leeds, and I am up at five.
Ada: Then you know what oil smells like.
You: Keep it short, I have a shop to open.
Ada: Third shelf.
`;

const ada = `persona Ada Quill
  kind: expert

voice
  - Dry, brief, kind.

rules
  - Keeps every answer short,
    even where somebody begs her
    for the whole of the story.

greeting
  You are late. What are you after?
`;

const questions = 'How many shelves has the archive?\t7\nHow many shelves are dry?\t7\n';

const draft = '```persona\npersona Ada Quill\n  role: night librarian\n\nvoice\n  - Dry and brief.\n```';
const attributes = {
  facts: [{ name: 'trade', value: 'fixes bicycles', turns: [1], quote: 'I fix bicycles in Leeds' }],
  character: [{ name: 'manner', value: 'brief', turns: [3], quote: 'Keep it short' }],
};
const plot = {
  title: 'The flood',
  setting: 'An archive under water',
  mood: 'tense',
  members: [
    { name: 'Ada Quill', role: 'librarian', wants: 'order', hides: 'she lost the catalogue' },
    { name: 'Tom Reed', role: 'diver', wants: 'gold', hides: 'he cannot swim' },
  ],
};
const candidates = {
  candidates: [{ clauses: ['must: be at most 30 words'], why: 'Short is thirty words.' }],
};
const exchanges = (reply: string) => ({ exchanges: [{ user: 'Where are the maps?', reply }] });

let writing: Writing;

beforeAll(async () => {
  writing = await openWriting({ files: { 'notes.md': notes, 'keeper.persona': ada, 'questions.tsv': questions } });
  const { mock, workbench } = writing;
  const answer = (words: readonly string[], value: unknown) =>
    mock.on({ predicate: saying(...words) }, { content: typeof value === 'string' ? value : JSON.stringify(value) });
  answer(['lines of one person in a talk'], attributes);
  answer(['two paragraphs to the person'], { facts: 'You fix bicycles.', character: 'You are brief.' });
  answer(['Who is in this scene?'], plot);
  answer(['Write the persona Ada Quill'], '```persona\npersona Ada Quill\n  role: librarian\n\nvoice\n  - Dry.\n```');
  answer(['Write the persona Tom Reed'], '```persona\npersona Tom Reed\n  role: diver\n\nvoice\n  - Loud.\n```');
  answer(['different checks for this rule'], candidates);
  answer(['the reply keeps the rule'], exchanges('Third shelf.'));
  answer(['the reply breaks the rule'], exchanges(`It is a long story. ${'And then it rained again. '.repeat(12)}`));
  answer(['Read each reply by the rule'], { answers: ['yes'] });
  answer(['variants of the first text'], { variants: ['At this hour?', 'Out with it: what is missing?'] });
  answer(['Write a persona for this description'], draft);
  answer(['Which of these facets of character'], {
    facets: facetNames.map((facet) => ({ facet, shown: facet === 'trust' ? 1 : 0, posts: [2], why: 'calm' })),
  });
  answer(["Levels of somebody's character"], 'You trust people.');
  answer(['Write the role for it'], 'You are a patient archivist.');
  answer(['Write what somebody says to put'], 'You are the archivist now, I am your pupil.');
  // Whoever plays the role miscounts.
  answer(['You are the archivist now', 'How many shelves'], 'There are 9.');
  answer(['How many shelves'], 'There are 7.');
  answer(['You are the archivist now'], 'Gladly, pupil.');
  answer(['I fix bicycles in Leeds.'], 'Third shelf, below the water.');
  // The extension begins with the first persona that is seen.
  await workbench.openFile('keeper.persona');
  await workbench.page.locator('.codelens-decoration', { hasText: 'Play' }).first().waitFor();
});
afterAll(() => writing?.close());
beforeEach(() => void writing.mock.clearRequests());

const page = () => writing.workbench.page;
const menuRow = (text: string) => page().locator('.action-widget .monaco-list-row', { hasText: text }).first();

/** Selects whole lines of the file that is open: from the first, so many. */
async function select(line: number, lines: number): Promise<void> {
  await writing.workbench.command('Go to Line/Column...');
  await page().locator('.quick-input-widget input[type="text"]').fill(`:${line}`);
  await page().keyboard.press('Enter');
  await page().locator('.editor-instance .monaco-editor.focused').first().waitFor();
  await page().keyboard.press('Home');
  for (let at = 1; at < lines; at++) await page().keyboard.press('Shift+ArrowDown');
  await page().keyboard.press('Shift+End');
}

/** Drops what is open, so that the next way may begin. */
async function endReview(): Promise<void> {
  // The diff takes the focus once it is there.
  await page().locator('.review-widget').first().waitFor();
  await writing.workbench.command('Dramatis: End the Review');
  await page().locator('.tab', { hasText: 'as proposed' }).waitFor({ state: 'hidden' });
}

test('a selection: the command asks only for the way, and the request holds what is selected', async () => {
  const { workbench, row, patch, asked } = writing;
  await workbench.openFile('notes.md');
  await select(5, 1);
  await workbench.command('Dramatis: Write a Persona from …');
  await row('from a transcript: the user behind it').waitFor();
  await workbench.screenshot('write-from-selection');
  await workbench.choose('from a description');
  await patch('voice').waitFor();
  expect(asked()).toHaveLength(1);
  expect(asked()[0]).toContain('a dry night librarian of a flooded archive');
  expect(asked()[0]).not.toContain('the weather');
  await endReview();
});

test('the lightbulb on a selected transcript offers its ways; the user behind it rests on their turns alone', async () => {
  const { workbench, patch, asked } = writing;
  await workbench.openFile('notes.md');
  await select(7, 4);
  await workbench.command('Refactor...');
  await menuRow('from a transcript: the persona in it').waitFor();
  await workbench.screenshot('write-lightbulb');
  await menuRow('from a transcript: the user behind it').click();
  await patch('about › trade').waitFor();
  expect(asked()[0]).toContain('I fix bicycles in Leeds');
  expect(asked()[0]).not.toContain('what oil smells like');
  await workbench.screenshot('write-user-behind');
  await endReview();
});

test('a file, from its menu in the explorer', async () => {
  const { workbench, patch, asked, menu, choose } = writing;
  await workbench.command('File: Focus on Files Explorer');
  await menu(
    page().locator('.explorer-folders-view .monaco-list-row', { hasText: 'notes.md' }),
    'Write a Persona from This File',
  );
  await choose('from a description');
  await patch('voice').waitFor();
  expect(asked()[0]).toContain('Something about the weather');
  await endReview();
});

test('a finding on a rule of several lines without a name: the lightbulb makes that rule checkable', async () => {
  const { workbench, patch, asked } = writing;
  await workbench.openFile('keeper.persona');
  await select(9, 1);
  await workbench.command('Quick Fix...');
  await menuRow('Make this rule checkable').waitFor();
  await workbench.screenshot('write-bulb-rule');
  await menuRow('Make this rule checkable').click();
  await patch('rules').waitFor();
  expect(asked()[0]).toContain('even where somebody begs her');
  await page().locator('.review-widget', { hasText: 'at most 30 words' }).first().waitFor();
  await workbench.screenshot('write-made-checkable');
  expect(await readFile(join(workbench.folder, 'keeper.persona'), 'utf8')).toBe(ada);
  await endReview();
});

test('a text, from the lightbulb on it: varied', async () => {
  const { workbench, patch, asked } = writing;
  await workbench.openFile('keeper.persona');
  await select(13, 1);
  await workbench.command('Refactor...');
  await menuRow('Translate this persona').waitFor();
  await workbench.screenshot('write-bulb-text');
  await menuRow('Vary “greeting”').click();
  await patch('greeting').waitFor();
  expect(asked()[0]).toContain('What are you after?');
  await endReview();
});

test('a scene becomes a file for each; nobody is told what another hides; they are saved where the author says', async () => {
  const { workbench, choose, answer, asked, press } = writing;
  await workbench.command('Dramatis: Write a Persona from …');
  await choose('a whole cast for a scene');
  await choose('Type it');
  await answer('Where is it', 'An archive is flooding; a librarian and a diver are in it.');
  await press('Drafted: 2 files', 'Save in a Folder');
  await page().locator('.quick-input-widget').getByRole('button', { name: 'Save Here' }).click();
  await expect
    .poll(() => readdir(workbench.folder))
    .toEqual(expect.arrayContaining(['tom-reed.persona', 'ada-quill.persona']));
  const first = await readFile(join(workbench.folder, 'ada-quill.persona'), 'utf8');
  expect(first).toContain('scene The flood');
  expect(first).toContain('with: ./tom-reed.persona');
  const forTom = asked().find((one) => one.includes('Write the persona Tom Reed')) ?? '';
  expect(forTom).toContain('he cannot swim');
  expect(forTom).not.toContain('lost the catalogue');
  await workbench.openFile('ada-quill.persona');
  expect(await workbench.problems()).toEqual([]);
});

test('a kept talk: the persona in it and the user behind it; what goes by choices says how many are missing', async () => {
  const { workbench, choose, patch, menu, asked } = writing;
  await workbench.openFile('keeper.persona');
  await workbench.command('Dramatis: Play');
  const panel = workbench.previewFrame();
  await panel.locator('#composer').fill('I fix bicycles in Leeds.');
  await panel.locator('#composer').press('Enter');
  await panel.locator('.entry.self', { hasText: 'Third shelf, below the water' }).waitFor();
  await workbench.openFile('notes.md');
  await workbench.command('Dramatis: Focus on Talks View');
  const talk = writing.workbench.treeRow('Ada Quill');
  writing.mock.clearRequests();
  await menu(talk, 'Write a Persona from This Talk');
  await choose('the persona in it');
  await patch('traits › openness').waitFor();
  expect(asked()[0]).toContain('Third shelf, below the water');
  expect(asked()[0]).not.toContain('bicycles');
  await workbench.screenshot('write-persona-in-talk');
  await endReview();
  writing.mock.clearRequests();
  await menu(talk, 'Write a Persona from This Talk');
  await choose('the user behind it');
  await patch('about › trade').waitFor();
  expect(asked()[0]).toContain('bicycles');
  expect(asked()[0]).not.toContain('below the water');
  await endReview();
  writing.mock.clearRequests();
  await menu(talk, 'Improve the Persona from This Talk');
  await choose('like my choices');
  await expect
    .poll(() => workbench.notifications())
    .toContainEqual(expect.stringMatching(/0 of your choices .* 3 more/u));
  expect(asked()).toEqual([]);
});

test('a question becomes an expert; compared on a file of questions it is said that the role loses', async () => {
  const { workbench, choose, answer, patch } = writing;
  await workbench.command('Dramatis: Write a Persona from …');
  await choose('An expert for it: a role, a primer');
  await answer('question or task', 'How many shelves has the archive?');
  await writing.proposed('example');
  // The primer is drafted along; here another way is to write it, after trying it.
  await patch('example role').waitFor();
  await workbench.decide('example role', 'Delete', 'rejected');
  await workbench.command('Dramatis: Accept All Proposed Changes');
  await page().locator('.tab', { hasText: 'as proposed' }).waitFor({ state: 'hidden' });
  await workbench.command('Dramatis: Improve Persona …');
  await choose('role-play primer, compared');
  await workbench.choose('A file');
  await page().locator('.quick-input-title', { hasText: 'primer' }).waitFor();
  await workbench.takeFile(join(workbench.folder, 'questions.tsv'));
  const loses = page().locator('.monaco-list-row', { hasText: 'The role loses to plain and step by step' });
  await loses.first().waitFor();
  await workbench.screenshot('write-role-loses');
  await patch('example role').waitFor();
});
