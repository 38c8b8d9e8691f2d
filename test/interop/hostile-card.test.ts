// Cards that are broken or meant to do harm: a clear sentence, nothing written, no hang. And laws for cards of any shape.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardTokens } from '../../src/interop/card/card-tokens.ts';
import { fromMacros, toMacros } from '../../src/interop/card/macros.ts';
import { partsOfPersona } from '../../src/interop/card/parts-of-persona.ts';
import { exportCard, importCard } from '../../src/interop/character-card.ts';
import { fileText } from '../../src/interop/file-text.ts';
import { saysThe } from '../../src/interop/patch-text.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';
import { cardText, pngChunk, pngSignature, smallPng } from '../kit/small-png.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const persona = (source: string) => readPersona(source, 'file:///a.persona', memorySource({}));
const small = '{"spec":"chara_card_v2","data":{"name":"A","description":"B"}}';

function reasonFor(card: Uint8Array): string {
  const result = importCard(card, undefined);
  return result.ok ? 'read' : result.reason;
}

describe('what is broken says so', () => {
  test('a picture cut at any byte', () => {
    const png = smallPng([['chara', cardText(small)]]);
    for (let end = 8; end < png.length; end++) expect(reasonFor(png.subarray(0, end))).toMatch(/breaks off/u);
    expect(reasonFor(png)).toBe('read');
  });

  test('any one byte of a chunk changed', () => {
    const png = smallPng([['chara', cardText(small)]]);
    for (let at = 8; at < png.length; at++) {
      const changed = Uint8Array.from(png);
      changed[at] = (changed[at] as number) ^ 0x55;
      expect(reasonFor(changed)).not.toBe('read');
    }
  });

  test('a chunk that claims 200 MB', () => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(200_000_000);
    head.write('tEXt', 4);
    expect(reasonFor(Buffer.concat([pngSignature, head, Buffer.alloc(50)]))).toMatch(/claims 200000000 bytes more/u);
  });

  test.each([
    ['no base64', smallPng([['chara', '***']]), /not base64/u],
    ['no UTF-8', smallPng([['chara', Buffer.from([0x7b, 0xff]).toString('base64')]]), /not UTF-8/u],
    ['no card', smallPng([['Title', 'x']]), /holds no character card/u],
    ['no JSON', bytes('{"spec": "chara_card_v2", '), /not JSON/u],
    ['other JSON', bytes('{"a": 1}'), /no character card/u],
    ['no name', bytes('{"spec":"chara_card_v2","data":{"description":"B"}}'), /has no name/u],
    ['nested without end', bytes(`{"a":${'['.repeat(100_000)}`), /levels of nesting/u],
    ['a chunk of no name', Buffer.concat([pngSignature, pngChunk('t3Xt', Buffer.alloc(0))]), /no chunk of a PNG/u],
  ])('%s', (_, card, reason) => {
    expect(reasonFor(card)).toMatch(reason);
  });
});

