// A batch sent to an endpoint and brought back: paid for once whatever happens on the way, what was answered is used, what was not is named.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { type BatchEnd, type BatchEvent, type BatchReceipt, runBatch } from '../../src/data/batch/run-batch.ts';
import { openAiBatches } from '../../src/model/providers/openai/batches.ts';
import { type BatchPlan, batchEndpoint } from '../kit/batch-endpoint.ts';
import { endpointOf } from '../kit/endpoint-of.ts';
import { handClock } from '../kit/hand-clock.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';
import { keeperText } from './kit.ts';

const key = 'sk-batch-key';

function terminalIn(cwd: string) {
  return testTerminal({ cwd, env: { BATCH_KEY: key } });
}

async function dramatis(cwd: string, ...argv: string[]) {
  const terminal = terminalIn(cwd);
  const code = await main(argv, terminal, '0');
  return { code, out: terminal.output(), err: terminal.errors() };
}

/** A folder with an endpoint and the requests of two lines. */
async function folderFor(url: string): Promise<string> {
  const endpoints = [{ name: 'engine', url, model: 'lantern-1', keyFrom: 'BATCH_KEY' }];
  const folder = tempFolder({
    'ida.persona': keeperText,
    'dramatis.json': JSON.stringify({ model: 'engine', endpoints }),
    'lines.txt': 'When is it lit?\nWho keeps it?\n',
  });
  const batch = ['data', 'batch', 'ida.persona', '--lines', 'lines.txt', '--model', 'lantern-1'];
  expect((await dramatis(folder, ...batch, '--out', 'ida.batch.jsonl')).code).toBe(0);
  return folder;
}

async function engineWith(plan: BatchPlan) {
  const endpoint = await batchEndpoint(plan);
  onTestFinished(() => endpoint.close());
  return endpoint;
}

const send = (url: string, ...more: string[]) => [
  'data',
  'send',
  'ida.persona',
  '--requests',
  'ida.batch.jsonl',
  '--allow-origin',
  url,
  ...more,
];

/** The second request's number is 2. */
const onlyFirst = (id: string) => (id.endsWith('-1') ? 'Aye.' : undefined);

test('through an engine that we did not write, and into rows', async () => {
  const mock = new LLMock({ port: 0 });
  const url = await mock.start();
  onTestFinished(() => mock.stop());
  const folder = await folderFor(`${url}/v1`);
  const sent = await dramatis(folder, ...send(url));
  expect(sent.err).toContain('To be sent: 2 requests for lantern-1, as one batch.\n');
  expect(sent.err).toContain(`The key in BATCH_KEY goes to ${url}, and nowhere else.\n`);
  expect(sent).toMatchObject({ code: 0, out: 'ida.talks.jsonl: 2 talks\n' });
  const built = await dramatis(
    folder,
    'data',
    'build',
    'ida.persona',
    '--to',
    'messages',
    '--talks',
    'ida.talks.jsonl',
  );
  expect(built.out).toContain('ida.messages.jsonl: 2 rows');
});

test('nothing goes to an address that nobody said yes to, nor more than was allowed', async () => {
  const { url, calls } = await engineWith({ looks: ['completed'] });
  const folder = await folderFor(url);
  const argv = send(url).filter((word) => word !== '--allow-origin' && word !== url);
  expect(await dramatis(folder, ...argv)).toMatchObject({ code: 2, err: expect.stringContaining('--allow-origin') });
  const over = await dramatis(folder, ...send(url, '--budget', '1'));
  expect(over).toMatchObject({ code: 2, err: expect.stringContaining('--budget 2 allows them.') });
  expect(calls).toEqual([]);
  expect(existsSync(join(folder, 'ida.sent.json'))).toBe(false);
});

test('stopped while it waits, the same command goes on and nothing is sent twice', async () => {
  const endpoint = await engineWith({ looks: ['in_progress', 'completed'] });
  const folder = await folderFor(endpoint.url);
  const terminal = terminalIn(folder);
  const running = main(send(endpoint.url), terminal, '0');
  await expect
    .poll(() => endpoint.calls.filter((call) => call === 'GET /batches/ID').length, { timeout: 60_000 })
    .toBe(1);
  terminal.interrupt();
  expect(await running).toBe(3);
  expect(terminal.errors()).toMatch(/The same command goes on; with --cancel it cancels the batch\./);
  const kept = readFileSync(join(folder, 'ida.sent.json'), 'utf8');
  expect(JSON.parse(kept)).toMatchObject({ file: 'file-1', batch: 'batch_1', count: 2 });
  expect(kept).not.toContain(key);
  const again = await dramatis(folder, ...send(endpoint.url));
  expect(again).toMatchObject({ code: 0, out: 'ida.talks.jsonl: 2 talks\n' });
  expect(again.err).toContain('Sent before: 2 requests for lantern-1.\n');
  expect(endpoint.begun).toBe(1);
  expect(endpoint.uploads).toEqual([readFileSync(join(folder, 'ida.batch.jsonl'), 'utf8')]);
  expect(new Set(endpoint.keys)).toEqual(new Set([`Bearer ${key}`]));
  // Other requests under the same name are not mixed up with those.
  writeFileSync(join(folder, 'ida.batch.jsonl'), endpoint.uploads[0]?.split('\n')[0] ?? '');
  const other = await dramatis(folder, ...send(endpoint.url, '--out', 'ida.talk.jsonl'));
  expect(other).toMatchObject({ code: 2, err: expect.stringContaining('ida.sent.json is of other requests') });
});

