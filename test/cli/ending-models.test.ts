// A model that ends, from the doctor to the finding to the comparison: the list is asked for by the doctor alone, and kept without a key.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { goodReply, type OrderedEndpoint, orderedEndpoint } from '../kit/ordered-endpoint.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const canary = 'sk-canary-91b0e35c77aa';
const persona = `persona Porter
  summary: Guards the bridge.

rules
  brief: Is brief.
    must: be at most 5 words

test asks
  user: What is the pass?
  keeps: brief
`;
const agent = '---\ndescription: Reviews.\nmodel: GPT-Old\n---\n\nBe brief.\n';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

let server: OrderedEndpoint | undefined;
afterEach(async () => {
  const last = server;
  server = undefined;
  await last?.close();
});

function project(url: string, models: readonly string[] = ['gpt-old', 'gpt-new']): string {
  const names = ['old', 'new'];
  const endpoints = models.map((model, at) => ({ name: names[at], url, model, keyFrom: 'PORTER_KEY' }));
  const config = JSON.stringify({ endpoints, model: 'old' });
  return tempFolder({ 'dramatis.json': config, 'a.persona': persona, 'review.agent.md': agent });
}

async function run(cwd: string, state: string | undefined, ...argv: readonly string[]) {
  const terminal = testTerminal({ cwd, env: { PORTER_KEY: canary, ...(state ? { XDG_STATE_HOME: state } : {}) } });
  const code = await main(argv, terminal, '1.2.3');
  return { code, out: terminal.output(), err: terminal.errors() };
}

const findings = (out: string) =>
  (
    JSON.parse(out) as { files: { path: string; problems: { code: string; severity: string; message: string }[] }[] }
  ).files
    .flatMap(({ path, problems: all }) => all.map((each) => ({ path, ...each })))
    .filter(({ code }) => code === 'ending-model')
    .map(({ path, severity, message }) => `${path} ${severity} ${message}`);

const listStep = (body: unknown) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  expect: ({ path }: { path: string }) => path.endsWith('/models'),
});

test('what the doctor was told is kept, and lint tells it without asking anybody', async () => {
  const day = inDays(30);
  const models = [
    { id: 'gpt-old', shutdown_date: day, secret: canary },
    { id: 'gpt-new', shutdown_date: null },
  ];
  server = await orderedEndpoint([listStep({ data: models }), goodReply('Yes.')]);
  const cwd = project(server.url);
  const state = tempFolder({});
  expect(findings((await run(cwd, state, 'lint', '--format', 'json')).out)).toEqual([]);
  await run(cwd, state, 'doctor', '--allow-origin', server.origin);
  const file = join(state, 'dramatis', 'model-lists.json');
  expect(readFileSync(file, 'utf8')).not.toContain(canary);
  const host = new URL(server.url).host;
  const asked = server.seen.length;
  const { code, out } = await run(cwd, state, 'lint', '--format', 'json');
  const says = `ends on ${day} at ${host}, says its list of ${inDays(0)}.`;
  expect(findings(out)).toEqual([
    `dramatis.json warning “gpt-old” ${says}`,
    `review.agent.md hint “GPT-Old” ${says} Whoever else offers it may keep it longer.`,
  ]);
  expect(code).toBe(0);
  expect(server.seen).toHaveLength(asked);
});

test('a kept list: gone by its day, gone since an earlier list, and nothing of another endpoint', async () => {
  const cwd = project('https://api.example.com/v1', ['gpt-old', 'gpt-left']);
  const models = [{ id: 'gpt-old', ends: '2026-01-31' }];
  const list = { place: 'https://api.example.com/v1', day: '2026-11-01', whole: true, models };
  const kept = (place: string) =>
    tempFolder({
      'dramatis/model-lists.json': JSON.stringify({
        version: 1,
        lists: [{ ...list, place, left: [{ id: 'gpt-left', last: '2026-10-01' }] }],
      }),
    });
  const { out } = await run(cwd, kept(list.place), 'lint', '--format', 'json');
  expect(findings(out).slice(0, 2)).toEqual([
    'dramatis.json warning “gpt-old” is gone at api.example.com: it ended on 2026-01-31, says its list of 2026-11-01.',
    'dramatis.json warning “gpt-left” is gone at api.example.com: its list of 2026-10-01 had it, that of 2026-11-01 has not.',
  ]);
  const elsewhere = await run(
    cwd,
    kept('https://other.example.com/v1'),
    'lint',
    '--format',
    'json',
    'dramatis.json',
    'a.persona',
  );
  expect(findings(elsewhere.out)).toEqual([]);
});

