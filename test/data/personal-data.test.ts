// Identifiers of people on a hundred lines of our own: what is found, what is missed, what is called one and is none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { identifierFinder, redacted } from '../../src/data/personal-data.ts';
import { leastTime } from '../kit/least-time.ts';

const lines = readFileSync(join(import.meta.dirname, '../fixtures/personal-lines.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => ({ kind: line.slice(0, line.indexOf('\t')), text: line.slice(line.indexOf('\t') + 1) }));

test('of 50 lines with an identifier all are found, of 50 without none is called one', async () => {
  const find = await identifierFinder();
  expect(lines.length).toBe(100);
  const missed = lines.filter(({ kind, text }) => kind !== '' && !find(text).some((one) => one.kind === kind));
  const wrong = lines.filter(({ kind, text }) => find(text).some((one) => one.kind !== kind));
  expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
});

test('what is redacted is the identifier and nothing else, and nothing is found in it again', async () => {
  const find = await identifierFinder();
  const text = 'Pay GB82 WEST 1234 5698 7654 32 by noon, or write to <ida@example.org>.';
  expect(redacted(text, find(text))).toBe('Pay [IBAN] by noon, or write to <[e-mail]>.');
  for (const { text: line } of lines) expect(find(redacted(line, find(line)))).toEqual([]);
});

test('numbers of a country count without + where it is named', async () => {
  const at = await identifierFinder('US');
  expect(at('call 212-555-0143').map(({ kind }) => kind)).toEqual(['phone']);
  expect((await identifierFinder())('call 212-555-0143')).toEqual([]);
});

test('hostile text takes no longer than its length', async () => {
  const find = await identifierFinder();
  const took = await leastTime(20_000, () => {
    for (const piece of ['@', 'a@', '1 ', 'GB82 ', '+1', 'x']) find(piece.repeat(64_000 / piece.length));
  });
  expect(took).toBeLessThan(20_000);
});
