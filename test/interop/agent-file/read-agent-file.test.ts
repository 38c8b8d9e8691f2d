// Agent files as values: what front matter says and where, what the body is made of. Hostile ones end soon and without an exception.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgentFile, FrontValue } from '../../../src/interop/agent-file/agent-file.ts';
import { kindOfFile } from '../../../src/interop/agent-file/kind-of-file.ts';
import { longestAgentFile } from '../../../src/interop/agent-file/limits.ts';
import { readAgentFile } from '../../../src/interop/agent-file/read-agent-file.ts';

const text = `---
name: tide-reader
description: 'Reads "tide tables": every day'
tools: [read, "search/web"] # two
user-invocable: false
maxTurns: 12
handoffs:
  - label: Ask
    agent: harbour
model:
note: |
  two
  lines
---
# Who *you* are

You read [tide tables](./tables/2031.csv "all") and
say so &amp; no more.

- Never say **"sorry"**.
  More of it.
  1. Use \`knots\` <b>only</b>.
- [ ] ![a chart](chart.png)

> - Quoted

\`\`\`sh
- rm -rf /
\`\`\`

| a | b |
|---|---|
| [c](c.md) | d |

[ref]: ./ref.md
`;

test('front matter: keys and values with their places', () => {
  const file = readAgentFile(text, 'agent');
  expect(file.problems).toEqual([]);
  expect(
    file.entries.map(({ key, keyRange, value }) => [key, cut(text, keyRange), cut(text, value.range), plain(value)]),
  ).toEqual([
    ['name', 'name', 'tide-reader', 'tide-reader'],
    ['description', 'description', `'Reads "tide tables": every day'`, 'Reads "tide tables": every day'],
    ['tools', 'tools', '[read, "search/web"]', ['read', 'search/web']],
    ['user-invocable', 'user-invocable', 'false', false],
    ['maxTurns', 'maxTurns', '12', 12],
    ['handoffs', 'handoffs', '- label: Ask\n    agent: harbour\n', [{ label: 'Ask', agent: 'harbour' }]],
    ['model', 'model', '', undefined],
    ['note', 'note', '|\n  two\n  lines\n', 'two\nlines\n'],
  ]);
  expect(cut(text, file.frontMatter)).toBe(text.slice(0, text.indexOf('# Who')));
  expect(file.body).toEqual({ start: text.indexOf('# Who'), end: text.length });
});

test('body: words without markup, bullets by depth, code kept apart, links with the place of their address', () => {
  const file = readAgentFile(text, 'agent');
  expect(
    file.parts.map((part) => ('text' in part && part.kind !== 'code' ? [part.kind, part.text] : [part.kind])),
  ).toEqual([
    ['heading', 'Who you are'],
    ['paragraph', 'You read tide tables and\nsay so & no more.'],
    ['bullet', 'Never say "sorry".\nMore of it.'],
    ['bullet', 'Use knots only.'],
    ['bullet', '[ ] '],
    ['bullet', 'Quoted'],
    ['code'],
    ['table'],
  ]);
  expect(
    file.parts.flatMap((part) => (part.kind === 'bullet' ? [[part.depth, part.ordered, part.quoted]] : [])),
  ).toEqual([
    [0, false, false],
    [1, true, false],
    [0, false, false],
    [0, false, true],
  ]);
  expect(file.links.map(({ target, targetRange, image }) => [target, cut(text, targetRange), image])).toEqual([
    ['./tables/2031.csv', './tables/2031.csv', false],
    ['chart.png', 'chart.png', true],
    ['c.md', 'c.md', false],
    ['./ref.md', './ref.md', false],
  ]);
  const bullet = file.parts.find((part) => part.kind === 'bullet');
  expect(bullet?.kind === 'bullet' && bullet.pieces.map((piece) => cut(text, piece.range))).toEqual([
    'Never say ',
    '"sorry"',
    '.',
    '\n',
    'More of it.',
  ]);
});

test('CRLF and a byte order mark change places and nothing else', () => {
  const windows = `\ufeff${text.replace(/\n/g, '\r\n')}`;
  const file = readAgentFile(windows, 'agent');
  expect(file.entries.map(({ value }) => plain(value))).toEqual(
    readAgentFile(text, 'agent').entries.map(({ value }) => plain(value)),
  );
  expect(file.links.map(({ targetRange }) => cut(windows, targetRange))).toContain('./tables/2031.csv');
  expect(cut(windows, file.frontMatter).startsWith('---\r\n')).toBe(true);
});

