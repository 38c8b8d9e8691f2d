// Lorebooks that stand alone, in and out: what is said stays, what nobody here runs is kept and listed, and a book keeps every byte not changed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatOf } from '../../src/interop/formats.ts';
import { lorebook } from '../../src/interop/lorebook.ts';
import { compile } from '../../src/lang/compile.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { render } from '../../src/lang/render.ts';
import { memorySource } from '../kit/memory-source.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const persona = (source: string) => readPersona(source, 'file:///harbour.persona', memorySource({}));

function read(json: string, source = 'old_harbour.json') {
  const result = lorebook.read?.(bytes(json), { source });
  if (!result?.ok) throw new Error(result?.reason);
  return result;
}

function written(text: string, json: string | undefined) {
  const result = lorebook.write?.(persona(text), { original: json === undefined ? undefined : bytes(json) });
  if (!result?.ok) throw new Error(result?.reason);
  return { text: new TextDecoder().decode(result.bytes), fates: result.fates };
}

// As SillyTavern writes it, with what a JSON parser would lose: a number no double holds, a key twice, a lone surrogate.
const world = `{"entries": {
  "4": {"uid": 4, "key": ["bell", "/bells?/gi"], "keysecondary": ["fog"], "comment": "The bell", "content": "@@depth 2\\nThe bell rings by itself; {{random:once,twice}}. The tower hears it.",
        "constant": false, "selective": true, "selectiveLogic": 0, "order": 90, "position": 4, "disable": false, "depth": 4, "probability": 50, "useProbability": true, "huge": 1e400, "caseSensitive": true},
  "0": {"uid": 0, "key": ["tower"], "keysecondary": [], "comment": "", "content": "The tower leans towards the bell.", "selective": true, "order": 10, "position": 0, "disable": false, "odd": "\\udc00"},
  "9": {"uid": 9, "key": ["/(?<!x)y/"], "keysecondary": [], "comment": "look-behind", "content": "Never run.", "order": 1, "disable": false},
  "7": {"uid": 7, "key": [], "keysecondary": [], "comment": "always", "content": "{{char}} lives by the harbour.", "constant": true, "order": 1, "disable": false},
  "8": {"uid": 8, "key": ["off"], "keysecondary": [], "comment": "off", "content": "Off.", "order": 1, "disable": true, "disable": true}
}, "originalData": {"exact": 1152921504606846976}}`;

const v3 = `{"data": {"entries": [
  {"keys": ["violin"], "content": "A Stradivarius.", "extensions": {"sticky": 2}, "enabled": true, "insertion_order": 5, "use_regex": false, "priority": 3, "id": "a"}
], "name": "Baker Street", "scan_depth": 50, "recursive_scanning": true, "extensions": {"n": 1e400}}, "spec": "lorebook_v3"}`;

describe('in', () => {
  test('a world-info file: facts with keys, in a persona to extend', () => {
    const { name, text } = read(world);
    expect(name).toBe('old harbour');
    expect(text).toBe(`persona old harbour
  source: old_harbour.json

knows
  always: {{self}} lives by the harbour.
  tower: The tower leans towards the bell.
    keys: tower
  The bell: The bell rings by itself; {{random:once,twice}}. The tower hears it.
    keys: bell, /bells?/i
    also: fog
`);
    expect(persona(text).problems).toEqual([]);
  });

  test('everything else is told', () => {
    const { fates } = read(world);
    const told = (fate: string) => fates.filter((each) => each.fate === fate).map(({ what }) => what);
    expect(told('kept')).toEqual(
      expect.arrayContaining([
        'key /(?<!x)y/ of lore “look-behind”',
        'lore “look-behind”',
        'lore “off”',
        'decorators of lore “The bell”',
        'probability of lore “The bell”',
        'case_sensitive of lore “The bell”',
        'position of its entries',
        'huge of its entries',
        'originalData of the lorebook',
      ]),
    );
    expect(told('mapped')).toContain('{{random:once,twice}} in lore “The bell”');
    expect(told('dropped')).toEqual([]);
  });

  test('lorebook_v3 and a card’s book by itself', () => {
    expect(read(v3)).toMatchObject({ name: 'Baker Street' });
    expect(read(v3).text).toContain('  violin: A Stradivarius.\n    keys: violin\n    priority: 3\n');
    expect(read(v3).fates.map(({ what }) => what)).toContain('recursive_scanning of the lorebook');
    expect(formatOf(bytes('{"entries":[{"keys":["a"],"content":"b"}]}'), 'a.json')).toBe(lorebook);
  });

  test.each([
    '{"entries":[]}',
    '{"entries":{},"version":1}',
    '{"entries":{"0":{"key":"a"}}}',
    '{"entries":[1]}',
    '[]',
    '{',
    '{"a":{"entries":{}}}',
  ])('other JSON is none: %s', (json) => expect(formatOf(bytes(json), 'a.json')).toBeUndefined());

  test('entries that call each other up in a circle are sent when a talk calls them up, each once', () => {
    const prompt = compile(persona(read(world).text));
    const { lore } = render(prompt, [{ role: 'user', content: 'The bell, in this fog?' }]);
    expect(lore.map(({ label, reason }) => [label, reason])).toEqual([
      ['tower', 'no-key'],
      ['The bell', 'sent'],
    ]);
  });
});

