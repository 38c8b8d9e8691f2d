// Files that are broken or meant to do harm, given to `dramatis import` and `dramatis export`: one sentence says what is wrong, nothing is written or
// changed, and neither work nor memory grows with what they claim.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { cardText, pngChunk, pngSignature, smallPng } from '../kit/small-png.ts';
import { smallZip } from '../kit/small-zip.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const json = '{"spec":"chara_card_v3","spec_version":"3.0","data":{"name":"Ada","description":"Counts."}}';
const png = smallPng([['ccv3', cardText(json)]]);
const zipped = (file: Partial<Parameters<typeof smallZip>[0][number]>) =>
  smallZip([{ name: 'card.json', data: Buffer.from(json), ...file }]);

function wrongCrc(): Buffer {
  const broken = Buffer.from(png);
  broken[45] = (broken[45] as number) ^ 1;
  return broken;
}

function claims(type: string, bytes: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes);
  head.write(type, 4);
  return Buffer.concat([pngSignature, head, Buffer.alloc(64)]);
}

const hostile: Readonly<Record<string, readonly [name: string, bytes: () => Buffer, said: RegExp]>> = {
  'a picture that breaks off': ['a.png', () => png.subarray(0, png.length - 20), /breaks off/u],
  'a wrong checksum in a picture': ['a.png', wrongCrc, /checksum does not hold/u],
  '200 MB of text claimed by a chunk': ['a.png', () => claims('tEXt', 200_000_000), /breaks off: .* claims 200000000/u],
  '4 GB claimed by a chunk': ['a.png', () => claims('iTXt', 0xffffffff), /breaks off/u],
  '200 MB of text claimed by an archive': ['a.charx', () => zipped({ size: 200_000_000 }), /claims 200 MB/u],
  'a bomb that claims little': [
    'a.charx',
    () => zipped({ data: Buffer.alloc(60_000_000), size: 1000, crc: 0 }),
    /not as large as it claims/u,
  ],
  'a bomb that claims all of it': [
    'a.charx',
    () => zipped({ data: Buffer.alloc(60_000_000, '[') }),
    /claims 60 MB; more than 50 MB/u,
  ],
  'a bomb within the limit': ['a.charx', () => zipped({ data: Buffer.alloc(20_000_000, '[') }), /levels of nesting/u],
  'a directory of 20,000 files that are one': [
    'a.charx',
    () => {
      const one = zipped({});
      const record = one.subarray(one.length - 22 - 46 - 9, one.length - 22);
      const end = Buffer.from(one.subarray(one.length - 22));
      const count = 20_000;
      end.writeUInt16LE(count, 8);
      end.writeUInt16LE(count, 10);
      end.writeUInt32LE(record.length * count, 12);
      return Buffer.concat([one.subarray(0, one.length - 22 - record.length), ...Array(count).fill(record), end]);
    },
    /two files of the name "card\.json"/u,
  ],
  'a path that leads out of an archive': [
    'a.charx',
    () =>
      smallZip([
        { name: 'card.json', data: Buffer.from(json) },
        { name: '../../a.persona', data: Buffer.from('x') },
      ]),
    /outside its folder/u,
  ],
  'a card under a path that leads out': ['a.charx', () => zipped({ name: '../card.json' }), /outside its folder/u],
  'no UTF-8 in a picture': [
    'a.png',
    () => smallPng([['chara', Buffer.from([0x7b, 0xc3, 0x28]).toString('base64')]]),
    /not UTF-8/u,
  ],
  'no UTF-8 in an archive': ['a.charx', () => zipped({ data: Buffer.from([0x7b, 0xed, 0xa0, 0x80]) }), /not UTF-8/u],
  'no base64': ['a.png', () => smallPng([['ccv3', '%%%%']]), /not base64/u],
  'nesting without end': ['a.png', () => smallPng([['ccv3', cardText('['.repeat(1_000_000))]]), /levels of nesting/u],
};

/** Microseconds of this process, and bytes held behind it, of one import. */
async function imported(files: Readonly<Record<string, Buffer>>, ...argv: string[]) {
  const cwd = tempFolder();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(cwd, name), bytes);
  const terminal = testTerminal({ cwd });
  const memory = process.memoryUsage();
  const cpu = process.cpuUsage();
  const code = await main(argv, terminal, '1.2.3').catch((error: unknown) => String(error));
  const { user, system } = process.cpuUsage(cpu);
  const held = process.memoryUsage();
  const grown = held.arrayBuffers + held.heapUsed - memory.arrayBuffers - memory.heapUsed;
  return { cwd, code, out: terminal.output(), err: terminal.errors(), work: user + system, grown };
}

