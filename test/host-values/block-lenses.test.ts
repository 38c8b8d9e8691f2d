// Which blocks have a lens.
import { expect, test } from 'vitest';
import { blockLenses } from '../../src/host/lenses/block-lenses.ts';
import { parse } from '../../src/lang/parse.ts';

test('the header plays, each dialogue plays from where it stands, and a test is run', () => {
  const text = [
    'persona Ada',
    'rules',
    '  - Is kind.',
    'example one',
    '  user: hi',
    'scene two',
    'test three',
    '  user: x',
    '',
  ].join('\n');
  const lenses = blockLenses(parse(text));
  expect(lenses.map(({ offers, offset }) => [offers, text.slice(offset).split(/\s/)[0]])).toEqual([
    ['play', 'persona'],
    ['play here', 'example'],
    ['play scene', 'scene'],
    ['run test', 'test'],
  ]);
});

test('a text without a header has none', () => {
  expect(blockLenses(parse('\u0000\u0001 junk\n'))).toEqual([]);
});
