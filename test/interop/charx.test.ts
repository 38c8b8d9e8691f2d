// Cards in a CHARX: read and written, the files beside them left alone; and archives that are broken or meant to do harm.
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCard } from '../../src/interop/card/card.ts';
import { readCardFile } from '../../src/interop/card/card-file.ts';
import { pictureOfCharx } from '../../src/interop/card/picture-of-charx.ts';
import { characterCard, exportCard, importCard } from '../../src/interop/character-card.ts';
import { formatOf } from '../../src/interop/formats.ts';
import { readZip } from '../../src/interop/zip/zip.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';
import { smallPng } from '../kit/small-png.ts';
import { smallZip, type ZippedFile } from '../kit/small-zip.ts';

const persona = (source: string) => readPersona(source, 'file:///a.persona', memorySource({}));
// Numbers no double holds, a key twice, a lone surrogate, odd order.
const json = `{"spec_version":"3.0","data":{"huge":1e400,"exact":1152921504606846976,"name":"Wren","name":"Wren",
 "description":"Repairs clocks.","assets":[{"type":"icon","uri":"embeded://assets/icon/images/main.png","name":"main","ext":"png"}],
 "group_only_greetings":[],"extensions":{"odd":"\\ud800"}},"spec":"chara_card_v3"}`;
const card = (text = json): ZippedFile => ({ name: 'card.json', data: Buffer.from(text) });
const picture = smallPng([]);
const beside: readonly ZippedFile[] = [
  { name: 'assets/icon/images/main.png', data: picture, stored: true },
  { name: 'assets/other/audio/tick.ogg', data: Buffer.from('tick'.repeat(400)) },
  { name: 'module.risum', data: Buffer.from([0, 1, 2, 255]), stored: true },
];

function imported(bytes: Uint8Array) {
  const read = importCard(bytes, 'wren.charx');
  if (!read.ok) throw new Error(read.reason);
  return read;
}

function changed(bytes: Uint8Array): Buffer {
  const out = exportCard(persona(imported(bytes).text.replace('Repairs clocks.', 'Mends clocks.')), bytes);
  if (!out.ok) throw new Error(out.reason);
  return Buffer.from(out.bytes);
}

describe('in and out', () => {
  test('a card is found by what is inside, and what lies beside it is accounted for', () => {
    const bytes = smallZip([card(), ...beside]);
    expect(formatOf(bytes, 'any.zip')).toBe(characterCard);
    const { name, text, fates } = imported(bytes);
    expect(name).toBe('Wren');
    expect(text).toContain('source: wren.charx');
    expect(fates.filter(({ fate }) => fate === 'kept').map(({ what }) => what)).toEqual(
      expect.arrayContaining(['huge', 'assets', 'assets/icon/images/ (1)', 'assets/other/audio/ (1)', 'module.risum']),
    );
  });

  test('unchanged: not a byte differs', () => {
    const bytes = smallZip([...beside, card()], { comment: 'made by hand' });
    const out = exportCard(persona(imported(bytes).text), bytes);
    expect(out.ok && out.bytes).toBe(bytes);
  });

  test.each([
    ['first, deflated', [card(), ...beside]],
    ['in between, stored', [...beside.slice(0, 1), { ...card(), stored: true }, ...beside.slice(1)]],
    ['last', [...beside, card()]],
    ['with a signed descriptor', [{ ...card(), descriptor: 'signed' }, ...beside]],
    [
      'with a bare descriptor',
      [{ ...card(), descriptor: 'bare' }, ...beside.map((each) => ({ ...each, descriptor: 'bare' }))],
    ],
  ] as readonly (readonly [string, ZippedFile[]])[])('one sentence changed, the card %s', (_, files) => {
    const before = smallZip(files, { comment: 'kept' });
    const after = changed(before);
    const [was, is] = [readZip(before), readZip(after)];
    if (!was.ok || !is.ok) throw new Error('not read');
    expect(is.zip.entries.map(({ name }) => name)).toEqual(was.zip.entries.map(({ name }) => name));
    for (const [index, entry] of is.zip.entries.entries()) {
      const old = was.zip.entries[index];
      const [mine, its] = [
        after.subarray(entry.header.start, entry.packed.end),
        before.subarray(old?.header.start, old?.packed.end),
      ];
      if (entry.name !== 'card.json') expect(mine).toEqual(its);
      else {
        const packed = after.subarray(entry.packed.start, entry.packed.end);
        const data = entry.method === 8 ? inflateRawSync(packed) : packed;
        expect(String(data)).toBe(json.replace('Repairs', 'Mends'));
      }
    }
    expect(after.subarray(-4).toString()).toBe('kept');
    expect(imported(after).text).toContain('Mends clocks.');
  });

  test('behind a JPEG: the picture stays as it is', () => {
    const jpeg = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.alloc(900, 7),
      Buffer.from([0xff, 0xd9]),
    ]);
    const after = changed(smallZip([...beside, card()], { before: jpeg }));
    expect(after.subarray(0, jpeg.length)).toEqual(jpeg);
    expect(imported(after).text).toContain('Mends clocks.');
  });

  test('a JPEG alone is no card', () => {
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(900, 7)]);
    expect(formatOf(jpeg, 'a.jpg')).toBeUndefined();
  });

  test('its picture is the main icon, where it is a picture', () => {
    const bytes = smallZip([card(), ...beside]);
    const file = readCardFile(bytes);
    const read = file.ok ? readCard(file.json) : file;
    if (!read.ok) throw new Error(read.reason);
    expect(pictureOfCharx(bytes, read.card)).toEqual({ bytes: picture, type: 'image/png' });
    const script = smallZip([card(), { name: 'assets/icon/images/main.png', data: Buffer.from('<svg onload=…>') }]);
    expect(pictureOfCharx(script, read.card)).toBeUndefined();
  });
});