describe('import', () => {
  test.each(Object.entries(hostile))('%s', async (_, [name, make, said]) => {
    const bytes = make();
    // What the same door takes for a sound card, and for a megabyte of it.
    const floor = await imported(
      { 'b.json': Buffer.from(json.replace('Counts.', 'Counts. '.repeat(130_000))) },
      'import',
      'b.json',
    );
    const most = { work: 10 * Math.max(floor.work, 100_000), grown: 150_000_000 };
    // Up to four times: what only some of them take is the garbage of other tests.
    let once = await imported({ [name]: bytes }, 'import', '--from', 'card', name);
    for (let count = 1; count < 4 && (once.work >= most.work || once.grown >= most.grown); count++)
      once = await imported({ [name]: bytes }, 'import', '--from', 'card', name);
    const { cwd, code, err, work, grown } = once;
    expect(code).toBe(1);
    expect(err).toMatch(said);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(cwd)).toEqual([name]);
    expect(readFileSync(join(cwd, name))).toEqual(bytes);
    expect(grown).toBeLessThan(most.grown);
    expect(work).toBeLessThan(most.work);
  });

  test('of a folder full of them and one sound card, that one', async () => {
    const files = Object.fromEntries(
      Object.values(hostile)
        .filter(([, make]) => make().length < 1_000_000)
        .map(([name, make], index) => [`${index}-${name}`, make()]),
    );
    const { cwd, code, out } = await imported({ ...files, 'sound.png': png }, 'import', '.');
    expect(code).toBe(1);
    expect(out).toMatch(/^sound\.png → ada\.persona\n/u);
    expect(readdirSync(cwd).sort()).toEqual([...Object.keys(files), 'ada.persona', 'sound.png'].sort());
  });
});

test('a source that was damaged since is neither changed nor taken from', async () => {
  for (const to of ['card', 'charx']) {
    const damaged = wrongCrc();
    const text = Buffer.from('persona Ada\n  source: ada.png\n\nsection\n  Computes.\n');
    const { cwd, code, err } = await imported(
      { 'ada.png': damaged, 'ada.persona': text },
      'export',
      'ada.persona',
      '--to',
      to,
      '--in-place',
    );
    expect(code).toBe(2);
    expect(err).toMatch(/no file to change|checksum/u);
    expect(readdirSync(cwd).sort()).toEqual(['ada.persona', 'ada.png']);
    expect(readFileSync(join(cwd, 'ada.png'))).toEqual(damaged);
  }
});

test('a new card says what is lost with a source that was damaged since, or is gone', async () => {
  const text = Buffer.from('persona Ada\n  source: ada.png\n\nsection\n  Computes.\n');
  const lost = async (files: Readonly<Record<string, Buffer>>, to: string) => {
    const { code, out } = await imported({ 'ada.persona': text, ...files }, 'export', 'ada.persona', '--to', to);
    expect(code).toBe(0);
    return out.split('\n').find((line) => line.includes('ada.png'));
  };
  for (const to of ['card', 'charx']) {
    expect(await lost({ 'ada.png': wrongCrc() }, to)).toMatch(
      /dropped +what only ada\.png holds: .*checksum.*A new file/u,
    );
    expect(await lost({}, to)).toMatch(/dropped +what only ada\.png holds: It cannot be opened/u);
    expect(await lost({ 'ada.png': png }, to)).toBeUndefined();
  }
  expect(await lost({ 'ada.png': wrongCrc() }, 'prompty')).toBeUndefined();
});

test('a folder that is missing is made for what is imported', async () => {
  const { cwd, code } = await imported({ 'ada.png': png }, 'import', 'ada.png', '--out', 'in/here');
  expect(code).toBe(0);
  expect(readFileSync(join(cwd, 'in/here/ada.persona'), 'utf8')).toContain('source: ../../ada.png');
});

test('lone chunks of text that no card is in cost nothing', async () => {
  const many = Array.from({ length: 30_000 }, () => pngChunk('tEXt', Buffer.from('a\0b')));
  const { code, err } = await imported(
    { 'a.png': Buffer.concat([png.subarray(0, png.length - 12), ...many]) },
    'import',
    '--from',
    'card',
    'a.png',
  );
  expect([code, err]).toEqual([1, expect.stringMatching(/breaks off/u)]);
});
