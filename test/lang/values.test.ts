// `{{name}}`: where it stands, what it means, how it is put into prose.
import { describe, expect, it } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import { wholeText } from '../../src/lang/slice-text.ts';
import { fillText, lookUp, placeholders, valueAsChoices, valueAsProse } from '../../src/lang/values.ts';
import { noFiles } from '../kit/memory-source.ts';
import { plain } from '../kit/prompt-text.ts';

const values = {
  word: 'tea',
  guests: ['Lestrade', 'Mrs Hudson'],
  'closing time': 'seven',
  capitals: { France: 'Paris', Chad: null },
  nothing: null,
  empty: [],
  count: 3,
  'a.b': 'dotted',
};

it('a map as deep as maps can be is said in prose to its end', () => {
  const lines = Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth + 2)}k:${depth === 59 ? ' deep' : ''}`);
  const { given } = readPersona(`persona A\n\ngiven\n${lines.join('\n')}\n`, '/it.persona', noFiles);
  expect(valueAsProse(given[0]?.value)).toMatch(/k: deep$/);
});

describe('placeholders', () => {
  it('reads a name as names are read: with marks of direction and what joins letters', () => {
    expect(placeholders('{{wo\u200erd}} {{\u200fword}} {{می\u200cروم}}').map(({ key }) => key)).toEqual([
      'word',
      'word',
      'می\u200cروم',
    ]);
  });

  it('finds names, whatever the case and space', () => {
    expect(placeholders('a {{Word}} {{ closing  time }}{{guests.0}}').map((one) => [one.start, one.key])).toEqual([
      [2, 'word'],
      [11, 'closing time'],
      [30, 'guests.0'],
    ]);
  });

  it('leaves fences, and braces that hold no name', () => {
    expect(placeholders('```\n{{word}}\n```\n{{word}}').map((one) => one.start)).toEqual([17]);
    expect(placeholders('x\n```js\n{{word}}')).toEqual([]);
    expect(placeholders('{{}} {{#if x}} {{ {word} }} {word}')).toEqual([]);
    expect(placeholders('{{\u200e}} {{ \u200c}}')).toEqual([]);
  });
});

describe('lookUp', () => {
  it.each([
    ['word', 'tea'],
    ['guests.1', 'Mrs Hudson'],
    ['guests.2', undefined],
    ['guests.x', undefined],
    ['capitals.france', 'Paris'],
    ['capitals.chad', null],
    ['nothing.at.all', null],
    ['a.b', 'dotted'],
    ['word.x', undefined],
    ['constructor', undefined],
    ['nobody', undefined],
  ])('%s', (key, value) => {
    expect(lookUp(values, key)).toEqual(value);
  });
});

describe('a value in words', () => {
  it('is all of a list in prose, and any of it in a phrase', () => {
    expect(valueAsProse(values.guests)).toBe('Lestrade, Mrs Hudson');
    expect(valueAsChoices(values.guests)).toEqual(['Lestrade', 'Mrs Hudson']);
    expect(valueAsProse(values.capitals)).toBe('France: Paris');
    expect(valueAsProse(values.count)).toBe('3');
    expect([valueAsProse(null), valueAsProse([])]).toEqual([undefined, undefined]);
    expect(valueAsChoices(null)).toEqual([]);
  });
});

describe('fillText', () => {
  const fill = (text: string) => fillText(wholeText('/f', text), values);

  it('puts values in and keeps every verbatim piece exact', () => {
    const text = 'Have {{word}},\r\nor ask {{guests}}.';
    const { pieces, unknown } = fill(text);
    expect(unknown).toEqual([]);
    expect(plain(pieces)).toBe('Have tea,\nor ask Lestrade, Mrs Hudson.');
    expect(pieces.map(({ origin }) => origin && text.slice(origin.range.start, origin.range.end))).toEqual([
      'Have ',
      '{{word}}',
      ',',
      undefined,
      'or ask ',
      '{{guests}}',
      '.',
    ]);
  });

  it('says what is not known, and leaves what nobody declares', () => {
    expect(fill('a {{nothing}} {{empty}}').unknown).toEqual(['nothing', 'empty']);
    expect(plain(fill('a {{nobody}} b').pieces)).toBe('a {{nobody}} b');
  });
});
