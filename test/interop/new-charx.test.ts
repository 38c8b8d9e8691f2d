// A persona as a new CHARX: with no card of its own, and with one in a PNG or in JSON. What other programs ask of the archive holds, it is read back as
// the same persona, and what the card had that no persona says is in it.

import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCard } from '../../src/interop/card/card.ts';
import { readCardFile } from '../../src/interop/card/card-file.ts';
import { pictureOfCharx } from '../../src/interop/card/picture-of-charx.ts';
import { importCard } from '../../src/interop/character-card.ts';
import { charx } from '../../src/interop/charx.ts';
import { formatOf } from '../../src/interop/formats.ts';
import { readZip } from '../../src/interop/zip/zip.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';
import { cardText, pngChunk, smallPng } from '../kit/small-png.ts';

const persona = (source: string) => readPersona(source, 'file:///a.persona', memorySource({}));
const wren = `persona Wren
  tags: clocks

section
  {{self}} mends clocks with {{user}}.

section Scenario
  A shop under the bridge.

knows
  bells: The bells are late.
    keys: bell, /clock ?tower/
`;

function written(text: string, original?: Uint8Array) {
  const out = charx.write?.(persona(text), { original });
  if (!out?.ok) throw new Error(out?.reason);
  return out;
}

function jsonOf(bytes: Uint8Array): string {
  const file = readCardFile(bytes);
  if (!file.ok) throw new Error(file.reason);
  return file.json;
}