test('of a batch that expired or was cancelled what was answered is used, and the rest is named', async () => {
  const endpoint = await engineWith({ looks: ['expired'], answer: onlyFirst });
  const folder = await folderFor(endpoint.url);
  const sent = await dramatis(folder, ...send(endpoint.url));
  expect(sent).toMatchObject({ code: 1, out: 'ida.talks.jsonl: 1 talks\n' });
  expect(sent.err).toMatch(
    /did not answer all of it in time\. What was answered is used\.\nida-\w+-2: This request was not run\.\n$/,
  );

  const slow = await engineWith({ looks: ['in_progress'], answer: onlyFirst });
  const other = await folderFor(slow.url);
  const terminal = terminalIn(other);
  expect(await dramatis(other, ...send(slow.url, '--cancel'))).toMatchObject({ code: 2 });
  const running = main(send(slow.url), terminal, '0');
  await expect.poll(() => slow.calls.includes('GET /batches/ID'), { timeout: 60_000 }).toBe(true);
  terminal.interrupt();
  await running;
  const cancelled = await dramatis(other, ...send(slow.url, '--cancel'));
  expect(cancelled).toMatchObject({ code: 1, out: 'ida.talks.jsonl: 1 talks\n' });
  expect(cancelled.err).toContain('The batch was cancelled. What was answered until then is used.\n');
});

test('a batch that the engine could not take says why, and --restart sends it anew', async () => {
  const endpoint = await engineWith({ looks: ['failed'], problems: [{ line: 2, message: 'No such\u001b[31m model' }] });
  const folder = await folderFor(endpoint.url);
  const failed = await dramatis(folder, ...send(endpoint.url));
  expect(failed).toMatchObject({ code: 1, out: '' });
  expect(failed.err).toMatch(/could not take the batch\.\nLine 2: No such \[31m model\nNothing was answered\./);
  expect(existsSync(join(folder, 'ida.talks.jsonl'))).toBe(false);
  await dramatis(folder, ...send(endpoint.url));
  expect(endpoint.begun).toBe(1);
  await dramatis(folder, ...send(endpoint.url, '--restart'));
  expect(endpoint.begun).toBe(2);
});

test('an address without Files and Batches is told', async () => {
  const refuses = [{ call: 'POST /files', status: 404 }];
  const endpoint = await engineWith({ looks: ['completed'], refuses });
  const folder = await folderFor(endpoint.url);
  const sent = await dramatis(folder, ...send(endpoint.url));
  expect(sent.code).toBe(3);
  expect(sent.err).toMatch(/no Files and Batches at this address\.\nNothing was sent\.\n$/);
});

/** Runs with a clock that does not wait. */
async function run(plan: BatchPlan, receipt: BatchReceipt = {}) {
  const endpoint = await engineWith(plan);
  const clock = handClock(undefined, 200_000);
  // Limits of single calls are far above what runs at once.
  const timeouts = { answer: 1e9, firstWord: 1e9, idle: 1e9 };
  const engine = openAiBatches({ endpoint: endpointOf(endpoint.url), key, clock, timeouts });
  const upload = { bytes: new TextEncoder().encode('{"custom_id":"a-1"}\n'), name: 'a.jsonl' };
  const kept: BatchReceipt[] = [];
  const keep = async (next: BatchReceipt) => void kept.push(next);
  const running = runBatch({ engine, clock, upload, receipt, keep, cancel: false }, new AbortController().signal);
  const events: BatchEvent[] = [];
  for (;;) {
    const next = await running.next();
    if (next.done) return { endpoint, kept, events, end: next.value as BatchEnd };
    events.push(next.value);
  }
}

test('a batch whose beginning was not confirmed is looked for, not begun again', async () => {
  const { endpoint, end, kept } = await run({ looks: ['completed'], tears: ['POST /batches'] });
  expect(end).toMatchObject({ end: 'ended', status: { word: 'completed', output: 'batch_1-out' } });
  expect(endpoint.begun).toBe(1);
  expect(kept).toEqual([
    { file: 'file-1' },
    { file: 'file-1', asked: true },
    { file: 'file-1', asked: true, batch: 'batch_1' },
  ]);
  expect(endpoint.calls).toEqual(['POST /files', 'POST /batches', 'GET /batches', 'GET /batches/ID']);
});

test('where nobody knows whether it was begun, nothing is begun', async () => {
  const refuses = [{ call: 'GET /batches', status: 404 }];
  const { endpoint, end } = await run({ looks: ['completed'], refuses }, { file: 'file-1', asked: true });
  expect(end).toMatchObject({ end: 'failed', unsure: true });
  expect(endpoint.begun).toBe(0);
});

test('trouble on the way is waited out, looks get rarer, and a no is final', async () => {
  const refuses = [
    { call: 'POST /files', status: 503 },
    { call: 'POST /batches', status: 429 },
    { call: 'GET /batches/ID', status: 500 },
  ];
  const looks = ['validating', 'in_progress', 'something new', 'finalizing', 'completed'];
  const { events, end, endpoint } = await run({ looks, refuses });
  expect(end.end).toBe('ended');
  expect(endpoint.begun).toBe(1);
  expect(events.filter(({ type }) => type === 'retry').length).toBe(3);
  expect(events.flatMap((event) => (event.type === 'status' ? [event.status.word] : []))).toEqual([
    'validating',
    'in_progress',
    'in_progress',
    'finalizing',
    'completed',
  ]);
  const no = await run({ looks: ['completed'], refuses: [{ call: 'POST /batches', status: 400 }] });
  expect(no.end).toMatchObject({ end: 'failed', unsure: false });
  expect(no.kept.at(-1)).toEqual({ file: 'file-1' });
});
