// The text of a persona's memories: what is read, what stays as it was, what a change does and leaves alone.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeMemories, type MemoryChange } from '../../../src/play/memory/change-memories.ts';
import { readMemoryFile } from '../../../src/play/memory/memory-file.ts';
import { readMemories } from '../../../src/play/memory/read-memories.ts';

const knee = { id: 'm1', about: 'Paul', from: 'Paul', session: 1, text: 'Paul has hurt his knee.' } as const;
const bees = { ...knee, id: 'm2', text: 'Paul keeps bees.' } as const;

test('a file is a line that says what it is, then a line each', () => {
  const text = changeMemories(
    '',
    [
      { type: 'add', memory: knee },
      { type: 'add', memory: bees },
    ],
    'Ann',
  );
  expect(text).toBe(
    '{"type":"memories","version":1,"persona":"Ann"}\n' +
      '{"type":"memory","id":"m1","about":"Paul","from":"Paul","session":1,"text":"Paul has hurt his knee."}\n' +
      '{"type":"memory","id":"m2","about":"Paul","from":"Paul","session":1,"text":"Paul keeps bees."}\n',
  );
});

test('a change touches its own line alone; what is not understood stays', () => {
  const begun = changeMemories(
    '',
    [
      { type: 'add', memory: knee },
      { type: 'add', memory: bees },
    ],
    'Ann',
  );
  const odd = `${begun}not json\n{"type":"memory","id":"m3"}\r\n`;
  const edited = changeMemories(
    odd,
    [
      { type: 'edit', id: 'm1', text: 'It is well.' },
      { type: 'private', id: 'm2', private: true },
    ],
    'Ann',
  );
  expect(edited.split('\n').map((line, index) => line === odd.split('\n')[index])).toEqual([
    true,
    false,
    false,
    true,
    true,
    true,
  ]);
  expect(readMemoryFile(edited).memories.map(({ text, private: hidden }) => [text, hidden])).toEqual([
    ['It is well.', undefined],
    ['Paul keeps bees.', true],
  ]);
  expect(readMemoryFile(edited).problems.map(({ line }) => line)).toEqual([4, 5]);
});

test('a memory that is forgotten takes its links along', () => {
  const link = { between: ['m1', 'm2'], linked: true } as const;
  const text = changeMemories(
    '',
    [
      { type: 'add', memory: knee },
      { type: 'add', memory: bees },
      { type: 'link', link },
    ],
    'Ann',
  );
  expect(readMemoryFile(text).links).toEqual([link]);
  expect(readMemoryFile(changeMemories(text, [{ type: 'forget', id: 'm2' }], 'Ann'))).toMatchObject({
    memories: [knee],
    links: [],
  });
});

test('the same said twice is one; an id that is taken gives way', () => {
  const text = changeMemories('', [{ type: 'add', memory: knee }], 'Ann');
  expect(
    changeMemories(text, [{ type: 'add', memory: { ...knee, id: 'm9', text: 'paul has hurt — his knee' } }], 'Ann'),
  ).toBe(text);
  const both = changeMemories(text, [{ type: 'add', memory: { ...bees, id: 'm1' } }], 'Ann');
  expect(readMemoryFile(both).memories.map(({ id }) => id)).toEqual(['m1', 'm2']);
  // The same of another is another memory.
  const other = changeMemories(text, [{ type: 'add', memory: { ...knee, id: 'm2', about: 'Quinn' } }], 'Ann');
  expect(readMemoryFile(other).memories).toHaveLength(2);
});

test('a newer version is one problem, and its lines are not read', () => {
  const text = '{"type":"memories","version":2,"persona":"Ann"}\n{"type":"memory","id":"m1"}\n';
  expect(readMemoryFile(text)).toMatchObject({
    memories: [],
    problems: [{ line: 1, message: expect.stringContaining('newer') }],
  });
});

test('what a model wrote down', () => {
  const answer =
    'Here is what I noted:\n\n- Paul is tall. (about Paul)\n2) Ann likes him (about ann, from 3rd session).\nNONE.\n---\nQuinn called.';
  expect(readMemories(answer, 'Paul', 'Ann')).toEqual([
    { about: 'Paul', text: 'Paul is tall.' },
    { about: 'self', text: 'Ann likes him' },
    { about: 'Paul', text: 'Quinn called.' },
  ]);
  expect(readMemories('none', 'Paul', 'Ann')).toEqual([]);
  expect(readMemories('(None)', 'Paul', 'Ann')).toEqual([]);
  expect(readMemories('', 'Paul', 'Ann')).toEqual([]);
});

const id = fc.constantFrom('m1', 'm2', 'm3');
const change: fc.Arbitrary<MemoryChange> = fc.oneof(
  fc.record({
    type: fc.constant('add' as const),
    memory: fc.record({
      id,
      about: fc.constantFrom('self', 'Paul'),
      from: fc.constant('Paul'),
      session: fc.nat(3),
      text: fc.constantFrom('a b', 'A  b.', 'c'),
    }),
  }),
  fc.record({ type: fc.constant('edit' as const), id, text: fc.string({ minLength: 1 }) }),
  fc.record({ type: fc.constant('private' as const), id, private: fc.boolean() }),
  fc.record({ type: fc.constant('forget' as const), id }),
);

test('any text can be read, and whatever changes, lines that are no memories of ours stay', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 6 }), fc.array(change, { maxLength: 8 }), (lines, changes) => {
      const foreign = lines.map((line) => `x${line.replace(/[\r\n]/g, ' ')}\n`);
      const after = changeMemories(foreign.join(''), changes, 'Ann');
      expect(after.startsWith(foreign.join('')) || changes.length === 0 || foreign.join('').trim() === '').toBe(true);
      const { memories, problems } = readMemoryFile(after);
      expect(problems).toHaveLength(foreign.filter((line) => line.trim() !== '').length);
      expect(new Set(memories.map((one) => one.id)).size).toBe(memories.length);
    }),
  );
});
