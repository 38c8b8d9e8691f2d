// Tokens as the numbers of the protocol, five each, counted from the token before; and the difference between two such lists.
import type * as lsp from 'vscode-languageserver-protocol';
import type { LineTable } from '../../../base/line-table.ts';
import { type Token, tokenModifiers, tokenTypes } from './legend.ts';

const typeNumbers = new Map(tokenTypes.map((type, index) => [type, index]));
const modifierBits = new Map(tokenModifiers.map((modifier, index) => [modifier, 1 << index]));

/** @param tokens in the order of the text. */
export function encodeTokens(lines: LineTable, tokens: readonly Token[]): number[] {
  const data: number[] = [];
  let line = 0;
  let next = lines.startOf(1);
  let start = 0;
  let lastLine = 0;
  let lastColumn = 0;
  for (const token of tokens) {
    while (token.start >= next && line + 1 < lines.count) {
      line++;
      start = next;
      next = lines.startOf(line + 1);
    }
    const column = token.start - start;
    data.push(
      line - lastLine,
      line === lastLine ? column - lastColumn : column,
      token.end - token.start,
      typeNumbers.get(token.type) ?? 0,
      (token.modifier && modifierBits.get(token.modifier)) ?? 0,
    );
    lastLine = line;
    lastColumn = column;
  }
  return data;
}

/** One edit that turns the one list into the other; none where they are equal. Cuts between tokens. */
export function tokenEdits(before: readonly number[], after: readonly number[]): lsp.SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  start -= start % 5;
  if (start === before.length && start === after.length) return [];
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  end -= end % 5;
  return [{ start, deleteCount: before.length - start - end, data: after.slice(start, after.length - end) }];
}
