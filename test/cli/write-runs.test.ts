// Ways a run of `dramatis write` can go: stopped and begun again, out of its budget, answers that cannot be used, a key that is wrong. Nothing is written
// unaccepted, no request is asked twice, and it says what to do.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { apiError, goodReply, type OrderedEndpoint, orderedEndpoint, type Step } from '../kit/ordered-endpoint.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { type TestTerminal, type TestTerminalOptions, testTerminal } from '../kit/terminal.ts';

const member = (name: string, trade: string) =>
  goodReply(`persona ${name}\n  role: ${trade}\n\nvoice\n  - Says ${trade} a lot.\n`);
const ann = member('Ann Ford', 'honey seller');
const bob = member('Bob Hill', 'organ tuner');
const eve = member('Eve Stone', 'cave mapper');
const greeter =
  'persona Ada\n\ngreeting\n  Hello there, whoever you are.\n\nexample\n  user: Any maps?\n  self: None.\n';

interface Place {
  readonly server: OrderedEndpoint;
  readonly cwd: string;
  readonly allow: readonly string[];
}

async function placeFor(steps: readonly Step[]): Promise<Place> {
  const server = await orderedEndpoint(steps);
  onTestFinished(() => server.close());
  const endpoints = [{ name: 'local', url: server.url, model: 'small-1' }];
  const cwd = tempFolder({ 'dramatis.json': JSON.stringify({ endpoints, model: 'local' }) });
  return { server, cwd, allow: ['--allow-origin', new URL(server.url).origin, '--cache', 'kept'] };
}

async function run(
  argv: readonly string[],
  { cwd, allow }: Place,
  more: TestTerminalOptions = {},
  meanwhile: (terminal: TestTerminal) => Promise<void> = async () => undefined,
) {
  const terminal = testTerminal({ cwd, ...more });
  const [code] = await Promise.all([main(['write', ...argv, ...allow], terminal, '1.2.3'), meanwhile(terminal)]);
  return { code, out: terminal.output(), err: terminal.errors() };
}

const bank = ['bank', '3 neighbours', '--out', 'bank/first.persona', '--accept', 'all'];
const bodies = ({ seen }: OrderedEndpoint) => seen.map(({ body }) => body);

describe('a bank', () => {
  test('stopped after two members, begun again, asks for the third alone', async () => {
    const place = await placeFor([ann, bob, { end: 'mute' }, eve]);
    const stopped = await run(bank, place, {}, async (terminal) => {
      await expect.poll(() => place.server.seen.length, { timeout: 20_000 }).toBe(3);
      terminal.interrupt();
    });
    expect(stopped).toMatchObject({ code: 3, err: expect.stringMatching(/Stopped\..*asks nothing twice/su) });
    expect(existsSync(join(place.cwd, 'bank'))).toBe(false);
    const done = await run(['bank', '3 neighbours'], place);
    expect(done.code).toBe(0);
    expect(done.out).toContain('persona Eve Stone');
    expect(done.out).toContain('persona Ann Ford');
    // The one that was never answered is the only one sent again.
    expect(bodies(place.server)[3]).toBe(bodies(place.server)[2]);
    expect(new Set(bodies(place.server)).size).toBe(3);
  });

  test('out of its budget: says so and what lets it go on; nothing is asked twice', async () => {
    const place = await placeFor([ann, bob, eve]);
    const short = await run([...bank, '--budget', '2'], place);
    expect(short).toMatchObject({ code: 3, err: expect.stringMatching(/budget of 2 requests is spent.*--budget/su) });
    const done = await run(['bank', '3 neighbours', '--budget', '2'], place);
    expect(done.code).toBe(0);
    expect(new Set(bodies(place.server)).size).toBe(3);
  });
});

test('an answer that could not be used is asked for anew, and the rest is not', async () => {
  const place = await placeFor([goodReply('How nice.'), goodReply('Indeed.'), ann]);
  const argv = ['from-description', 'Ann sells honey.', '--out', 'ann.persona', '--accept', 'all'];
  expect(await run(argv, place)).toMatchObject({ code: 3, err: expect.stringContaining('Nothing was written.') });
  expect(existsSync(join(place.cwd, 'ann.persona'))).toBe(false);
  expect((await run(argv, place)).code).toBe(0);
  expect(readFileSync(join(place.cwd, 'ann.persona'), 'utf8')).toContain('honey seller');
});

test('a key that is wrong: exit code 3, says so, writes nothing', async () => {
  const place = await placeFor([apiError(401, 'Incorrect API key provided.', 'invalid_api_key')]);
  const done = await run(['from-description', 'Ann.', '--out', 'ann.persona', '--accept', 'all'], place);
  expect(done).toMatchObject({ code: 3, err: expect.stringMatching(/key/iu) });
  expect(existsSync(join(place.cwd, 'ann.persona'))).toBe(false);
});

test('what was said yes and no to is added to a file of choices, and counts', async () => {
  const variants = JSON.stringify({ variants: ['You are late.', 'Out with it: what is missing?', 'Speak up.'] });
  const place = await placeFor([goodReply(variants), apiError(401, 'No.', 'invalid_api_key')]);
  writeFileSync(join(place.cwd, 'ada.persona'), greeter);
  const argv = ['vary', 'ada.persona', '3 greeting', '--accept', 'ask', '--choices', 'mine.jsonl'];
  const done = await run(argv, place, { interactive: true, input: ['n\n', 'y\n', 'n\n'] });
  expect(done.code).toBe(0);
  const kept = readFileSync(join(place.cwd, 'mine.jsonl'), 'utf8').trim().split('\n');
  expect(
    kept.map((line) => JSON.parse(line)).map(({ from, better }) => [from, better.includes('Out with it')]),
  ).toContainEqual(['accepted', true]);
  // Enough of them: it begins, with what was chosen in its request.
  const begun = await run(['like-my-choices', 'ada.persona', '--choices', 'mine.jsonl'], place);
  expect(begun.err).not.toContain('are needed');
  expect(place.server.seen[1]?.body).toContain('Out with it: what is missing?');
});

test('a question out of a file; words beside it are one too many', async () => {
  const place = await placeFor(['You are a baker.', 'Wait longer.', 'Be my baker.', 'Gladly.'].map(goodReply));
  writeFileSync(join(place.cwd, 'ask.txt'), 'Why is my bread flat?\nIt stood an hour.\n');
  const argv = ['from-question', '--from', 'ask.txt'];
  expect(await run(argv, place)).toMatchObject({ code: 0, out: expect.stringContaining('persona Baker') });
  const sent = JSON.parse(bodies(place.server)[1] ?? '') as { messages: { content: string }[] };
  expect(sent.messages.at(-1)?.content).toBe('Why is my bread flat?\nIt stood an hour.');
  const both = await run([...argv, 'And', 'this?'], place);
  expect(both).toMatchObject({ code: 2, err: expect.stringContaining('not both') });
});
