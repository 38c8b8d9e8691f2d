// The editor's settings for `.persona` files: comments, pairs, words, folding, and what Enter does in a list.
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
      onEnterRules: [
        { beforeText: '^\\s*-\\s*$', afterText: '^\\s*$', action: { indent: 'outdent' } },
        { beforeText: '^\\s+-\\s+\\S.*$', action: { indent: 'none', appendText: '- ' } },
      ],
    }),
  ];
}