describe('keys as the program they come from reads them', () => {
  const v3Of = (entry: object) =>
    JSON.stringify({
      spec: 'lorebook_v3',
      data: { entries: [{ content: 'Here.', name: 'x', ...entry }], extensions: {} },
    });
  const change = (json: string, from: string, to: string) => {
    const { text } = read(json);
    expect(text).toContain(from);
    const out = written(text.replace(from, to), json);
    return { ...out, entry: JSON.parse(out.text).data.entries[0] };
  };

  test('an empty world-info file is one, and takes facts', () => {
    const json = '{"entries": {}}';
    expect(formatOf(bytes(json), 'a.json')).toBe(lorebook);
    expect(persona(read(json).text).problems).toEqual([]);
    expect(written(read(json).text, json).text).toBe(json);
    const more = written(`${read(json).text}\nknows\n  pier: Burnt.\n    keys: pier\n`, json).text;
    expect(JSON.parse(more).entries['0']).toMatchObject({ uid: 0, key: ['pier'], content: 'Burnt.' });
  });

  test.each([
    [{ keys: ['/path/to', '/a.b/', 'c'], use_regex: false }, '/\\/path\\/to/i, /\\/a\\.b\\//i, c'],
    [{ keys: ['/path/to', '/a.b/', '/usr/a/i', '/open'] }, '/\\/path\\/to/i, /a.b/, /\\/usr\\/a\\/i/i, /\\/open/i'],
  ])('a key that only looks like a pattern is found to the letter: %j', (entry, keys) => {
    const json = v3Of(entry);
    const { text, fates } = read(json);
    expect(text).toContain(`    keys: ${keys}\n`);
    expect(persona(text).problems).toEqual([]);
    expect(fates.map(({ why }) => why)).toContain('a pattern that finds it to the letter');
    expect(written(text, json).text).toBe(json);
    expect(change(json, 'keys: ', 'keys: tower, ').text).toBe(json.replace('"keys":[', '"keys":["tower", '));
  });

  test('a pattern among keys that were none makes patterns of them all', () => {
    const json = v3Of({ keys: ['/a.b/', 'c'], use_regex: false });
    const { entry } = change(json, ', c', ', c, /d+/');
    expect(entry).toMatchObject({ use_regex: true, keys: ['/\\/a\\.b\\//i', 'c', '/d+/'] });
  });

  test.each([1, 2])('secondary keys that keep an entry from coming up (%d) are no `also`', (selectiveLogic) => {
    const json = v3Of({
      keys: ['bell'],
      selective: true,
      secondary_keys: ['fog'],
      extensions: { selectiveLogic, n: 1 },
    });
    const { text, fates } = read(json);
    expect(text).not.toContain('also:');
    expect(fates).toContainEqual(expect.objectContaining({ what: 'secondary keys of lore “x”', fate: 'kept' }));
    expect(written(text, json).text).toBe(json);
    expect(change(json, 'Here.', 'There.').text).toBe(json.replace('Here.', 'There.'));
    const { entry, fates: told } = change(json, 'keys: bell\n', 'keys: bell\n    also: tower\n');
    expect(entry).toMatchObject({
      secondary_keys: ['tower'],
      selective: true,
      extensions: { selectiveLogic: 0, n: 1 },
    });
    expect(told.filter(({ fate }) => fate === 'dropped')).toMatchObject([{ what: 'secondary_keys of fact “x”' }]);
  });
});