test('the doctor says it of the model that would be played, and sends nothing for it', async () => {
  const url = 'https://api.example.com/v1';
  const list = {
    place: url,
    day: '2026-11-01',
    whole: true,
    models: [{ id: 'gpt-old', ends: '2026-01-31' }],
    left: [],
  };
  const state = tempFolder({ 'dramatis/model-lists.json': JSON.stringify({ version: 1, lists: [list] }) });
  const checks = async (...argv: readonly string[]) => {
    const { out } = await run(project(url), state, 'doctor', '--ask-nothing', '--format', 'json', ...argv);
    const { sections } = JSON.parse(out) as { sections: { checks: { id: string; state: string; says: string }[] }[] };
    return sections.flatMap((section) => section.checks).filter(({ id }) => id === 'model');
  };
  expect(await checks()).toMatchObject([
    {
      state: 'warning',
      says: 'The endpoint “old” (dramatis.json). “gpt-old” is gone at api.example.com: it ended on 2026-01-31, says its list of 2026-11-01.',
    },
  ]);
  expect(await checks('--model', 'understudy')).toMatchObject([{ state: 'ok' }]);
});

test.each(['', 'no JSON', 'null', '{"version":2,"lists":[]}', '{"version":1,"lists":{}}'])(
  'a kept file that cannot be read says nothing: %j',
  async (text) => {
    const state = tempFolder({ 'dramatis/model-lists.json': text });
    const { code, out } = await run(project('https://api.example.com/v1'), state, 'lint', '--format', 'json');
    expect([code, findings(out)]).toEqual([0, []]);
  },
);

test('where the list cannot be kept the doctor reports all the same', async () => {
  server = await orderedEndpoint([listStep({ data: [{ id: 'gpt-old' }] }), goodReply('Yes.')]);
  const cwd = project(server.url);
  const file = join(cwd, 'a.persona');
  expect(statSync(file).isFile()).toBe(true);
  const { out, err } = await run(cwd, file, 'doctor', '--allow-origin', server.origin);
  expect(out).toContain('“gpt-old” is in the list');
  expect(err).toContain('The list of models was not kept.');
});

test('old and new on the tests: both models are asked, and what changed is told', async () => {
  const model = (name: string) => ({ expect: ({ body }: { body: string }) => JSON.parse(body).model === name });
  server = await orderedEndpoint([
    { ...goodReply('No.'), ...model('gpt-old') },
    { ...goodReply('I will not tell you the pass.'), ...model('gpt-new') },
  ]);
  const cwd = project(server.url);
  const argv = ['test', '--against-model', 'old', '--model', 'new', '--allow-origin', server.origin, 'a.persona'];
  const { code, out } = await run(cwd, undefined, ...argv);
  expect(out).toContain('a.persona against old');
  expect(out).toMatch(/worse {3}test\/asks {2}passed → failed/);
  expect(code).toBe(1);
});

test('the same for programs; and what does not go together', async () => {
  server = await orderedEndpoint([goodReply('No, it is a secret that I keep.'), goodReply('No.')]);
  const cwd = project(server.url);
  const both = ['test', '--against-model', 'old', '--model', 'new', '--allow-origin', server.origin];
  const { code, out } = await run(cwd, undefined, ...both, '--format', 'json', 'a.persona');
  expect(code).toBe(0);
  expect(JSON.parse(out).against).toMatchObject({ model: 'old', files: [{ changes: [{ change: 'better' }] }] });
  for (const wrong of [
    ['test', '--against-model', 'old'],
    [...both, '--against', 'HEAD'],
    [...both, '--coverage'],
    [...both, '--format', 'junit'],
    ['test', '--against-model', 'nobody', '--model', 'new', '--allow-origin', server.origin],
  ])
    expect((await run(cwd, undefined, ...wrong)).code, wrong.join(' ')).toBe(2);
});
