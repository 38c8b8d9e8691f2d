// A key is stored for an origin and sent to no other; plain http stays on this machine; a folder's endpoint waits for a yes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopbackOrigin, mayUse, originFailure, originOf } from '../../src/model/origin-policy.ts';
import { redactDeep, redactor, streamRedactor } from '../../src/model/redact.ts';

describe('the origin of an address', () => {
  it.each([
    ['https://api.openai.com/v1', 'https://api.openai.com'],
    [' https://API.OpenAI.com:443/v1/ ', 'https://api.openai.com'],
    ['http://localhost:11434/v1', 'http://localhost:11434'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['https://münchen.example', 'https://xn--mnchen-3ya.example'],
    ['https://api.openai.com@evil.example/v1', undefined],
    ['https://key@models.example/v1', undefined],
    ['file:///etc/passwd', undefined],
    ['javascript:alert(1)', undefined],
    ['api.openai.com/v1', undefined],
    ['', undefined],
  ])('%j is %s', (url, origin) => expect(originOf(url)).toBe(origin));
});

describe('loopback', () => {
  it.each([
    'http://localhost',
    'http://LOCALHOST:1',
    'http://127.0.0.1:9',
    'http://127.1',
    'http://127.255.3.4',
    'http://2130706433',
    'http://[::1]',
    'http://[0:0:0:0:0:0:0:1]:8',
    'http://[::ffff:127.0.0.1]',
  ])('%s is this machine', (url) => expect(isLoopbackOrigin(originOf(url) ?? '')).toBe(true));

  it.each([
    'http://0.0.0.0',
    'http://192.168.1.2',
    'http://localhost.example',
    'http://model.localhost',
    'http://127.0.0.1.example',
    'http://128.0.0.1',
    'http://[::]',
    'http://[::2]',
    'http://[fe80::1]',
    'http://[::ffff:8.8.8.8]',
    'http://notlocalhost',
  ])('%s is not', (url) => expect(isLoopbackOrigin(originOf(url) ?? '')).toBe(false));
});

describe('whether an endpoint may be used', () => {
  const use = (url: string, confirmed: string[], key?: string) => mayUse({ url }, confirmed, key);

  it('with the key of its own origin alone', () => {
    const cloud = 'https://models.example';
    expect(use(`${cloud}/v1`, [cloud], cloud)).toEqual({ answer: 'allowed', origin: cloud, sendKey: true });
    expect(use(`${cloud}/v1`, [cloud], 'https://other.example')).toEqual({
      answer: 'allowed',
      origin: cloud,
      sendKey: false,
    });
    expect(use(`${cloud}/v1`, [cloud])).toEqual({ answer: 'allowed', origin: cloud, sendKey: false });
    expect(use(`${cloud}:8443/v1`, [cloud], cloud)).toMatchObject({ answer: 'not-confirmed' });
  });

  it.each([
    ['nonsense', [], 'no-address', 'no-route'],
    ['http://models.example/v1', ['http://models.example'], 'insecure', 'insecure-origin'],
    ['https://models.example/v1', ['https://other.example'], 'not-confirmed', 'origin-not-confirmed'],
    ['http://127.0.0.1:1/v1', [], 'not-confirmed', 'origin-not-confirmed'],
    ['http://127.0.0.1:1/v1', ['http://127.0.0.1:1'], 'allowed', undefined],
  ])('%s with %j: %s', (url, confirmed, answer, reason) => {
    const given = use(url, confirmed);
    expect(given.answer).toBe(answer);
    expect(originFailure(given)?.reason).toBe(reason);
  });

  it('never lets a key out to an origin it was not stored for', () => {
    const url = fc.oneof(
      fc.webUrl(),
      fc.constantFrom('http://localhost:1/v1', 'https://a.example', 'https://a.example:444'),
    );
    fc.assert(
      fc.property(url, fc.array(url), url, (asked, confirmed, stored) => {
        const keyOrigin = originOf(stored);
        const given = mayUse(
          { url: asked },
          confirmed.map((one) => originOf(one) ?? ''),
          keyOrigin,
        );
        if (given.answer === 'allowed' && given.sendKey) expect(new URL(asked).origin).toBe(keyOrigin);
      }),
      { numRuns: 40 },
    );
  });
});

describe('taking a key out', () => {
  const key = 'sk-ca"n+ary/12';
  const clean = redactor(key);

  it('in every form it may have', () => {
    for (const form of [key, encodeURIComponent(key), JSON.stringify(key), btoa(key)])
      expect(clean(`(${form})`)).toMatch(/^\("?\[key\]"?=*\)$/);
    expect(redactDeep({ a: [key, { [key]: 1 }], b: null }, clean)).toEqual({ a: ['[key]', { '[key]': 1 }], b: null });
  });

  it('but not a placeholder, which is a word', () => {
    expect(redactor('ollama')('ollama is running')).toBe('ollama is running');
    expect(redactor(undefined)('x')).toBe('x');
  });

  it('however a stream cuts it, and nothing else is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(key), fc.constant('sk-'), fc.string())),
        fc.array(fc.nat({ max: 40 }), { minLength: 1 }),
        (parts, sizes) => {
          const text = parts.join('');
          const stream = streamRedactor(key);
          let out = '';
          for (let at = 0, n = 0; at < text.length; n++) {
            const size = 1 + (sizes[n % sizes.length] ?? 0);
            out += stream.push(text.slice(at, at + size));
            at += size;
          }
          expect(out + stream.end()).toBe(clean(text));
        },
      ),
    );
  });
});
