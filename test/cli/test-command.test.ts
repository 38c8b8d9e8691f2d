// `dramatis test` against an endpoint on loopback: exit codes, how many requests with and without a cache, what a cut-off run leaves,
// the formats, and that no key is written anywhere.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { elements, readJunit } from '../kit/junit-shape.ts';
import { apiError, goodReply, type OrderedEndpoint, orderedEndpoint, type Step } from '../kit/ordered-endpoint.ts';
import { sarifFaults } from '../kit/sarif-schema.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { type TestTerminalOptions, testTerminal } from '../kit/terminal.ts';

const porter = `persona Porter
  summary: Keeps the gate.

rules
  brief: Is brief.
    must: be at most 5 words

test a greeting
  user: Hello there.
  keeps: brief

test a question
  repeat: 2
  user: Who goes in?
  never: say "nobody"
`;
const written = `persona Porter

rules
  brief: Is brief.
    must: be at most 5 words

test a line of the file
  user: Hello there.
  self: Good day to you.
  keeps: brief
`;
const key = 'sk-canary-0123456789abcdef';

function config(url: string, more: object = {}): string {
  const endpoint = { name: 'local', url, model: 'small-1', keyFrom: 'PORTER_KEY' };
  return JSON.stringify({ endpoints: [endpoint], ...more });
}

async function endpoint(steps: readonly Step[]): Promise<OrderedEndpoint> {
  const server = await orderedEndpoint(steps);
  onTestFinished(() => server.close());
  return server;
}

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(argv: readonly string[], cwd: string, more: TestTerminalOptions = {}): Promise<Run> {
  const terminal = testTerminal({ cwd, env: { PORTER_KEY: key }, ...more });
  const code = await main(['test', ...argv], terminal, '1.2.3');
  return { code, out: terminal.output(), err: terminal.errors() };
}

/** A folder with the persona and an endpoint of these steps; `ask` runs `dramatis test` on it with a model. */
async function setting(steps: readonly Step[], files: Readonly<Record<string, string>> = { 'a.persona': porter }) {
  const server = await endpoint(steps);
  const cwd = tempFolder({ ...files, 'dramatis.json': config(server.url) });
  const named = ['--model', 'local', '--allow-origin', server.origin];
  return {
    server,
    cwd,
    ask: (argv: readonly string[] = [], more?: TestTerminalOptions) => run([...named, ...argv], cwd, more),
  };
}

const good = (count: number) => Array.from({ length: count }, () => goodReply('Good day to you.'));
const long = goodReply('Good day to you, and welcome to the gate of the town.');

describe('without a model', () => {
  test('exits 0, and says that no model was asked', async () => {
    const { code, out } = await run([], tempFolder({ 'a.persona': porter }));
    expect(code).toBe(0);
    expect(out).toContain('static checks only, no model was asked');
    expect(out).toContain('2 not-asked');
  });

  test('what is written is judged all the same', async () => {
    const held = await run([], tempFolder({ 'a.persona': written }));
    expect(held).toMatchObject({ code: 0, out: expect.stringContaining('1 passed') });
    expect(held.out).toContain('[no model was asked]');
    const talkative = written.replace('Good day to you.', 'Good day to you and to all your family.');
    const failed = await run([], tempFolder({ 'a.persona': talkative }));
    expect(failed.code).toBe(1);
    expect(failed.out).toMatch(/7:1\s+failed\s+test\/a line of the file/);
    expect(failed.out).toContain('expected  keeps brief');
    expect(failed.out).toContain('said      Good day to you and to all your family.');
  });

  test('a model that only the editor has, and `--model none`', async () => {
    const editor = tempFolder({ 'a.persona': porter, 'dramatis.json': JSON.stringify({ model: 'vscode:a/b' }) });
    expect(await run([], editor)).toMatchObject({ code: 0, err: expect.stringContaining('in the editor only') });
    const sample = tempFolder({ 'a.persona': porter, 'dramatis.json': JSON.stringify({ model: 'understudy' }) });
    expect(await run([], sample)).toMatchObject({ code: 0, out: expect.stringContaining('static checks only') });
    const named = tempFolder({
      'a.persona': porter,
      'dramatis.json': config('https://a.example/v1', { model: 'local' }),
    });
    const unasked = await run([], named);
    expect(unasked).toMatchObject({ code: 0, out: expect.stringContaining('static checks only') });
    expect(unasked.err).toContain('with --model local --allow-origin https://a.example it is');
    expect(await run(['--model', 'none'], named)).toMatchObject({
      code: 0,
      out: expect.stringContaining('no model was asked'),
    });
  });

  test('the understudy is never `passed`, and fails nothing', async () => {
    const { code, out, err } = await run(['--model', 'understudy'], tempFolder({ 'a.persona': porter }));
    expect(code).toBe(0);
    expect(out).toContain('2 satisfiable');
    expect(out).not.toContain('passed');
    expect(out).toContain('[offline understudy]');
    expect(err).not.toContain('estimate');
  });

  test('a file without tests', async () => {
    const { code, out } = await run([], tempFolder({ 'a.persona': 'persona Nobody\n' }));
    expect(code).toBe(0);
    expect(out).toContain('there is no test');
  });
});

