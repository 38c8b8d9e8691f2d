// The judge of dramatis.json in `dramatis write`: asked where a way needs one, its address confirmed, told where it is missing, asked nothing twice.
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { type AnsweringEndpoint, answeringEndpoint, type SentMessage } from '../kit/answering-endpoint.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const porter = `persona Porter

voice
  - Says as much as has to be said, in as many words as it takes to say it.

test a kind word
  user: Hello there.
  judge: Is the reply kind?
`;

interface Place {
  readonly player: AnsweringEndpoint;
  readonly judge: AnsweringEndpoint;
  readonly cwd: string;
}

async function placeFor(config: object = { judge: 'judge' }): Promise<Place> {
  const [player, judge] = await Promise.all([answeringEndpoint(), answeringEndpoint()]);
  onTestFinished(() => Promise.all([player.close(), judge.close()]).then(() => undefined));
  const endpoints = [
    { name: 'local', url: player.url, model: 'small-1' },
    { name: 'judge', url: judge.url, model: 'wise-1' },
  ];
  const files = { 'a.persona': porter, 'dramatis.json': JSON.stringify({ endpoints, model: 'local', ...config }) };
  return { player, judge, cwd: tempFolder(files) };
}

async function run(argv: readonly string[], { cwd }: Place, allowed: readonly AnsweringEndpoint[]) {
  const terminal = testTerminal({ cwd });
  const allow = allowed.flatMap(({ url }) => ['--allow-origin', new URL(url).origin]);
  const code = await main(['write', ...argv, '--cache', join(cwd, 'kept'), ...allow], terminal, '1.2.3');
  return { code, out: terminal.output(), err: terminal.errors() };
}

const lastOf = (messages: readonly SentMessage[]) => messages.at(-1)?.content ?? '';

describe('a way that measures', () => {
  test('puts `judge:` lines to the judge, and to nobody else', async () => {
    const place = await placeFor();
    place.judge.answer(() => 'It greets.\nVerdict: yes');
    const { err } = await run(['improve', 'a.persona'], place, [place.player, place.judge]);
    expect(err).toContain('Every test passes');
    expect(err).not.toContain('No `judge`');
    expect(place.player.requests).toHaveLength(3);
    // Three votes; of the same reply they are asked once.
    expect(place.judge.requests).toHaveLength(3);
  });

  test('asks for its address, and nobody before', async () => {
    const place = await placeFor();
    const done = await run(['improve', 'a.persona'], place, [place.player]);
    expect(done).toMatchObject({ code: 2, err: expect.stringContaining(new URL(place.judge.url).origin) });
    expect([...place.player.requests, ...place.judge.requests]).toEqual([]);
  });

  test('says so where none is named, or none can be asked here', async () => {
    const none = await placeFor({});
    const { err } = await run(['tighten', 'a.persona'], none, [none.player]);
    expect(err).toContain('note: No `judge` is named in dramatis.json: what only a judge can say is unsure.');
    const editor = await placeFor({ judge: 'vscode:copilot' });
    const there = await run(['tighten', 'a.persona'], editor, [editor.player]);
    expect(there.err).toContain('note: `vscode:copilot` can be asked in the editor only.');
  });
});

test('what needs no judge asks for no address of one', async () => {
  const place = await placeFor();
  place.player.answer(() => 'persona Ann\n  role: baker\n');
  const done = await run(['from-description', 'Ann bakes.'], place, [place.player]);
  expect(done).toMatchObject({ code: 0, err: expect.not.stringContaining('judge') });
});

test('strategies: the judge teaches and grades, the model only answers; begun again, nobody is asked', async () => {
  const place = await placeFor();
  place.player.answer((messages) => (JSON.stringify(messages).includes('Be kind.') ? 'Dear madam!' : 'What?'));
  place.judge.answer((messages) => {
    if (!lastOf(messages).includes('one digit')) return '{"scenario":"parcel lost","strategy":"Be kind."}';
    return lastOf(messages).includes('Dear madam!') ? '8' : '3';
  });
  const argv = ['learn-strategies', 'a.persona', 'My', 'parcel', 'is', 'lost.'];
  const both = [place.player, place.judge];
  const first = await run(argv, place, both);
  expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/advice: Be kind\..*wise-1/su) });
  expect(first.err).not.toMatch(/teaches and grades itself|No `judge`/u);
  const asked = both.map(({ requests }) => requests.length);
  expect(asked).toEqual([2, 1 + 2 * 5]);
  expect((await run(argv, place, both)).out).toBe(first.out);
  expect(both.map(({ requests }) => requests.length)).toEqual(asked);
});
