// A batch out and in: the file is what a batch engine takes, tried against one that we did not write; what it answers comes back as talks that exports read.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { Ajv } from 'ajv';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { batchRequestSchema } from '../../src/data/batch/batch-requests.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';
import { keeperText } from './kit.ts';

async function dramatis(cwd: string, ...argv: string[]) {
  const terminal = testTerminal({ cwd });
  const code = await main(argv, terminal, '0');
  return { code, out: terminal.output(), err: terminal.errors() };
}

function folderWith(lines: string): string {
  return tempFolder({ 'ida.persona': keeperText, 'lines.txt': lines });
}

const batch = [
  'data',
  'batch',
  'ida.persona',
  '--lines',
  'lines.txt',
  '--model',
  'lantern-1',
  '--out',
  'ida.batch.jsonl',
];
const talks = ['data', 'talks', 'ida.persona', '--requests', 'ida.batch.jsonl', '--answers', 'output.jsonl'];

test('through the Files and Batches endpoints of an engine, and into rows', async () => {
  const folder = folderWith('When is it lit?\n\nWho keeps it?\n');
  expect(await dramatis(folder, ...batch, '--max-tokens', '60')).toMatchObject({
    code: 0,
    out: 'ida.batch.jsonl: 2 requests\n',
  });
  const input = readFileSync(join(folder, 'ida.batch.jsonl'), 'utf8');
  const valid = new Ajv().compile(batchRequestSchema);
  for (const line of input.trimEnd().split('\n')) expect(valid(JSON.parse(line))).toBe(true);
  expect(JSON.parse(input.split('\n')[0] ?? '')).toMatchObject({
    url: '/v1/chat/completions',
    body: {
      model: 'lantern-1',
      max_tokens: 60,
      messages: [{ role: 'system' }, { role: 'user', content: 'When is it lit?' }],
    },
  });

  const mock = new LLMock({ port: 0 });
  const url = await mock.start();
  onTestFinished(() => mock.stop());
  const api = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}/v1${path}`, {
      ...init,
      headers: { authorization: 'Bearer x', ...init.headers },
    });
    expect(response.ok, `${path} ${response.status}`).toBe(true);
    return response;
  };
  const form = new FormData();
  form.set('purpose', 'batch');
  form.set('file', new Blob([input]), 'ida.batch.jsonl');
  const file = (await (await api('/files', { method: 'POST', body: form })).json()) as { id: string };
  const body = { input_file_id: file.id, endpoint: '/v1/chat/completions', completion_window: '24h' };
  const headers = { 'content-type': 'application/json' };
  const created = await api('/batches', { method: 'POST', headers, body: JSON.stringify(body) });
  const { id } = (await created.json()) as { id: string };
  let output: string | undefined;
  await expect
    .poll(async () => {
      const now = (await (await api(`/batches/${id}`)).json()) as { status: string; output_file_id?: string };
      output = now.output_file_id;
      return now.status;
    })
    .toBe('completed');
  writeFileSync(join(folder, 'output.jsonl'), await (await api(`/files/${output}/content`)).text());

  expect(await dramatis(folder, ...talks)).toMatchObject({ code: 0, out: 'ida.talks.jsonl: 2 talks\n', err: '' });
  const built = await dramatis(folder, 'data', 'build', 'ida.persona', '--to', 'prompt-completion', '--talks', '.');
  expect(built.out).toContain('ida.prompt-completion.jsonl: 2 rows');
  const [first] = readFileSync(join(folder, 'ida.prompt-completion.jsonl'), 'utf8').split('\n');
  expect(JSON.parse(first ?? '')).toMatchObject({
    prompt: [{ role: 'system' }, { role: 'user', content: 'When is it lit?' }],
    completion: [{ role: 'assistant', content: expect.stringMatching(/\S/) }],
  });
});

test('answers come in any order, are judged by the rules, and what failed is told', async () => {
  const folder = folderWith('One?\nTwo?\nThree?\nFour?\n');
  await dramatis(folder, ...batch);
  const ids = readFileSync(join(folder, 'ida.batch.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).custom_id as string);
  const answer = (id: string | undefined, content: string, finish_reason = 'stop') => ({
    id: `r-${id}`,
    custom_id: id,
    response: {
      status_code: 200,
      request_id: 'x',
      body: { model: 'lantern-1', choices: [{ finish_reason, message: { role: 'assistant', content } }] },
    },
    error: null,
  });
  const failed = {
    id: 'r',
    custom_id: ids[2],
    response: null,
    error: { code: 'batch_expired', message: 'It came too late' },
  };
  const output = [answer(ids[1], 'Two, sir.'), failed, answer(ids[0], 'One.'), 'nonsense', answer('other', 'x')];
  writeFileSync(
    join(folder, 'output.jsonl'),
    output.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'),
  );
  const read = await dramatis(folder, ...talks);
  expect(read).toMatchObject({ code: 1, out: 'ida.talks.jsonl: 2 talks\n' });
  expect(read.err).toBe(
    `${ids[2]}: It came too late.\nA line is no answer.\nother was not asked for in this batch, or twice answered.\n1 requests have no answer.\n`,
  );
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
  // “Sir” breaks a rule: that talk teaches nothing.
  expect(built.out).toContain('ida.messages.jsonl: 1 row\n');
  expect(built.out).toContain('A reply breaks a rule.');
});
