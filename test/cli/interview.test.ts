// `dramatis play FILE --interview N` against an endpoint on loopback: both sides over the wire, what is printed, what is kept, exit codes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { answeringEndpoint } from '../kit/answering-endpoint.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const porter =
  'persona Porter\n  summary: Keeps the gate.\n\nrules\n  brief: Is brief.\n    must: be at most 3 words\n\ngreeting\n  Good day.\n';
const guest = 'persona Rosa\n  kind: individual\n  role: a guest who has lost her umbrella\n';

async function start() {
  const server = await answeringEndpoint();
  onTestFinished(() => server.close());
  let asked = 0;
  server.answer((messages) => (isUser(messages) ? `Is gate ${++asked} open?` : `It is ${asked}.`));
  const config = JSON.stringify({ endpoints: [{ name: 'local', url: server.url, model: 'small-1' }] });
  const cwd = tempFolder({ 'porter.persona': porter, 'rosa.persona': guest, 'dramatis.json': config });
  const run = async (...argv: string[]) => {
    const terminal = testTerminal({ cwd });
    const allow = ['--model', 'local', '--allow-origin', new URL(server.url).origin];
    const code = await main(['play', 'porter.persona', ...allow, ...argv], terminal, '1.2.3');
    return { code, out: terminal.output(), err: terminal.errors() };
  };
  return { server, cwd, run };
}

const isUser = (messages: readonly { content: string }[]) =>
  messages.some(({ content }) => content.includes('you are the one who came to'));

test('both sides are asked in turn, the talk is printed with its ledger and kept', async () => {
  const { server, cwd, run } = await start();
  const { code, out, err } = await run(
    '--interview',
    '2',
    '--asker',
    'rosa.persona',
    '--seed',
    'Is it raining?',
    '--keep',
    'a.talk.jsonl',
  );
  expect(code).toBe(0);
  expect(server.requests.map(isUser)).toEqual([false, true, false]);
  expect(JSON.stringify(server.requests[1])).toContain('lost her umbrella');
  expect(JSON.stringify(server.requests[1])).not.toContain('Keeps the gate');
  expect(JSON.stringify(server.requests[2])).not.toContain('umbrella');
  expect(out).toMatch(
    /Porter: Good day\.[\s\S]*Rosa: Is it raining\?[\s\S]*Porter: It is 0\.[\s\S]*1 kept[\s\S]*Rosa: Is gate 1 open\?\n {2}simulated user[\s\S]*Porter: It is 1\./,
  );
  expect(err).toContain('estimate: 1–6 requests');
  expect(err).toContain('2 of 2 lines: all said.');
  const kept = readFileSync(join(cwd, 'a.talk.jsonl'), 'utf8');
  expect(kept).toContain('"labels":["simulated user"]');
  expect(kept).toContain('"ended":"turns"');
});

test('the budget holds, and is said', async () => {
  const { server, run } = await start();
  const { code, err } = await run('--interview', '9', '--budget', '4', '--lean', '0', '--manner', 'terse');
  expect(code).toBe(0);
  expect(server.requests).toHaveLength(4);
  expect(err).toContain('2 of 9 lines: the budget of requests is spent.');
});

test('an endpoint that fails ends it with 3; the understudy, and what makes no sense, with 2', async () => {
  const { server, cwd, run } = await start();
  const offline = testTerminal({ cwd });
  expect(await main(['play', 'porter.persona', '--model', 'understudy', '--interview', '2'], offline, '1.2.3')).toBe(2);
  expect(offline.errors()).toContain('needs a language model');
  for (const [wrong, why] of [
    [['--interview', '0'], '--interview'],
    [['--interview', '2', '--lean', '2'], '--lean'],
    [['--interview', '2', '--manner', 'rude'], '--manner'],
    [['--seed', 'Hello'], '--interview N'],
    [['--interview', '2', '--asker', 'nobody.persona'], 'nobody.persona'],
  ] as const) {
    const { code, err } = await run(...wrong);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  }
  expect(server.requests).toHaveLength(0);
  await server.close();
  expect((await run('--interview', '1')).code).toBe(3);
});

test('`dramatis test` has a test held by a simulated user, and names both models as text, JSON and JUnit', async () => {
  const { server, cwd } = await start();
  const held = `${porter}\ntest a guest\n  with: ./rosa.persona\n  turns: 2\n  never: say "umbrella"\n`;
  writeFileSync(join(cwd, 'porter.persona'), held);
  const run = async (...argv: string[]) => {
    const terminal = testTerminal({ cwd });
    const allow = ['--model', 'local', '--allow-origin', new URL(server.url).origin];
    const code = await main(['test', 'porter.persona', ...allow, ...argv], terminal, '1.2.3');
    return { code, out: terminal.output(), err: terminal.errors() };
  };
  const text = await run();
  expect([text.code, server.requests.map(isUser)]).toEqual([0, [true, false, true, false]]);
  expect(text.err).toContain('estimate: 1–10 requests');
  expect(text.out).toMatch(/passed +test\/a guest.*user: Rosa by small-1/);
  const json = JSON.parse((await run('--format', 'json')).out);
  expect(json.files[0].results[0]).toMatchObject({ state: 'passed', user: { name: 'Rosa' } });
  expect(json.files[0].results[0].runs[0].turns.map(({ speaker }: { speaker: string }) => speaker)).toEqual([
    'user',
    'self',
    'user',
    'self',
  ]);
  expect((await run('--format', 'junit')).out).toContain('user: Rosa by small-1');
  const short = await run('--budget', '3');
  expect([short.code, server.requests.length]).toEqual([3, 15]);
});