describe('front matter that is no YAML', () => {
  test('costs no other entry; its own is kept as words', () => {
    const broken = '---\nname: a\ndescription: Use this when: it rains\ntools: [a\nmodel: "b"\n---\nHello.\n';
    const file = readAgentFile(broken, 'agent');
    expect(file.entries.map(({ key, value }) => [key, plain(value)])).toEqual([
      ['name', 'a'],
      ['description', 'Use this when: it rains'],
      ['tools', '[a'],
      ['model', 'b'],
    ]);
    expect(file.problems.map(({ code, message }) => [code, message.slice(0, 60)])).toEqual([
      ['front-matter-syntax', 'This is no YAML: words with a colon and a space behind it ne'],
      ['front-matter-syntax', 'This is no YAML: a quote or a bracket that is opened here is'],
    ]);
    expect(file.parts).toMatchObject([{ kind: 'paragraph', text: 'Hello.' }]);
  });

  test('none, one that never ends, a rule at the top, a list', () => {
    expect(readAgentFile('Hello.', 'agents-md')).toMatchObject({ frontMatter: undefined, entries: [], problems: [] });
    expect(readAgentFile('---\nname: a\n\nHello.', 'agent').problems).toMatchObject([{ code: 'front-matter-syntax' }]);
    expect(readAgentFile('---\n\nHello.', 'agents-md').problems).toEqual([]);
    expect(readAgentFile('---\n- a\n---\n', 'agent').problems).toMatchObject([{ code: 'front-matter-syntax' }]);
    expect(readAgentFile('---\n---\nHi', 'agent')).toMatchObject({ entries: [], problems: [], body: { start: 8 } });
  });

  test('keys that objects have by themselves are keys like others, an alias is what it names', () => {
    const file = readAgentFile('---\n__proto__: &x [a]\nconstructor: *x\n---\n', 'agent');
    expect(file.entries.map(({ key, value }) => [key, plain(value)])).toEqual([
      ['__proto__', ['a']],
      ['constructor', ['a']],
    ]);
  });
});

test('by name and folder', () => {
  const kinds = {
    'a/reviewer.agent.md': 'agent',
    'a/.github/agents/reviewer.md': 'agent',
    'a/.github/agents/README.md': undefined,
    'C:\\a\\.claude\\agents\\deep\\reviewer.md': 'claude-agent',
    'a/.claude/agents/x.agent.md': 'claude-agent',
    'file:///a/.claude/skills/pdf/SKILL.md': 'skill',
    'a/skill.md': undefined,
    'x.instructions.md': 'instructions',
    'x.prompt.md': 'prompt',
    'AGENTS.md': 'agents-md',
    'a/CLAUDE.md': 'agents-md',
    '.github/copilot-instructions.md': 'agents-md',
    'docs/agents.md': undefined,
    'a/agents/x.md': undefined,
    'x.agent.txt': undefined,
  };
  expect(Object.fromEntries(Object.keys(kinds).map((path) => [path, kindOfFile(path)]))).toEqual(kinds);
});

test('no text throws, and every place lies in it', () => {
  const bits = fc.constantFrom(
    '---\n',
    'a: ',
    '- ',
    '> ',
    '[',
    '](',
    ')',
    '`',
    '```\n',
    '*',
    '&a ',
    '*a',
    '{',
    '\r\n',
    '\n',
    ' ',
    '|',
    '"',
    "'",
    '\ufeff',
    '😀',
    '<!--',
    '# ',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(bits, fc.string({ maxLength: 4 })), { maxLength: 40 }),
      fc.boolean(),
      (parts, front) => {
        const made = (front ? '---\n' : '') + parts.join('');
        for (const place of placesOf(readAgentFile(made, 'agent'))) {
          expect(place.start).toBeLessThanOrEqual(place.end);
          expect(place.start).toBeGreaterThanOrEqual(0);
          expect(place.end).toBeLessThanOrEqual(made.length);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test.each<[string, string]>([
  [
    'aliases of aliases',
    `---\na0: &a0 [x]\n${Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`).join('\n')}\n---\n`,
  ],
  ['an alias of itself', '---\na: &a [*a]\n---\n'],
  ['brackets', `---\na: ${'['.repeat(20_000)}\n---\n`],
  ['quotes in quotes', `${'> '.repeat(5_000)}a`],
  ['brackets of links', '['.repeat(5_000)],
  ['stars', '*a_'.repeat(2_000)],
  ['too long', 'a'.repeat(longestAgentFile + 1)],
])('hostile: %s', (_name, hostile) => {
  const file = readAgentFile(hostile, 'agent');
  expect(placesOf(file).length).toBeLessThan(50_000);
});

function cut(source: string, range: { start: number; end: number } | undefined): string {
  return range ? source.slice(range.start, range.end) : '';
}

function plain(value: FrontValue): unknown {
  if (value.type === 'list') return value.items.map(plain);
  if (value.type === 'map') return Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]));
  if (value.type === 'string') return value.text;
  if (value.type === 'number') return value.number;
  return value.type === 'boolean' ? value.boolean : undefined;
}

function placesOf(file: AgentFile): { start: number; end: number }[] {
  const inside = (value: FrontValue): { start: number; end: number }[] => [
    value.range,
    ...(value.type === 'list' ? value.items.flatMap(inside) : []),
    ...(value.type === 'map' ? value.entries.flatMap((entry) => [entry.keyRange, ...inside(entry.value)]) : []),
  ];
  return [
    file.body,
    ...file.entries.flatMap((entry) => [entry.keyRange, ...inside(entry.value)]),
    ...file.problems.map(({ range }) => range),
    ...file.parts.flatMap((part) => [part.range, ...('pieces' in part ? part.pieces.map(({ range }) => range) : [])]),
    ...file.links.flatMap(({ range, targetRange }) => [range, targetRange]),
  ];
}
