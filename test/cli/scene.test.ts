// `dramatis play FILE --scene TITLE` against an endpoint on loopback: every actor over the wire, a person's seat, an arena, exit codes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { answeringEndpoint } from '../kit/answering-endpoint.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const porter = `persona Porter
  summary: Keeps the gate.

rules
  brief: Is brief.
    must: be at most 4 words

scene at the gate
  with: ./rosa.persona, Tom
  setting: Rain.
  turns: 3
  narrator: It is late.
  self thinks: Trouble.
  rosa: Good evening.
`;
const rosa = 'persona Rosa\n  role: a guest who has lost her umbrella\n';

async function start(input: readonly string[] = [], files: Readonly<Record<string, string>> = {}) {
  const server = await answeringEndpoint();
  onTestFinished(() => server.close());
  server.answer((messages) => {
    const [{ content: system } = { content: '' }] = messages;
    if (system.includes('Several candidates')) return 'B';
    return system.includes('You are Rosa')
      ? '[says] It is wet.'
      : system.includes('You are Tom')
        ? 'Hm.'
        : '[thinks] No.\n[says] The gate is shut tonight.';
  });
  const config = JSON.stringify({ endpoints: [{ name: 'local', url: server.url, model: 'small-1' }] });
  const cwd = tempFolder({ 'porter.persona': porter, 'rosa.persona': rosa, 'dramatis.json': config, ...files });
  const run = async (...argv: string[]) => {
    const terminal = testTerminal({ cwd, input });
    const allow = ['--model', 'local', '--allow-origin', new URL(server.url).origin];
    const code = await main(['play', 'porter.persona', ...allow, ...argv], terminal, '1.2.3');
    return { code, out: terminal.output(), err: terminal.errors() };
  };
  return { server, cwd, run };
}

test('a scene is played to its end: who plays whom, the estimate, lines, thoughts, ledgers, why it ended; and kept', async () => {
  const { server, cwd, run } = await start();
  const { code, out, err } = await run('--scene', 'At the gate', '--keep', 'a.talk.jsonl');
  expect(code).toBe(0);
  expect(server.requests).toHaveLength(3);
  expect(err).toContain('Rosa by');
  expect(err).toContain('Tom by');
  expect(err).toContain('from the name and the scene alone');
  expect(err).toContain('at most 3 requests for 3 lines');
  expect(out).toMatch(
    /Narrator: It is late\.[\s\S]*Porter \(thinks, and nobody hears it\): Trouble\.[\s\S]*Rosa: Good evening\.[\s\S]*Tom: Hm\.[\s\S]*Porter: The gate is shut tonight\.\n {2}broken: brief[\s\S]*Rosa: It is wet\.[\s\S]*The scene is over\. 3 lines were said/,
  );
  expect(
    JSON.stringify(server.requests.filter((messages) => JSON.stringify(messages).includes('You are Rosa'))),
  ).not.toMatch(/Trouble|Keeps the gate|\[thinks\] No/);
  expect(readFileSync(join(cwd, 'a.talk.jsonl'), 'utf8')).toContain('"kind":"scene ended"');
});

test('a person says the lines of a member; the seat is asked of nobody', async () => {
  const { server, run } = await start(['I was here first.\n', '/end\n']);
  const { code, out, err } = await run('--scene', 'at the gate', '--as', 'tom');
  expect(code).toBe(0);
  expect(err).toContain('Tom by you');
  expect(out).toContain('Tom: I was here first.');
  expect(server.requests.some((messages) => JSON.stringify(messages).includes('You are Tom'))).toBe(false);
  expect(JSON.stringify(server.requests)).toContain('I was here first.');
  expect(out).toContain('The scene is over.');
});

test('an arena: each candidate answers, the supervisor picks, the table is told', async () => {
  const { server, run } = await start();
  const { out, err } = await run(
    '--scene',
    'at the gate',
    '--arena',
    'local,understudy',
    '--supervisor',
    'local',
    '--arena-for',
    'self',
  );
  expect(err).toMatch(/at most \d+ requests/);
  expect(server.requests.filter((messages) => JSON.stringify(messages).includes('Several candidates'))).toHaveLength(1);
  expect(out).toMatch(/local: picked [01] of 1\nunderstudy: picked [01] of 1\n/);
});

test('what is not there is said', async () => {
  const { run } = await start();
  expect(await run('--scene', 'the ball')).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is: “at the gate”.'),
  });
  expect(await run('--scene', 'at the gate', '--as', 'Ann')).toMatchObject({
    code: 2,
    err: expect.stringContaining('self, user, rosa, tom'),
  });
  expect(await run('--as', 'tom')).toMatchObject({ code: 2, err: expect.stringContaining('--as goes with --scene') });
  expect(await run('--scene', 'at the gate', '--arena', 'local,local', '--supervisor', 'understudy')).toMatchObject({
    code: 2,
    err: expect.stringContaining('judges nobody'),
  });
});

const partings = porter.replace('  turns: 3\n', '  turns: 3\n  closing lines: goodnight to you madam\n');

test('closing lines are compared by the endpoint’s embeddings where it names a model for them, else by words, and it is said', async () => {
  const { server, cwd, run } = await start([], { 'porter.persona': partings });
  // Not a word in common, and yet the same.
  server.embed((text) => (/goodnight|shut tonight/.test(text) ? [1, 0] : [0, 1]));
  const wordsAlone = await run('--scene', 'at the gate');
  expect(wordsAlone.out).toContain('3 lines were said');
  expect(server.embedded).toEqual([]);
  const endpoint = { name: 'local', url: server.url, model: 'small-1', embeddings: 'vectors-1' };
  writeFileSync(join(cwd, 'dramatis.json'), JSON.stringify({ endpoints: [endpoint] }));
  const { out } = await run('--scene', 'at the gate');
  expect(out).toContain('Porter says something like “goodnight to you madam” (1.00, exact).');
  expect(server.embedded).toContain('The gate is shut tonight.');
});

test('a kept scene goes on where it stood, in its seat; over, it says so; gone from the file, it is refused', async () => {
  const longer = porter.replace('turns: 3', 'turns: 7');
  const { server, cwd, run } = await start(['I was here first.\n', '/quit\n'], { 'porter.persona': longer });
  await run('--scene', 'at the gate', '--as', 'tom', '--keep', 'a.talk.jsonl');
  const before = server.requests.length;
  const again = await testAgain(
    cwd,
    server.url,
    ['And I stay.\n', '/end\n'],
    '--continue',
    'a.talk.jsonl',
    '--keep',
    'b.talk.jsonl',
  );
  expect(again.code).toBe(0);
  expect(again.err).toContain('Tom by you');
  // What was said stands there once, and is what Rosa is sent.
  expect(again.out.match(/Good evening\./g)).toHaveLength(1);
  expect(again.out).toContain('And I stay.');
  expect(server.requests.length).toBeGreaterThan(before);
  expect(JSON.stringify(server.requests[before])).toContain('And I stay.');
  expect(again.out).toContain('The scene is over.');
  const kept = readFileSync(join(cwd, 'b.talk.jsonl'), 'utf8');
  expect(kept.match(/"kind":"scene began"/g)).toHaveLength(1);
  expect(kept).toContain('I was here first.');
  const over = await testAgain(cwd, server.url, [], '--continue', 'b.talk.jsonl');
  expect(over.out).toContain('The scene is over.');
  expect(over.code).toBe(0);
  writeFileSync(join(cwd, 'porter.persona'), porter.slice(0, porter.indexOf('scene at')));
  const gone = await testAgain(cwd, server.url, [], '--continue', 'a.talk.jsonl');
  expect(gone).toMatchObject({
    code: 2,
    err: expect.stringContaining('plays the scene “at the gate”, which Porter has no more'),
  });
});

/** The same files, another terminal. */
async function testAgain(cwd: string, url: string, input: readonly string[], ...argv: string[]) {
  const terminal = testTerminal({ cwd, input });
  const allow = ['--model', 'local', '--allow-origin', new URL(url).origin];
  const code = await main(['play', 'porter.persona', ...allow, ...argv], terminal, '1.2.3');
  return { code, out: terminal.output(), err: terminal.errors() };
}
