// A request as a command line: a real shell reads it back, and what it would send is what the provider sent, to the letter.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type CurlRequest, copyAsCurl } from '../../src/model/copy-as-curl.ts';
import type { ChatRequest } from '../../src/model/port.ts';
import { openAiModel } from '../../src/model/providers/openai/openai.ts';
import { drain } from '../kit/drain.ts';
import { endpointOf } from '../kit/endpoint-of.ts';
import { handClock } from '../kit/hand-clock.ts';
import { goodReply, orderedEndpoint } from '../kit/ordered-endpoint.ts';

const nasty = `It's "quoted" \`uname\` $(uname) $HOME !! \\ 100%\n'; rm -rf /; '\n'@\n\u0007\u001b[2J\u007f\u202eabc\u200b äß 漢字 🎻 END_OF_BODY\n`;

/** What \`curl\` would be given, as bash reads the text: its arguments, then what stands on its standard input. */
function readByBash(command: string, env: Record<string, string>): { args: string[]; input: string } {
  const script = `curl() { printf '%s\\0' "$@"; if [[ "$*" == *@-* ]]; then printf 'INPUT\\0'; cat; fi; }\n${command}`;
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-'));
  const file = join(folder, 'script');
  writeFileSync(file, script);
  const { stdout, status, stderr } = spawnSync('bash', ['--norc', file], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const [args = '', input = ''] = stdout.split('INPUT\0');
  return { args: args.split('\0').slice(0, -1), input };
}

/** Asks an endpoint for real, and gives what it got beside what we say was sent. */
async function sent(request: ChatRequest, more: Parameters<typeof endpointOf>[1] = {}) {
  const server = await orderedEndpoint([goodReply('Yes.')]);
  const model = openAiModel({ endpoint: endpointOf(server.url, more), key: 'sk-secret-123456789', clock: handClock() });
  await drain(model.chat(request, new AbortController().signal));
  const wire = model.wire?.(request);
  await server.close();
  if (!wire) throw new Error('no wire');
  const curl: CurlRequest = { messages: request.messages, wire, keyVariable: 'MY_KEY' };
  return { server, curl, body: JSON.parse(server.seen[0]?.body ?? '') as unknown };
}

const request: ChatRequest = {
  messages: [
    { role: 'system', content: nasty },
    { role: 'user', content: "What's up?" },
  ],
  temperature: 0.3,
  maxTokens: 50,
  n: 2,
  stop: ["it's"],
};

it('bash reads back the very address, key variable and body that were sent', async () => {
  const { server, curl, body } = await sent(request, { topP: 1 } as object);
  const { args } = readByBash(copyAsCurl(curl, 'bash'), { MY_KEY: 'from the environment' });
  expect(args).toContain(`${server.url}/chat/completions`);
  expect(args).toContain('Authorization: Bearer from the environment');
  expect(JSON.parse(args.at(-1) ?? '')).toEqual(body);
});

it('a long body goes through standard input, just as whole', async () => {
  const long = { ...request, messages: [{ role: 'user' as const, content: nasty.repeat(2000) }] };
  const { curl, body } = await sent(long);
  const { args, input } = readByBash(copyAsCurl(curl, 'bash'), {});
  expect(args.slice(-2)).toEqual(['--data-binary', '@-']);
  expect(JSON.parse(input)).toEqual(body);
});

it('holds no key, and nothing that a terminal would take for a key press or that nobody could see', async () => {
  const { curl } = await sent(request);
  for (const shell of ['bash', 'powershell'] as const) {
    const text = copyAsCurl(curl, shell);
    expect(text).not.toContain('sk-secret');
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u200b]/);
  }
  expect(copyAsCurl({ ...curl, keyVariable: undefined }, 'bash')).not.toContain('Authorization');
});

it('for PowerShell the body is a here-string of plain ASCII that nothing inside can end', async () => {
  const { curl, body } = await sent(request);
  const text = copyAsCurl(curl, 'powershell');
  expect(text).toMatch(/^@'\n[\s\S]*\n'@ \| curl\.exe --no-buffer '/);
  expect(text).toContain('Bearer $env:MY_KEY"');
  expect(text).toMatch(/^[\n -~]*$/);
  const inside = text.slice(3, text.indexOf("\n'@ |"));
  expect(inside).not.toMatch(/^'@/m);
  expect(JSON.parse(inside)).toEqual(body);
});

it('a model without a wire has none; an endpoint without a system role shows what was folded', async () => {
  const { curl, body } = await sent({ messages: [{ role: 'user', content: 'Hello' }] }, { systemRole: false });
  expect(JSON.parse(readByBash(copyAsCurl(curl, 'bash'), {}).args.at(-1) ?? '')).toEqual(body);
});
