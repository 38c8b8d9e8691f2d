// `dramatis play FILE --scene TITLE` against an endpoint on loopback: every actor over the wire, a person's seat, an arena, exit codes.
import { readFileSync } from 'node:fs';
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

async function start(input: readonly string[] = []) {
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
  const cwd = tempFolder({ 'porter.persona': porter, 'rosa.persona': rosa, 'dramatis.json': config });
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
