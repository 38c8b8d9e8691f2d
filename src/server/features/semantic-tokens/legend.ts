// The kinds of tokens there are, by the names of the protocol where it has one. `package.json` says what each looks like where the
// grammar has coloured the same words already, so that nothing changes its colour when tokens come; a test holds the two together.

export const tokenTypes = [
  'comment',
  'keyword',
  'class',
  'namespace',
  'property',
  'function',
  'variable',
  'type',
  'string',
  'regexp',
  'number',
  'operator',
  'enumMember',
] as const;
export type TokenType = (typeof tokenTypes)[number];

/** The first two are the protocol's. The others are parts of a pattern, and what is a file. */
export const tokenModifiers = [
  'declaration',
  'defaultLibrary',
  'anchor',
  'characterClass',
  'escape',
  'flags',
  'group',
  'quantifier',
  'path',
] as const;
export type TokenModifier = (typeof tokenModifiers)[number];

/** Offsets into the file; on one line. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly modifier: TokenModifier | undefined;
}

export const legend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] };
