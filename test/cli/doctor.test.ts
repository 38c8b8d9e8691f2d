// `dramatis doctor` and `/curl`: what is said and to whom, exit codes, consent, and no key in any of it.
import { spawnSync } from 'node:child_process';
import { LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Check } from '../../src/model/doctor/check.ts';
import { apiError, orderedEndpoint } from '../kit/ordered-endpoint.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { type TestTerminalOptions, testTerminal } from '../kit/terminal.ts';

const canary = 'sk-canary-5c8817ad02f6';
const env = { PORTER_KEY: canary };
const persona = 'persona Porter\n  role: porter\n\ngreeting\n  Good day.\n';

let mock: LLMock;
beforeEach(async () => {
  mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent', strict: true });
  await mock.start();
  mock.onMessage('hello', { content: 'Hello.' });
});
afterEach(() => mock.stop());

const configFor = (url: string) =>
  JSON.stringify({ endpoints: [{ name: 'main', url, model: 'gpt-4o', keyFrom: 'PORTER_KEY' }], model: 'main' });

async function run(argv: readonly string[], files: Record<string, string>, more: TestTerminalOptions = {}) {
  const terminal = testTerminal({ cwd: tempFolder({ 'a.persona': persona, ...files }), env, ...more });
  const code = await main(argv, terminal, '1.2.3');
  expect(terminal.output() + terminal.errors()).not.toContain(canary);
  return { code, out: terminal.output(), err: terminal.errors() };
}

const checksOf = (out: string) =>
  (JSON.parse(out) as { sections: { checks: Check[] }[] }).sections.flatMap(({ checks }) => checks);

describe('doctor', () => {
  test('an endpoint that is well: every line in words, exit code 0', async () => {
    const config = { 'dramatis.json': configFor(`${mock.url}/v1`) };
    const { code, out } = await run(['doctor', '--allow-origin', mock.url], config);
    expect(out).toMatch(/✓ ok +Streaming +Words come as they are written\./);
    expect(out).toMatch(/✓ ok +Model +The endpoint “main” \(dramatis\.json\)\./);
    expect(out).toMatch(/fine\.\n$/);
    expect(code).toBe(0);
    expect(mock.getRequests().filter(({ path }) => path.includes('chat'))).toHaveLength(2);
  });

  test('without a yes to its address nothing is sent; a question is asked where somebody sits', async () => {
    const config = { 'dramatis.json': configFor(`${mock.url}/v1`) };
    const refused = await run(['doctor', '--format', 'json'], config);
    expect(checksOf(refused.out).find(({ id }) => id === 'asked')).toMatchObject({
      state: 'warning',
      todo: expect.stringContaining('--allow-origin'),
    });
    expect(mock.getRequests()).toEqual([]);
    const asked = await run(['doctor'], config, { interactive: true, input: ['y\n'] });
    expect(asked.out).toContain('Send a few short questions and the key in PORTER_KEY to');
    expect(mock.getRequests().length).toBeGreaterThan(0);
  });

  test('a refused key: exit code 1, what to do, for programs as well', async () => {
    const server = await orderedEndpoint([apiError(401, `Incorrect key ${canary}`)]);
    const { code, out } = await run(['doctor', '--format', 'json', '--allow-origin', server.origin], {
      'dramatis.json': configFor(server.url),
    });
    await server.close();
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ version: 1, well: false });
    expect(checksOf(out).at(-1)).toMatchObject({ id: 'reach', state: 'wrong', todo: expect.stringContaining('key') });
  });

  test('no settings, a name that is nowhere described, a proxy with a password in it', async () => {
    const plain = await run(['doctor'], {}, { env: { HTTPS_PROXY: 'http://me:secret@proxy.example:3128' } });
    expect(plain.code).toBe(0);
    expect(plain.out).toContain('The offline understudy (nothing names another)');
    expect(plain.out).toContain('http://proxy.example:3128');
    expect(plain.out).not.toContain('secret');
    const unknown = await run(['doctor', '--model', 'nobody'], {});
    expect(unknown.code).toBe(1);
    expect(unknown.out).toMatch(/✗ wrong +Model +There is no endpoint “nobody” \(--model\)/);
    expect((await run(['doctor', '--format', 'xml'], {})).code).toBe(2);
  });

  test('asked what it can do, it is asked five times more', async () => {
    const config = { 'dramatis.json': configFor(`${mock.url}/v1`) };
    const { out } = await run(['doctor', '--abilities', '--allow-origin', mock.url], config);
    expect(out).toMatch(/n no \(asked\), jsonSchema/);
    expect(mock.getRequests().length).toBeGreaterThanOrEqual(7);
  });
});

describe('/curl in a talk', () => {
  test('gives the request that was sent, for either shell, and the name of the variable', async () => {
    const config = { 'dramatis.json': configFor(`${mock.url}/v1`) };
    const input = ['/curl\n', 'hello\n', '/curl\n', '/curl powershell\n', '/curl fish\n'];
    const { err } = await run(['play', 'a.persona', '--allow-origin', mock.url], config, { input });
    expect(err).toContain('Nothing was sent yet.');
    expect(err).toContain(`curl --no-buffer '${mock.url}/v1/chat/completions'`);
    expect(err).toContain('"Authorization: Bearer $PORTER_KEY"');
    expect(err).toContain('Bearer $env:PORTER_KEY"');
    expect(err).toContain('/curl knows bash and powershell.');
    const command = err.slice(err.indexOf('curl --no-buffer'), err.indexOf("@'\n"));
    const shell = `curl() { printf '%s' "\${@: -1}"; }\n${command}`;
    const { stdout } = spawnSync('bash', ['--norc', '-c', shell], { encoding: 'utf8' });
    // The mock writes two notes of its own beside what it was sent.
    const got = Object.entries(mock.getLastRequest()?.body ?? {}).filter(([name]) => !name.startsWith('_'));
    expect(JSON.parse(stdout)).toEqual(Object.fromEntries(got));
  });

  test('with the understudy there is nothing to repeat', async () => {
    const { err } = await run(['play', 'a.persona'], {}, { input: ['hello\n', '/curl\n'] });
    expect(err).toContain('asked over no wire');
  });
});
