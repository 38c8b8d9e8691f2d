// Where a talk and a key may go: the policy of the editor, with the user's answers and stored keys as values.
import { expect, test } from 'vitest';
import type { Endpoint } from '../../src/config/config.ts';
import { allowEndpoint } from '../../src/host/models/allow-endpoint.ts';

const canary = 'sk-canary-5d1f';
const at = (url: string): Endpoint => ({
  name: 'it',
  url,
  model: 'm',
  keyFrom: undefined,
  temperature: undefined,
  maxTokens: undefined,
  contextTokens: undefined,
  systemRole: true,
});

/** A user who answers `yes`, and whose keys are these. */
function user(yes: boolean, keys: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  const all: string[] = [];
  return {
    asked,
    keys: { get: async (origin: string) => keys[origin] },
    confirmed: {
      all: () => all,
      ask: async (origin: string) => {
        asked.push(origin);
        if (yes) all.push(origin);
        return yes;
      },
    },
  };
}

test('the user’s own endpoint is used without a question, with the key of its origin', async () => {
  const { keys, confirmed, asked } = user(false, { 'https://api.example': canary });
  const known = { endpoint: at('https://api.example/v1'), broughtBy: 'user' as const };
  expect(await allowEndpoint(known, keys, confirmed)).toEqual({ ok: true, key: canary });
  expect(asked).toEqual([]);
});

test('a folder’s endpoint is asked about once, and a no sends nothing', async () => {
  const known = { endpoint: at('https://evil.example/v1'), broughtBy: 'folder' as const };
  const no = user(false, { 'https://evil.example': canary });
  const refused = await allowEndpoint(known, no.keys, no.confirmed);
  expect(refused).toMatchObject({ ok: false, failure: { reason: 'origin-not-confirmed', action: 'retry' } });
  expect(JSON.stringify(refused)).not.toContain(canary);

  const yes = user(true);
  expect(await allowEndpoint(known, yes.keys, yes.confirmed)).toEqual({ ok: true, key: undefined });
  await allowEndpoint(known, yes.keys, yes.confirmed);
  expect(yes.asked).toEqual(['https://evil.example']);
});

test('a key stays with its origin: another port, host or scheme gets none', async () => {
  const keys = { 'https://api.example': canary };
  for (const url of ['https://api.example:8443/v1', 'https://api.example.evil.test/v1', 'http://localhost:1/v1']) {
    const one = user(true, keys);
    const known = { endpoint: at(url), broughtBy: 'folder' as const };
    expect(await allowEndpoint(known, one.keys, one.confirmed)).toEqual({ ok: true, key: undefined });
  }
});

test('plain http to another machine is refused, whoever brought it, and nobody is asked', async () => {
  for (const broughtBy of ['user', 'folder'] as const) {
    const one = user(true, { 'http://other.example': canary });
    const known = { endpoint: at('http://other.example/v1'), broughtBy };
    const answer = await allowEndpoint(known, one.keys, one.confirmed);
    expect(answer).toMatchObject({ ok: false, failure: { reason: 'insecure-origin' } });
    expect(one.asked).toEqual([]);
  }
});

test('what is no address is said, not thrown', async () => {
  const one = user(true);
  const known = { endpoint: at('ftp://x'), broughtBy: 'user' as const };
  expect(await allowEndpoint(known, one.keys, one.confirmed)).toMatchObject({ ok: false });
});
