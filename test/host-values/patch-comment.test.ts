// The comment of a patch: everything an author decides by, and nothing of a model's words that could be clicked, fetched or run.
import { describe, expect, test } from 'vitest';
import { answersDocument } from '../../src/host/write/answers-document.ts';
import { differenceOf } from '../../src/host/write/difference-of.ts';
import { type PatchWords, patchComment } from '../../src/host/write/patch-comment.ts';
import { patchLines } from '../../src/host/write/patch-lines.ts';
import type { Patch } from '../../src/write/patch.ts';

const words: PatchWords = {
  why: 'Why',
  add: 'Would be added',
  change: 'Would be changed',
  remove: 'Would be taken away',
  moreLines: (count) => `${count} more lines`,
  more: (count) => `${count} more`,
  evidence: 'Rests on',
  noEvidence: 'Rests on nothing that was given.',
  unsupported: 'stands nowhere',
  effect: 'Effect',
  problems: 'Problems',
  cannot: (reason) => `Cannot be accepted. ${reason}`,
};

const patch: Patch = {
  id: '1',
  place: { block: 'rules', entry: 'secret' },
  change: { op: 'put-member', member: { name: 'secret', text: 'Never.' } },
  title: 'rules › secret',
  kind: 'change',
  before: 'secret: Says it.',
  after: 'secret: Never.\n```\n[run](command:x)',
  reason: 'See [this](command:workbench.action.quit) <img src="https://evil.example/x.png"> ![p](https://evil.example)',
  evidence: [{ quote: '[q](command:y)', found: false, turn: '3' }],
  problems: [],
  refused: undefined,
  effect: {
    alone: false,
    together: ['1', '2'],
    tests: [
      {
        test: 'keeps it',
        samples: 5,
        before: { share: 0.2, interval: { share: 0.2, low: 0, high: 0.6 } },
        after: undefined,
      },
    ],
    tokens: { before: 310, after: 296 },
    verdict: 'better',
    why: 'One test rose.',
  },
};

describe('a comment', () => {
  const text = patchComment(patch, { problems: [], cannot: undefined }, words);

  test('says what, why, on what and with what effect', () => {
    for (const part of ['**Why**', '**Would be changed**', '**Rests on**', '**Effect**']) expect(text).toContain(part);
    expect(text).toContain('- secret: Says it.\n+ secret: Never.');
    expect(text).toMatch(/turn 3.*stands nowhere/);
    expect(text).toContain('1 → \\? of 5');
    expect(text).toContain('310');
  });

  test('makes no link, picture or HTML of words of a model', () => {
    const [fence = ''] = /^`{4,}/mu.exec(text) ?? [];
    expect(fence).toBe('````');
    const outside = text.replace(/^(`{3,})diff\n[\s\S]*?^\1$/gmu, '');
    expect(outside).not.toMatch(/(?<!\\)\]\(/u);
    expect(outside).not.toMatch(/(?<!\\)</u);
    expect(outside).not.toMatch(/(?<!\\)!\[/u);
  });

  test('of a patch that cannot be accepted begins with the reason', () => {
    const refused = patchComment(patch, { problems: [], cannot: 'It is marked.' }, words);
    expect(refused.startsWith('**Cannot be accepted')).toBe(true);
  });
});

describe('the lines of a patch', () => {
  const many = (count: number, word: string) => Array.from({ length: count }, (_, index) => `user: ${word} ${index}`);

  test('of a change are those that change, with what stands next to them', () => {
    const before = [...many(30, 'Old'), 'self: No.', ...many(30, 'Then')];
    const after = before.with(30, 'self: Yes.');
    const shown = patchLines({ kind: 'change', before: before.join('\n'), after: after.join('\n') });
    expect(shown).toEqual({
      form: 'diff',
      lines: ['  …', '  user: Old 29', '- self: No.', '+ self: Yes.', '  user: Then 0', '  …'],
      more: 0,
    });
  });

  test('are wrapped at spaces, since a comment does not', () => {
    const words = 'The archive holds thousands of volumes about rivers. '.repeat(4).trim();
    const { lines } = patchLines({ kind: 'change', before: 'a: b', after: `a: ${words}` });
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(84);
    expect(lines.slice(2).every((line) => line.startsWith('+   ↳ '))).toBe(true);
    expect(
      lines
        .slice(1)
        .map((line) => line.replace(/^\+ (?: {2}↳ )?/, ''))
        .join(' '),
    ).toBe(`a: ${words}`);
    expect(patchLines({ kind: 'add', before: undefined, after: 'x'.repeat(500) }).lines.length).toBeGreaterThan(5);
  });

  test('of a long one are its beginning, and it says how many follow', () => {
    const shown = patchLines({ kind: 'add', before: undefined, after: many(60, 'Said').join('\n') });
    expect(shown.lines).toHaveLength(10);
    expect(shown.more).toBe(50);
    const long = { ...patch, kind: 'add' as const, before: undefined, after: many(60, 'Said').join('\n') };
    expect(patchComment(long, { problems: [], cannot: undefined }, words)).toContain('50 more lines');
  });
});

test('where words were said is told in words, never by an id', () => {
  const at = (evidence: Partial<Patch['evidence'][number]>) =>
    patchComment(
      { ...patch, evidence: [{ quote: 'Yes.', found: true, ...evidence }] },
      { problems: [], cannot: undefined },
      words,
    );
  expect(at({ turn: 'test/keeps it#0.2', said: '“keeps it”, turn 2, persona' })).toMatch(/keeps it.*turn 2.*persona/);
  expect(at({ turn: '6f1c2a34-9d0e' })).not.toContain('6f1c');
});

test('answers stand in fences that they cannot close', () => {
  const shown = answersDocument(
    'What',
    [{ step: 'draft', text: '```\n# Title\n````\n[x](command:y)', failed: false }],
    '–',
  );
  expect(shown).toContain('`````text\n```\n# Title');
  expect(shown.trimEnd().endsWith('`````')).toBe(true);
});

describe('the difference of two texts', () => {
  test.each([
    ['', 'abc'],
    ['abc', ''],
    ['abcabc', 'abc'],
    ['a\r\nb', 'a\r\n\r\nb'],
    ['x😀y', 'x😁y'],
    ['same', 'sane'],
  ])('%j to %j', (old, fresh) => {
    const difference = differenceOf(old, fresh);
    const { range, text } = difference ?? { range: { start: 0, end: 0 }, text: '' };
    expect(old.slice(0, range.start) + text + old.slice(range.end)).toBe(fresh);
    expect(old.slice(range.start, range.end)).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/u);
  });
  test('none', () => expect(differenceOf('a', 'a')).toBeUndefined());
});