describe('with a model', () => {
  test('clean: each result names who was asked; the estimate comes first; every repeat is a request', async () => {
    const { ask, server } = await setting(good(3));
    const { code, out, err } = await ask();
    expect(code).toBe(0);
    expect(out.match(/\[small-1 at 127\.0\.0\.1/g)).toHaveLength(2);
    expect(out).toContain('2 of 2 runs');
    expect(out).toContain('2 passed');
    expect(out).toContain('3 requests');
    expect(err).toMatch(/^estimate: 3 requests, \d+–\d+ tokens$/m);
    expect(server.seen).toHaveLength(3);
  });

  test('a broken rule fails, on the line of its test, with what was said', async () => {
    const { ask } = await setting([long, ...good(2)]);
    const { code, out } = await ask();
    expect(code).toBe(1);
    expect(out).toMatch(/8:1\s+failed\s+test\/a greeting/);
    expect(out).toContain('said      Good day to you, and welcome to the gate');
    expect(out).toContain('1 passed, 1 failed');
  });

  test('flaky fails only where one is strict', async () => {
    const lenient = porter.replace('repeat: 2', 'repeat: 2\n  pass: 1');
    const steps = () => [...good(2), goodReply('Why, nobody.')];
    const soft = await setting(steps(), { 'a.persona': lenient });
    const said = await soft.ask();
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining('1 flaky') });
    expect(said.out).toMatch(/1 of 2 runs \(\d+–\d+ %\)/);
    const hard = await setting(steps(), { 'a.persona': lenient });
    expect(await hard.ask(['--strict'])).toMatchObject({ code: 1 });
  });

  test('the model of dramatis.json is asked without being named, once its address is allowed', async () => {
    const server = await endpoint(good(3));
    const cwd = tempFolder({ 'a.persona': porter, 'dramatis.json': config(server.url, { model: 'local' }) });
    const said = await run(['--allow-origin', server.origin], cwd);
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining('2 passed') });
    expect(said.err.match(/The key in PORTER_KEY goes to/g)).toHaveLength(1);
  });

  test('a file with errors says so; one key is told of once, however many files there are', async () => {
    const files = { 'a.persona': porter, 'b.persona': porter.replace('keeps: brief', 'must: be at') };
    const { ask } = await setting(good(6), files);
    const { err } = await ask();
    expect(err).toContain('b.persona has 1 error');
    expect(err.match(/The key in PORTER_KEY goes to/g)).toHaveLength(1);
  });

  test('--only and --repeat', async () => {
    const { ask, server } = await setting(good(4));
    expect(await ask(['--only', 'a greeting', '--repeat', '4'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('4 of 4 runs'),
    });
    expect(server.seen).toHaveLength(4);
    expect(await ask(['--only', 'no such thing'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no such thing'),
    });
  });

  test('an origin of the folder is not asked before it is confirmed; usage', async () => {
    const { cwd, ask } = await setting([]);
    expect(await run(['--model', 'local'], cwd)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--allow-origin'),
    });
    expect(await run(['--model', 'other'], cwd)).toMatchObject({
      code: 2,
      err: expect.stringContaining('understudy, local'),
    });
    expect(await ask(['--budget', 'much'])).toMatchObject({ code: 2 });
    expect(await ask(['--format', 'xml'])).toMatchObject({ code: 2, err: expect.stringContaining('junit') });
    expect(await run(['--allow-origin', 'nonsense'], cwd)).toMatchObject({ code: 2 });
  });
});

