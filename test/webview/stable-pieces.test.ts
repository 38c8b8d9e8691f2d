// A growing reply in pieces: together they are the text, and what was cut off once never changes again.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stablePieces } from '../../src/webview/view/stable-pieces.ts';

const paragraph = 'He looked at the boots. '.repeat(20).trim();

test('pieces are the text, and all but the last stay as they are while it grows', () => {
  const part = fc.constantFrom(
    '1',
    '. ',
    '- ',
    paragraph,
    '\n',
    '\n\n',
    '```\n',
    '- item\n',
    '> said\n',
    '    code\n',
    'word ',
    '~~~\n',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 80 }), (parts) => {
      let before: readonly string[] = [];
      let text = '';
      for (const one of parts) {
        text += one;
        const pieces = stablePieces(text);
        expect(pieces.join('')).toBe(text);
        expect(pieces.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1));
        before = pieces;
      }
    }),
  );
});

test('a long reply is cut at its paragraphs, a short one is not', () => {
  const text = Array.from({ length: 20 }, () => paragraph).join('\n\n');
  const pieces = stablePieces(text);
  expect(pieces.length).toBeGreaterThan(4);
  for (const piece of pieces) expect(piece.startsWith('He looked')).toBe(true);
  expect(stablePieces('a\n\nb')).toEqual(['a\n\nb']);
});

test.each([
  ['fenced code', `\`\`\`\n${`${paragraph}\n\n`.repeat(8)}`],
  ['a list', `- one\n\n${`- ${paragraph}\n\n`.repeat(8)}`],
  ['what is indented', `- one\n\n${`  ${paragraph}\n\n`.repeat(8)}`],
])('nothing is cut inside %s', (_name, text) => {
  expect(stablePieces(text)).toEqual([text]);
});
