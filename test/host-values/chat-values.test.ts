// What VS Code's own chat is given and gives back, as values: lines, ledgers, tables, and text that stays text in pieces.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainMarkdown } from '../../src/base/plain-markdown.ts';
import { chatLines, ledgerUnder, sameLines } from '../../src/host/chat/chat-lines.ts';
import { plainStream } from '../../src/host/chat/plain-stream.ts';
import { rulesTable, whyTable } from '../../src/host/chat/rule-tables.ts';
import { entryFault, freeName, isUsableAddress } from '../../src/host/models/endpoint-entry.ts';
import { addEndpoint, namesOf, removeEndpoint } from '../../src/host/models/own-endpoints.ts';
import { previewWords } from '../../src/wire/preview-words.ts';
import { bookOf } from '../play/kit.ts';

const kept = { rule: 'short', state: 'kept', why: 'it is brief', span: undefined } as const;

describe('lines', () => {
  test('what one side says without a break is one line; empty messages are none', () => {
    const lines = chatLines([
      { speaker: 'user', text: 'Be brief.' },
      { speaker: 'user', text: 'Who are you?' },
      { speaker: 'self', text: '' },
      { speaker: 'self', text: 'Holmes.' },
      { speaker: 'user', text: '  ' },
    ]);
    expect(lines).toEqual([
      { speaker: 'user', text: 'Be brief.\n\nWho are you?' },
      { speaker: 'self', text: 'Holmes.' },
    ]);
    expect(sameLines(lines, [...lines])).toBe(true);
    expect(sameLines(lines, lines.slice(1))).toBe(false);
  });

  test('the ledger under a reply comes off again, and only that', () => {
    const verdicts = [kept] as unknown as Parameters<typeof ledgerUnder>[0];
    const under = ledgerUnder(verdicts, previewWords);
    expect(under).toContain('1 kept');
    const said = 'A rule:\n\n---\nMine.';
    expect(chatLines([{ speaker: 'self', text: said + under }])).toEqual([{ speaker: 'self', text: said }]);
    expect(chatLines([{ speaker: 'user', text: said + under }])[0]?.text).toContain('1 kept');
    expect(ledgerUnder([], previewWords)).toBeUndefined();
  });
});

test('text in pieces is shown exactly as text in one, however it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '*', '[', '](', '`', '\t', 'é', '#') })),
      (pieces) => {
        const plain = plainStream();
        expect(pieces.map(plain).join('')).toBe(plainMarkdown(pieces.join('').trimEnd()));
      },
    ),
  );
});

describe('tables', () => {
  test('a hostile reply or rule stays in its cell, and nothing in it is a link', () => {
    const text = 'Come in | [now](command:evil)\n\n| a | b |';
    const verdict = { rule: 'a|b', state: 'broken', why: 'it says <b>', span: { start: 0, end: 4 } };
    const turn = { id: 't', speaker: 'self', text, verdicts: [verdict] } as unknown as Parameters<typeof whyTable>[0];
    const table = whyTable(turn, previewWords);
    expect(table.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(3);
    expect(table).not.toMatch(/(?<!\\)\]\(|(?<!\\)<b/);
    expect(table).toContain('“Come”');
    const { persona } = bookOf('persona X\n\nrules\n  a: Never says [x](command:y).\n');
    expect(rulesTable(persona, previewWords)).not.toMatch(/(?<!\\)\]\(/);
    expect(rulesTable(bookOf('persona X\n').persona, previewWords)).toContain('no rules');
  });
});

describe('endpoints of the user', () => {
  const setting = (values: readonly unknown[]) => {
    const held = { now: values };
    const write = async (next: readonly unknown[]) => {
      held.now = next;
    };
    return { held, read: () => held.now, write };
  };

  test('are added and removed; what else stands there stays', async () => {
    const one = setting([{ name: 'a', url: 'https://a/v1', model: 'x', note: 'mine' }, 'damaged']);
    await addEndpoint(one, { name: 'b', url: 'https://b/v1', model: 'y' });
    expect(namesOf(one)).toEqual(['a', 'b']);
    await addEndpoint(one, { name: 'b', url: 'https://b/v1', model: 'z' });
    await removeEndpoint(one, 'a');
    expect(one.held.now).toEqual(['damaged', { name: 'b', url: 'https://b/v1', model: 'z' }]);
  });

  test('get a name that is free, fits, and is not one of ours', () => {
    expect(freeName('llama3.2', [])).toBe('llama3.2');
    expect(freeName('llama3.2', ['llama3.2', 'llama3.2 2'])).toBe('llama3.2 3');
    expect(freeName('understudy', [])).toBe('understudy 2');
    expect([...freeName('m'.repeat(200), ['m'.repeat(60)])].length).toBeLessThanOrEqual(60);
    expect(entryFault({ name: 'a', url: 'https://a/v1?key=1', model: 'x' })).toBeTruthy();
  });

  test('are at an https address, or on this machine', () => {
    const good = ['https://api.openai.com/v1', 'http://localhost:11434/v1', 'http://127.0.0.1:1/v1'];
    const bad = ['http://10.0.0.7/v1', 'ftp://x', 'localhost:11434', 'https://me:pw@x/v1', 'https://x/v1?k=1', ''];
    expect([...good, ...bad].filter(isUsableAddress)).toEqual(good);
  });
});