describe('out', () => {
  test.each([
    ['a world-info file', world],
    ['lorebook_v3', v3],
  ])('%s, unchanged: not a byte differs', (_, json) => {
    expect(written(read(json).text, json).text).toBe(json);
  });

  test('one fact changed, one new, one gone: those alone', () => {
    const text = read(world)
      .text.replace('leans towards', 'stands by')
      .replace('  always: {{self}} lives by the harbour.\n', '  pier: The pier burnt down.\n    keys: pier\n');
    const out = written(text, world);
    expect(out.text).toBe(
      world
        .replace('leans towards', 'stands by')
        .replace(/ {2}"7": .*\n/u, '')
        .replace(
          '"disable": true, "disable": true}',
          '"disable": true, "disable": true},\n  "10": {"uid":10,"key":["pier"],"keysecondary":[],"comment":"pier","content":"The pier burnt down.","constant":false,"selective":false,"order":91,"position":0,"disable":false}',
        ),
    );
    expect(out.fates.map(({ what }) => what)).toEqual(['fact “pier”', 'lore “always”', 'fact “tower”']);
  });

  test('entries that begin alike are told apart, whatever their order', () => {
    const alike = 'The lighthouse keeper of the far northern island and ';
    const entries = [3, 2, 1].map((order) => ({
      keys: [`k${order}`],
      content: `Text ${order}.`,
      name: `${alike}${order}`,
      insertion_order: order,
    }));
    const json = JSON.stringify({ entries });
    const { text } = read(json);
    expect(written(text, json).text).toBe(json);
    for (const order of [1, 2, 3]) {
      const changed = text.replace(`Text ${order}.`, 'Changed.');
      expect(written(changed, json).text).toBe(json.replace(`Text ${order}.`, 'Changed.'));
      const without = text.replace(new RegExp(`  [^\\n]*: Text ${order}\\.\\n.*\\n`, 'u'), '');
      expect(JSON.parse(written(without, json).text).entries).toEqual(
        entries.filter((each) => each.insertion_order !== order),
      );
    }
  });

  test('a fact without a name takes no entry’s', () => {
    const json = '{"entries":[{"keys":["a"],"content":"Old.","name":"The tower leans towards"}]}';
    const text = read(json).text.replace('knows\n', 'knows\n  - The tower leans towards us.\n');
    const { entries } = JSON.parse(written(text, json).text);
    expect(entries.map((entry: { content: string }) => entry.content)).toEqual(['Old.', 'The tower leans towards us.']);
  });

  test('a fact with another name keeps its entry', () => {
    const out = written(read(world).text.replace('  The bell: ', '  The great bell: '), world);
    expect(out.text).toBe(world.replace('"The bell"', '"The great bell"'));
    expect(out.fates).toMatchObject([{ what: 'fact “The great bell”', fate: 'mapped' }]);
    const unnamed = '{"entries":[{"keys":["a"],"content":"Old.","sticky":2}]}';
    expect(written(read(unnamed).text.replace('  a: ', '  b: '), unnamed).text).toBe(
      unnamed.replace('"sticky":2', '"sticky":2, "name": "b"'),
    );
  });

  test('what a world-info file has no place for is named', () => {
    const text = read(world).text.replace('keys: tower\n', 'keys: tower\n    priority: 4\n');
    expect(written(`${text}\nvoice\n  - Dry.\n`, world).fates.filter(({ fate }) => fate === 'dropped')).toMatchObject([
      { what: 'priority of fact “tower”' },
      { what: '`voice` (1)' },
    ]);
  });

  test('without a file: a new lorebook_v3 that reads back as the same facts', () => {
    const out = written(read(world).text, undefined).text;
    expect(JSON.parse(out)).toMatchObject({ spec: 'lorebook_v3', data: { name: 'old harbour', extensions: {} } });
    expect(read(out).text).toBe(read(world).text);
  });
});

const hard = fc
  .array(
    fc.oneof(
      fc.constantFrom('@@depth 3\n', '{{char}}', '/a+/i', '/(?=x)/', '```', 'keys: a', '- b', '\n', '\t', ', '),
      fc.string({ unit: 'grapheme', maxLength: 10 }),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

const entry = (shape: 'world' | 'card') =>
  fc.record({
    [shape === 'world' ? 'key' : 'keys']: fc.array(hard, { maxLength: 3 }),
    [shape === 'world' ? 'keysecondary' : 'secondary_keys']: fc.array(hard, { maxLength: 2 }),
    [shape === 'world' ? 'comment' : 'name']: hard,
    content: hard,
    constant: fc.boolean(),
    selective: fc.boolean(),
    [shape === 'world' ? 'disable' : 'enabled']: fc.boolean(),
    [shape === 'world' ? 'order' : 'insertion_order']: fc.oneof(fc.integer(), fc.double()),
    extra: fc.jsonValue(),
  });

test('law: any book in and out again, unchanged, is the same bytes', () => {
  const books = fc.oneof(
    fc.dictionary(fc.string({ maxLength: 5 }), entry('world'), { minKeys: 1, maxKeys: 5 }),
    fc.array(entry('card'), { minLength: 1, maxLength: 5 }),
  );
  fc.assert(
    fc.property(books, fc.constantFrom(0, 2), (entries, indent) => {
      const json = JSON.stringify({ entries }, null, indent);
      expect(written(read(json).text, json).text).toBe(json);
    }),
    { numRuns: 120 },
  );
});
