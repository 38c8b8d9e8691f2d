// The editor's settings for `.persona` files: comments, pairs, words, folding, indentation. Enter writes no `- ` by itself: a second Enter
// could not take it back, and would leave an empty item behind where a block was to begin.
import { type GeneratedFile, json } from './generated.ts';

/** `syntaxes/language-configuration.json`. */
export function languageConfiguration(): GeneratedFile[] {
  const pairs = [
    ['{{', '}}'],
    ['(', ')'],
    ['[', ']'],
    ['“', '”'],
    ['«', '»'],
  ];
  return [
    json('syntaxes/language-configuration.json', {
      comments: { lineComment: { comment: '#', noIndent: true } },
      brackets: [
        ['{{', '}}'],
        ['(', ')'],
        ['[', ']'],
      ],
      autoClosingPairs: [
        ...pairs.map(([open, close]) => ({ open, close })),
        { open: '"', close: '"', notIn: ['string', 'regexp'] },
        { open: '```', close: '```' },
      ],
      surroundingPairs: [...pairs, ['"', '"'], ['`', '`'], ['*', '*'], ['_', '_']],
      wordPattern: { pattern: "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}_'’-]*", flags: 'u' },
      folding: { offSide: true },
      indentationRules: {
        increaseIndentPattern: '^(?:[a-z]+(?:\\s+\\S.*)?|\\s+[^\\s#-][^:：]{0,59}(?::|：))\\s*$',
        decreaseIndentPattern: '^(?!)',
      },
    }),
  ];
}