describe('a judge', () => {
  const kind = `persona Porter

test a kind word
  user: Hello there.
  judge: Is the reply kind?
`;

  /** The one who plays always says the same; the judge says these, one request each. */
  async function judged(said: readonly string[], more: readonly string[] = []) {
    const player = await endpoint(good(1));
    const judge = await endpoint(said.map(goodReply));
    const endpoints = [
      { name: 'local', url: player.url, model: 'small-1' },
      { name: 'judge', url: judge.url, model: 'wise-1' },
    ];
    const cwd = tempFolder({ 'a.persona': kind, 'dramatis.json': JSON.stringify({ endpoints, judge: 'judge' }) });
    const allowed = ['--allow-origin', player.origin, '--allow-origin', judge.origin];
    return { ...(await run(['--model', 'local', ...allowed, ...more], cwd)), cwd, player };
  }

  test('three votes decide, and are in estimate and cost', async () => {
    const yes = await judged(Array.from({ length: 3 }, () => 'It greets.\nVerdict: yes'));
    expect(yes).toMatchObject({ code: 0, out: expect.stringContaining('1 passed') });
    expect(yes.out).toContain('judge wise-1');
    expect(yes.out).toContain('4 requests');
    expect(yes.err).toMatch(/^estimate: 4–7 requests \(3–6 to the judge\)/m);
    const no = await judged(Array.from({ length: 3 }, () => 'It is curt.\nVerdict: no'));
    expect(no).toMatchObject({ code: 1, out: expect.stringContaining('expected  judge Is the reply kind?') });
  });

  test('prose is asked for once more, then counted and shown; the result is unsure and fails nothing', async () => {
    const prose = Array.from({ length: 6 }, () => 'I would rather speak of the weather.');
    const { code, out } = await judged(prose);
    expect(code).toBe(0);
    expect(out).toContain('1 unsure');
    expect(out).toContain('6 answers of the judge not readable');
  });

  test('its address needs a yes of its own; without one that is asked for, nobody is asked', async () => {
    const judge = await endpoint([]);
    const { cwd, ask, server } = await setting([], { 'a.persona': kind });
    const endpoints = [
      { name: 'local', url: server.url, model: 'small-1' },
      { name: 'judge', url: judge.url, model: 'wise-1' },
    ];
    writeFileSync(join(cwd, 'dramatis.json'), JSON.stringify({ endpoints, judge: 'judge' }));
    expect(await ask()).toMatchObject({ code: 2, err: expect.stringContaining(judge.origin) });
  });

  test('none is named: unsure, and said', async () => {
    const { ask } = await setting(good(1), { 'a.persona': kind });
    const { code, out, err } = await ask();
    expect(code).toBe(0);
    expect(out).toContain('1 unsure');
    expect(err).toContain('No `judge` is named in dramatis.json');
  });
});

describe('cache, budget, cancel', () => {
  test('the same question is paid for once; another prompt is asked again; checks alone are judged anew', async () => {
    const { ask, cwd, server } = await setting([...good(3), ...good(3)]);
    expect((await ask(['--cache', 'kept'])).out).toContain('3 requests');
    const again = await ask(['--cache', 'kept']);
    expect(again.code).toBe(0);
    expect(again.out).toContain('0 requests, 3 from cache');
    expect(again.out).toContain('2 of 2 replies from cache');
    expect(server.seen).toHaveLength(3);
    writeFileSync(join(cwd, 'a.persona'), porter.replace('never: say "nobody"', 'never: say "day"'));
    const judged = await ask(['--cache', 'kept']);
    expect(judged).toMatchObject({ code: 1, out: expect.stringContaining('0 requests, 3 from cache') });
    expect(server.seen).toHaveLength(3);
    writeFileSync(join(cwd, 'a.persona'), porter.replace('Keeps the gate.', 'Keeps the north gate.'));
    expect((await ask(['--cache', 'kept'])).out).toContain('3 requests');
  });

  test('a budget cuts the run, hard; started again with the cache it asks only the rest', async () => {
    const { ask, server } = await setting(good(3));
    const cut = await ask(['--budget', '2', '--cache', 'kept']);
    expect(cut.code).toBe(3);
    expect(cut.out).toContain('1 passed, 1 unfinished');
    expect(cut.err).toContain('budget of 2 request');
    expect(server.seen).toHaveLength(2);
    const rest = await ask(['--budget', '2', '--cache', 'kept']);
    expect(rest.code).toBe(0);
    expect(rest.out).toContain('1 request, 2 from cache');
  });

  test('the budget is one for all files', async () => {
    const { ask, server } = await setting(good(2), { 'a.persona': porter, 'b.persona': porter });
    expect(await ask(['--only', 'a greeting', '--budget', '2', '--repeat', '3'])).toMatchObject({ code: 3 });
    expect(server.seen).toHaveLength(2);
  });

  test('interrupted: results so far are told, and nothing paid for is lost', async () => {
    const { ask, cwd, server } = await setting([
      ...good(1),
      { end: 'hang', body: ['data: {"choices":[{"index":0,"delta":{"content":"Good"}}]}\n\n'] },
      ...good(2),
    ]);
    const terminal = testTerminal({ cwd });
    const going = main(
      ['test', '--model', 'local', '--allow-origin', server.origin, '--cache', 'kept'],
      terminal,
      '1.2.3',
    );
    await server.played(1);
    terminal.interrupt();
    expect(await going).toBe(3);
    expect(terminal.output()).toContain('1 passed, 1 unfinished');
    const rest = await ask(['--cache', 'kept']);
    expect(rest.code).toBe(0);
    expect(rest.out).toContain('2 requests, 1 from cache');
  });

  test('an endpoint that refuses ends the run and says why', async () => {
    const { ask } = await setting([apiError(401, `Incorrect API key provided: ${key}`, 'invalid_api_key')]);
    const { code, out, err } = await ask();
    expect(code).toBe(3);
    expect(out).toContain('2 unfinished');
    expect(err).toMatch(/unfinished: .*key/);
    expect(out + err).not.toContain(key);
  });

  test('more than the usual bound: asked in a terminal, held elsewhere', async () => {
    const { ask, server } = await setting([]);
    const no = await ask(['--repeat', '101'], { interactive: true, input: ['n\n'] });
    expect(no.code).toBe(3);
    expect(no.out).toContain('That may be more than 200 requests.');
    expect(server.seen).toHaveLength(0);
  });
});

