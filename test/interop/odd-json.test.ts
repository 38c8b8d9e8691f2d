// Cards with JSON that no program's values can hold, in every place that a card is kept in: numbers beyond a double, keys that stand twice, halves of
// characters, keys in any order, odd spaces. Out again unchanged not a byte differs; with one sentence changed that sentence alone.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCardFile } from '../../src/interop/card/card-file.ts';
import { exportCard, importCard } from '../../src/interop/character-card.ts';
import { charx } from '../../src/interop/charx.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';
import { smallPng } from '../kit/small-png.ts';
import { smallZip } from '../kit/small-zip.ts';

const space = fc.constantFrom('', ' ', '\n', '\r\n\t', '    ');
const odd = fc.constantFrom(
  '1e400',
  '-1e400',
  '1152921504606846976',
  '9007199254740993',
  '0.1000000000000000055511151231257827',
  '1E-400',
  '-0',
  '"\\ud800"',
  '"\\udc00\\ud800 x"',
  '"\\u0000\\/\\b"',
  'null',
  '[]',
  '{"a":1,"a":2,"a":{"b":1e400}}',
);
const key = fc.constantFrom('zeta', 'alpha', 'x', 'x', '__proto__', 'constructor', '\\u0061lpha', '\\ud83d', '1', '0');
const member = fc.tuple(key, space, odd).map(([name, gap, value]) => `"${name}"${gap}:${gap}${value}`);
const members = fc.array(member, { maxLength: 5 });

/** Fields of a card among others that no persona knows, in an order by chance. */
const json = fc
  .tuple(members, members, space, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), fc.boolean())
  .map(([inData, inExtensions, gap, order, twice]) => {
    const known = [
      '"name":"Wren"',
      ...(twice ? ['"name":"Wren"'] : []),
      '"description":"Repairs clocks."',
      '"tags":["clocks"]',
      `"extensions":{${inExtensions.join(`,${gap}`)}}`,
    ];
    const data = shuffled([...known, ...inData], order).join(`,${gap}`);
    const top = shuffled(
      [`"data":{${gap}${data}${gap}}`, '"spec":"chara_card_v3"', '"spec_version":"3.0"', '"huge":1e400'],
      order,
    );
    return `{${gap}${top.join(`,${gap}`)}${gap}}`;
  });

function shuffled(parts: readonly string[], order: readonly number[]): readonly string[] {
  return parts
    .map((part, index) => ({ part, at: (order[index % order.length] ?? 0) % 97 }))
    .sort((a, b) => a.at - b.at)
    .map(({ part }) => part);
}

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const containers: Readonly<Record<string, (text: string) => Buffer>> = {
  'a file of JSON': utf8,
  'JSON with a byte order mark': (text) => utf8(`\ufeff${text}`),
  'a picture': (text) =>
    smallPng([
      ['Title', 'x'],
      ['ccv3', utf8(text).toString('base64')],
    ]),
  'an archive': (text) =>
    smallZip([
      { name: 'a.txt', data: utf8('x') },
      { name: 'card.json', data: utf8(text) },
    ]),
};

const persona = (text: string) => readPersona(text, 'file:///a.persona', memorySource({}));

describe.each(Object.entries(containers))('%s', (_, pack) => {
  const imported = (bytes: Buffer) => {
    const read = importCard(bytes, 'wren.card');
    if (!read.ok) throw new Error(read.reason);
    return read.text;
  };

  test('unchanged: not a byte differs', () => {
    fc.assert(
      fc.property(json, (text) => {
        const bytes = pack(text);
        const out = exportCard(persona(imported(bytes)), bytes);
        expect(out.ok && Buffer.from(out.bytes).equals(bytes)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('one sentence changed: that alone, here and as a CHARX', () => {
    fc.assert(
      fc.property(json, (text) => {
        const bytes = pack(text);
        const changed = persona(imported(bytes).replace('Repairs clocks.', 'Mends clocks.'));
        const out = exportCard(changed, bytes);
        const file = out.ok ? readCardFile(out.bytes) : out;
        const wanted = text.replace('Repairs clocks.', 'Mends clocks.');
        expect(file.ok && file.json).toBe(wanted);
        const packed = charx.write?.(changed, { original: bytes });
        const archive = packed?.ok ? readCardFile(packed.bytes) : undefined;
        if (!archive?.ok) throw new Error('not packed');
        // Only what V3 asks for, and the icon of a picture, are put in behind the last key of the card.
        const added = /,\s*"group_only_greetings": \[\](?:,\s*"assets": \[\{[^\]]*\}\])?/u;
        expect(archive.json.replace(added, '')).toBe(wanted);
      }),
      { numRuns: 100 },
    );
  });
});

describe('halves of characters and zero bytes where a persona takes them over', () => {
  const json = String.raw`{"spec":"chara_card_v2","data":{"name":"Wren \ud83d","description":"half \ud83d emoji, <BOT> {{// keep me}}","personality":"a\u0000b","first_mes":"\udc00","alternate_greetings":["Hi \ud83d"],"tags":["x\ud83d"],"character_book":{"entries":[{"keys":["k\ud83d"],"content":"c\ud83d","name":"n\ud83d"}]}}}`;

  test.each(Object.entries(containers))('%s: through a file on a disk, unchanged, not a byte differs', (_, pack) => {
    const bytes = pack(json);
    const read = importCard(bytes, 'wren.card');
    if (!read.ok) throw new Error(read.reason);
    expect(read.text).not.toContain('\u0000');
    const out = exportCard(persona(utf8(read.text).toString('utf8')), bytes);
    expect(out.ok && Buffer.from(out.bytes).equals(bytes)).toBe(true);
    expect(out.ok && out.fates.filter(({ why }) => why.startsWith('changed'))).toEqual([]);
    const told = read.fates.filter(({ why }) => why.includes('U+FFFD')).map(({ what }) => what);
    expect(told).toEqual(
      expect.arrayContaining(['name', 'description', 'personality', 'character_book', 'a greeting']),
    );
  });
});