const reasonFor = (bytes: Uint8Array): string => {
  const read = importCard(bytes, undefined);
  return read.ok ? 'read' : read.reason;
};

describe('what is broken or hostile says so', () => {
  const zeros = (size: number) => Buffer.alloc(size);
  test.each([
    ['no card', smallZip([...beside]), /no `card\.json`/u],
    ['a card in a folder', smallZip([{ ...card(), name: 'deep/card.json' }]), /no `card\.json`/u],
    ['two cards', smallZip([card(), card()]), /two files of the name "card\.json"/u],
    ['up and out', smallZip([card(), { name: '../../etc/cron', data: zeros(1) }]), /outside its folder: "\.\.\/\.\./u],
    ['up and out, backwards', smallZip([card(), { name: 'a\\..\\..\\b', data: zeros(1) }]), /outside its folder/u],
    ['from the root', smallZip([card(), { name: '/etc/passwd', data: zeros(1) }]), /outside its folder/u],
    ['a drive', smallZip([card(), { name: 'C:x', data: zeros(1) }]), /outside its folder/u],
    ['encrypted', smallZip([{ ...card(), flags: 1 }]), /is encrypted/u],
    ['a wrong checksum', smallZip([{ ...card(), crc: 1 }]), /checksum does not hold/u],
    ['a wrong size', smallZip([{ ...card(), size: 17 }]), /not as large as it claims/u],
    ['another packing', smallZip([{ ...card(), method: 14 }]), /a way that is not read \(14\)/u],
    ['no deflated data', smallZip([{ ...card(), packed: Buffer.from([7, 7, 7, 7]) }]), /cannot be unpacked/u],
    ['200 MB claimed', smallZip([{ ...card(), size: 200_000_000 }]), /claims 200 MB; more than 50 MB/u],
    ['two names', smallZip([{ ...card(), localName: 'evil.json' }]), /by two names: "card\.json" and "evil\.json"/u],
    ['no UTF-8', smallZip([{ name: 'card.json', data: Buffer.from([0x7b, 0xff]) }]), /not UTF-8/u],
    ['no JSON', smallZip([{ name: 'card.json', data: Buffer.from('{') }]), /not JSON/u],
  ])('%s', (_, bytes, reason) => {
    expect(reasonFor(bytes)).toMatch(reason);
  });

  test('a bomb that claims little is left after little', () => {
    // 60 MB of zeros in 60 KB, said to be a thousand bytes.
    const bomb = smallZip([{ name: 'card.json', data: zeros(60_000_000), size: 1000, crc: 0 }]);
    const before = process.memoryUsage().arrayBuffers;
    expect(reasonFor(bomb)).toMatch(/not as large as it claims/u);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30_000_000);
  });

  test('files that overlap', () => {
    const bytes = smallZip([card(), { name: 'b.json', data: Buffer.from(json) }]);
    const second = bytes.lastIndexOf('b.json') - 46;
    const length = bytes.readUInt32LE(second + 20);
    bytes.writeUInt32LE(length + 500, second + 20);
    expect(reasonFor(bytes)).toMatch(/overlaps/u);
  });

  test('zip64, several disks', () => {
    const bytes = smallZip([card()]);
    const end = bytes.length - 22;
    const marked = Buffer.from(bytes);
    marked.writeUInt32LE(0xffffffff, end + 16);
    expect(reasonFor(marked)).toMatch(/zip64/u);
    const split = Buffer.from(bytes);
    split.writeUInt16LE(1, end + 4);
    expect(reasonFor(split)).toMatch(/one part of several/u);
  });

  test('cut at any byte', () => {
    const bytes = smallZip([card(), ...beside]);
    for (let length = 4; length < bytes.length; length++) expect(reasonFor(bytes.subarray(0, length))).not.toBe('read');
  });

  test('any byte changed: an answer, and what was read can be written again or says why not', () => {
    const bytes = smallZip([card(), ...beside]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), (hits) => {
        const broken = Uint8Array.from(bytes);
        for (const [at, value] of hits) broken[at] = value;
        const read = importCard(broken, 'a.charx');
        if (!read.ok) {
          expect(read.reason).toMatch(/\.$/u);
          return;
        }
        const out = exportCard(persona(`${read.text}\nsection Scenario\n  Night.\n`), broken);
        expect(out.ok && importCard(out.bytes, undefined).ok).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