/** Words that are hard to write down: macros, headers, clauses, fences, odd spaces, speakers, dialogue marks. */
const hardText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<BOT>',
        '{{// note}}',
        '{{comment: {{user}} }}',
        '{{',
        '}}',
        '{',
        '{{ Self }}',
        '{{turn}}',
        '\u0000',
        '\ud83d',
      ),
      fc.constantFrom('{{char}}', '{{user}}: hi', '<START>', 'keys: a', '- item', '# note', '```', 'rules', 'user: x'),
      fc.constantFrom(
        '\n',
        '\r\n',
        '\t',
        '   ',
        '\u3000',
        '{{random:a,b}}',
        '{{original}}',
        '@@depth 3',
        '"',
        '\\',
        ',',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const entry = fc.record(
  {
    keys: fc.array(fc.oneof(hardText, fc.constantFrom('/a+/i', '/(a+)+$/', '/(?<=a)b/', '/[/')), { maxLength: 3 }),
    content: hardText,
    enabled: fc.boolean(),
    constant: fc.boolean(),
    selective: fc.boolean(),
    secondary_keys: fc.array(hardText, { maxLength: 2 }),
    insertion_order: fc.integer({ min: -5, max: 5 }),
    priority: fc.oneof(fc.integer(), fc.double()),
    name: hardText,
    extensions: fc.dictionary(fc.string(), fc.jsonValue()),
  },
  { requiredKeys: ['keys', 'content'] },
);

const card = fc.record(
  {
    name: hardText.map((text) => `N${text}`),
    description: hardText,
    personality: hardText,
    scenario: hardText,
    first_mes: hardText,
    mes_example: hardText,
    system_prompt: hardText,
    post_history_instructions: hardText,
    alternate_greetings: fc.array(hardText, { maxLength: 3 }),
    tags: fc.array(hardText, { maxLength: 3 }),
    creator: hardText,
    character_version: hardText,
    creator_notes: fc.constant('NOTE TO READERS'),
    character_book: fc.record({ entries: fc.array(entry, { maxLength: 5 }) }),
    extensions: fc.dictionary(fc.string(), fc.jsonValue()),
  },
  { requiredKeys: ['name'] },
);

const asJson = fc
  .tuple(card, fc.constantFrom('chara_card_v2', 'chara_card_v3'), fc.constantFrom(0, 2))
  .map(([data, spec, indent]) => JSON.stringify({ data, spec }, null, indent));

describe('laws for every card', () => {
  test('tokens of a text say what importing it gives', () => {
    fc.assert(
      fc.property(hardText, (text) => {
        expect(saysThe(toMacros(fileText(fromMacros(text))), cardTokens(text))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('in and out again, unchanged: the same bytes', () => {
    fc.assert(
      fc.property(asJson, (json) => {
        const read = importCard(bytes(json), 'a.card.json');
        if (!read.ok) throw new Error(read.reason);
        const out = exportCard(persona(read.text), bytes(json));
        expect(out.ok && new TextDecoder().decode(out.bytes)).toBe(json);
      }),
      { numRuns: 150 },
    );
  });

  test('notes to readers stand nowhere in the persona; every field with words is accounted for', () => {
    fc.assert(
      fc.property(asJson, (json) => {
        const read = importCard(bytes(json), 'a.card.json');
        if (!read.ok) throw new Error(read.reason);
        expect(read.text).not.toContain('NOTE TO READERS');
        const { data } = JSON.parse(json);
        for (const field of ['description', 'personality', 'scenario', 'system_prompt']) {
          if ((data[field] ?? '').trim() !== '') expect(read.fates.map(({ what }) => what)).toContain(field);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a new description goes in, and nothing else of the JSON changes its meaning', () => {
    fc.assert(
      fc.property(asJson, (json) => {
        const read = importCard(bytes(json), 'a.card.json');
        if (!read.ok) throw new Error(read.reason);
        const text = read.text.includes('\nsection\n')
          ? read.text.replace('\nsection\n', '\nsection\n  Changed words first.\n')
          : `${read.text}\nsection\n  Changed words first.\n`;
        const out = exportCard(persona(text), bytes(json));
        if (!out.ok) throw new Error(out.reason);
        const before = JSON.parse(json);
        const after = JSON.parse(new TextDecoder().decode(out.bytes));
        expect(fromMacros(after.data.description)).toMatch(/^Changed words first\./u);
        for (const note of before.data.description?.match(/\{\{(?:original|\/\/ note)\}\}/gu) ?? [])
          expect(after.data.description).toContain(note);
        expect({ ...after, data: { ...after.data, description: '' } }).toEqual({
          ...before,
          data: { ...before.data, description: '' },
        });
      }),
      { numRuns: 100 },
    );
  });

  test('whatever is edited, the card is read as the persona says it, and notes stay or are told as lost', () => {
    const words = [
      '{{char}}',
      '<BOT>',
      '{{// n}}',
      '{{user}}',
      '{{original}}',
      '{{turn}}',
      '\r\n',
      '\n',
      '\t',
      '  ',
      'alpha',
      'well-known',
    ];
    const text = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((parts) => parts.join(''));
    const lines = ['{{char}}: ', 'You: ', 'Wren: ', '\n<START>\n', '\n', ' ', 'alpha', '{{// n}}'];
    const dialogue = fc.array(fc.constantFrom(...lines), { maxLength: 14 }).map((parts) => parts.join(''));
    const lore = fc.record({
      keys: fc.array(fc.constantFrom('a', '/x/gi', '/(?<=a)b/', '/path/to')),
      content: text,
      name: fc.constantFrom('one', 'two', ''),
      insertion_order: fc.integer({ min: 0, max: 3 }),
      constant: fc.boolean(),
    });
    const cards = fc.record({
      name: fc.constant('Wren'),
      description: text,
      first_mes: text,
      alternate_greetings: fc.array(text, { maxLength: 3 }),
      mes_example: dialogue,
      tags: fc.array(fc.constantFrom('alpha', 'b, x', '', ' c '), { maxLength: 4 }),
      character_book: fc.record({ entries: fc.array(lore, { maxLength: 4 }) }),
    });
    fc.assert(
      fc.property(
        cards,
        fc.constantFrom('alpha', 'well'),
        fc.constantFrom('new words', '{{self}} '),
        (data, from, to) => {
          const json = JSON.stringify({ spec: 'chara_card_v2', data });
          const read = importCard(bytes(json), 'a.json');
          if (!read.ok) throw new Error(read.reason);
          const changed = persona(read.text.replace(from, to));
          const out = exportCard(changed, bytes(json));
          const again = out.ok ? importCard(out.bytes, 'a.json') : out;
          if (!out.ok || !again.ok) throw new Error('not written');
          const said = (own: ReturnType<typeof persona>) =>
            JSON.stringify(partsOfPersona(own).parts).replace(/\\n|\s/gu, '');
          expect(said(persona(again.text))).toBe(said(changed));
          const notes = new TextDecoder().decode(out.bytes).split('{{// n}}').length;
          const told = out.fates.some(({ fate }) => fate === 'dropped');
          expect(told || notes >= json.split('{{// n}}').length).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