describe('formats', () => {
  const files = { 'a.persona': porter, 'deep/b.persona': written };

  test('JSON: talks, checks, who was asked', async () => {
    const { ask } = await setting([long, ...good(2)], files);
    const { code, out } = await ask(['--format', 'json']);
    expect(code).toBe(1);
    const json = JSON.parse(out);
    expect(json).toMatchObject({ version: 1, counts: { passed: 2, failed: 1 }, cost: { requests: 3, cached: 0 } });
    const [a, b] = json.files;
    expect(a).toMatchObject({ path: 'a.persona', model: { model: 'small-1' }, stopped: null });
    expect(a.results[0]).toMatchObject({ id: 'test/a greeting', state: 'failed', line: 8, column: 1 });
    expect(a.results[0].asked).toContain('small-1');
    expect(a.results[0].runs[0].turns.map((turn: { speaker: string }) => turn.speaker)).toEqual(['user', 'self']);
    expect(a.results[0].runs[0].checks[0]).toMatchObject({ what: 'keeps', expected: 'brief', state: 'failed' });
    expect(b).toMatchObject({ path: 'deep/b.persona' });
    expect(b.results[0]).toMatchObject({ state: 'passed', asked: 'no model was asked' });
  });

  test('JUnit is well formed and of the shape, whatever was said', async () => {
    const nasty = goodReply('A <b> & "c" ]]> \u0007 \ufffe and more words');
    const { ask } = await setting([nasty, ...good(2)], files);
    const { code, out } = await ask(['--format', 'junit']);
    expect(code).toBe(1);
    const root = readJunit(out);
    expect(root.attributes).toMatchObject({ tests: '3', failures: '1', errors: '0' });
    const [failed] = elements(root, 'failure');
    expect(failed?.attributes['message']).toContain('failed:');
    expect(failed?.text).toContain('expected: keeps brief');
    const [first] = elements(root, 'system-out');
    expect(first?.text).toContain('asked: small-1');
    expect(first?.text).toContain('self: A <b> & "c" ]]>');
    expect(elements(root, 'testcase').map(({ attributes }) => attributes['name'])).toContain('test/a line of the file');
  });

  test('JUnit: not asked is skipped, cut off is an error, flaky fails where one is strict', async () => {
    const skipped = readJunit((await run(['--format', 'junit'], tempFolder(files))).out);
    expect(elements(skipped, 'skipped')).toHaveLength(2);
    const { ask } = await setting(good(2));
    const cut = await ask(['--format', 'junit', '--budget', '2']);
    expect(cut.code).toBe(3);
    expect(elements(readJunit(cut.out), 'error')).toHaveLength(1);
  });

  test('SARIF is of its schema and stands on the expectation that failed', async () => {
    const { ask } = await setting([long, ...good(2)], files);
    const { code, out } = await ask(['--format', 'sarif']);
    expect(code).toBe(1);
    const sarif = JSON.parse(out);
    expect(sarifFaults(sarif)).toEqual([]);
    const [result, ...more] = sarif.runs[0].results;
    expect(more).toEqual([]);
    expect(result).toMatchObject({ ruleId: 'test-failed', level: 'error' });
    expect(result.message.text).toContain('small-1');
    expect(result.locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'a.persona' },
      region: { startLine: 10 },
    });
  });

  test('no format and no cache file holds the key', async () => {
    for (const format of ['text', 'json', 'junit', 'sarif']) {
      const { ask, cwd, server } = await setting([goodReply(`It is ${key}.`), ...good(2)]);
      const { out, err } = await ask(['--format', format, '--cache', 'kept']);
      expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${key}`);
      expect(out + err).not.toContain(key);
      const kept = readdirSync(join(cwd, 'kept')).map((name) => join(cwd, 'kept', name));
      expect(kept.filter((path) => statSync(path).size > 0).length).toBeGreaterThan(0);
      for (const path of kept) expect(readFileSync(path).includes(key)).toBe(false);
    }
  });
});