describe('of a persona without a card', () => {
  test('a zip with one V3 card at its root, the same bytes each time', () => {
    const { bytes } = written(wren);
    expect(written(wren).bytes).toEqual(bytes);
    const read = readZip(bytes);
    expect(read.ok && read.zip.entries.map(({ name }) => name)).toEqual(['card.json']);
    const { spec, spec_version, data } = JSON.parse(jsonOf(bytes));
    expect([spec, spec_version, data.name]).toEqual(['chara_card_v3', '3.0', 'Wren']);
    expect(data).toMatchObject({
      description: '{{char}} mends clocks with {{user}}.',
      group_only_greetings: [],
      extensions: {},
      character_book: { entries: [{ keys: ['bell', '/clock ?tower/'], use_regex: true, enabled: true }] },
    });
  });

  test('in and out again: the same persona, then not a byte differs', () => {
    const { bytes } = written(wren);
    expect(formatOf(bytes, 'wren.charx')?.id).toBe('card');
    const read = importCard(bytes, 'wren.charx');
    if (!read.ok) throw new Error(read.reason);
    expect(read.text).toContain('source: wren.charx');
    expect(charx.detect?.(bytes, 'wren.charx')).toBe(true);
    expect(written(read.text, bytes).bytes).toBe(bytes);
    expect(jsonOf(written(read.text.replace('  source: wren.charx\n', '')).bytes)).toBe(jsonOf(bytes));
  });

  test('another program unpacks it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'charx-'));
    try {
      await writeFile(join(folder, 'a.charx'), written(wren).bytes);
      const python =
        'import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(z.read("card.json").decode())';
      expect(execFileSync('python3', ['-c', python, join(folder, 'a.charx')], { encoding: 'utf8' }).trim()).toBe(
        jsonOf(written(wren).bytes).trim(),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('any text comes back as it was put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (words) => {
        const line = words.replace(/\s+/gu, ' ').trim();
        const { bytes } = written(`persona Wren\n\nsection\n  Wren. ${line}\n`);
        expect(JSON.parse(jsonOf(bytes)).data.name).toBe('Wren');
        expect(importCard(bytes, undefined).ok).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

const v2 = `{"spec":"chara_card_v2","spec_version":"2.0","data":{"name":"Wren","description":"Repairs clocks.","huge":1e400,"id":1152921504606846976,
 "creator_notes":"For readers.","character_book":{"extensions":{},"entries":[{"keys":["bell"],"content":"Late.","enabled":true,"insertion_order":1,"extensions":{"sticky":3}}]},
 "extensions":{"b":1,"a":{"b":"\\ud800"},"b":2}}}`;
const chunk = pngChunk('gAMA', Buffer.from([0, 0, 177, 143]));
const picture = (texts: readonly (readonly [string, string])[]) => {
  const png = smallPng(texts, { width: 4, height: 6 });
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
};

describe('of a persona that came from a card', () => {
  const mended = (card: Uint8Array) => {
    const read = importCard(card, 'wren.png');
    if (!read.ok) throw new Error(read.reason);
    return read.text.replace('Repairs clocks.', 'Mends clocks.');
  };

  test('the picture is its icon, without the card that was in it; all that the card says is there, as V3', () => {
    const card = picture([
      ['chara', cardText(v2)],
      ['Title', 'Wren'],
    ]);
    expect(charx.detect?.(card, 'wren.png')).toBe(false);
    expect(charx.takesFrom?.(card, 'wren.png')).toBe(true);
    const { bytes, fates } = written(mended(card), card);
    const json = jsonOf(bytes);
    const read = readCard(json);
    if (!read.ok) throw new Error(read.reason);
    expect(pictureOfCharx(bytes, read.card)).toEqual({
      bytes: new Uint8Array(picture([['Title', 'Wren']])),
      type: 'image/png',
    });
    for (const kept of [
      '"huge":1e400',
      '"id":1152921504606846976',
      '"creator_notes":"For readers."',
      '"extensions":{"b":1,"a":{"b":"\\ud800"},"b":2}',
    ])
      expect(json).toContain(kept);
    const { spec, data } = JSON.parse(json);
    expect(spec).toBe('chara_card_v3');
    expect(data).toMatchObject({ description: 'Mends clocks.', group_only_greetings: [] });
    expect(data.assets).toEqual([
      { type: 'icon', uri: 'embeded://assets/icon/images/main.png', name: 'main', ext: 'png' },
    ]);
    expect(data.character_book.entries[0]).toMatchObject({ use_regex: false, extensions: { sticky: 3 } });
    expect(fates.map(({ what }) => what)).toEqual(expect.arrayContaining(['the picture', 'all else in the card']));
  });

  test('of two cards in a picture the V3 one; its own picture is called by a path then', () => {
    const v3 = v2
      .replace('chara_card_v2', 'chara_card_v3')
      .replace('"2.0"', '"3.0"')
      .replace(
        '"huge"',
        '"assets":[{"type":"icon","uri":"ccdefault:","name":"main","ext":"webp"}],"nickname":"W","huge"',
      );
    const card = picture([
      ['chara', cardText(v2)],
      ['ccv3', cardText(v3)],
    ]);
    const json = jsonOf(written(mended(card), card).bytes);
    expect(json).toContain(
      '"assets":[{"type":"icon","uri":"embeded://assets/icon/images/main.png","name":"main","ext":"png"}],"nickname":"W"',
    );
    const elsewhere = picture([['ccv3', cardText(v3.replace('ccdefault:', 'https://example.org/a.webp'))]]);
    const out = written(mended(elsewhere), elsewhere);
    expect(jsonOf(out.bytes)).toContain('https://example.org/a.webp');
    const read = readZip(out.bytes);
    expect(read.ok && read.zip.entries.length).toBe(1);
    expect(out.fates).toContainEqual(expect.objectContaining({ what: 'the picture', fate: 'dropped' }));
  });

  test('of JSON, and of a V1 card, which is made anew', () => {
    const bytes = new TextEncoder().encode(v2);
    expect(jsonOf(written(mended(bytes), bytes).bytes)).toContain('"huge":1e400');
    const v1 = new TextEncoder().encode(
      '{"name":"Wren","description":"Repairs clocks.","personality":"","scenario":"","first_mes":"","mes_example":"","fav":true}',
    );
    const out = written(mended(v1), v1);
    expect(JSON.parse(jsonOf(out.bytes))).toMatchObject({
      spec: 'chara_card_v3',
      data: { description: 'Mends clocks.' },
    });
    expect(out.fates).toContainEqual(expect.objectContaining({ what: 'fav', fate: 'dropped' }));
  });
});
