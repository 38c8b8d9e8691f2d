// The cursor's line as completion sees it: what stands before and behind, under what the line would stand, what a taken item replaces.
import type * as lsp from 'vscode-languageserver-protocol';
import { columnAt } from '../../../lang/edit/place.ts';
import type { Persona } from '../../../lang/persona.ts';
import { type OpenAt, openAt } from './open-at.ts';

export interface Place {
  readonly persona: Persona;
  readonly line: number;
  /** Of the line, without a byte order mark. */
  readonly before: string;
  readonly behind: string;
  readonly open: OpenAt;
  /** So many characters before the cursor, and behind it. */
  replaces(before: number, behind?: number): lsp.Range;
}

export function placeAt(persona: Persona, offset: number): Place {
  const { tree } = persona;
  const cursor = tree.lines.positionAt(offset);
  const start = tree.lines.startOf(cursor.line);
  const before = tree.text.slice(start, offset).replace(/^\ufeff/, '');
  const behind = tree.text.slice(offset, tree.lines.startOf(cursor.line + 1)).replace(/[\r\n]+$/, '');
  const ink = before.trimStart().length;
  return {
    persona,
    line: cursor.line,
    before,
    behind,
    open: openAt(tree, cursor.line, columnAt(tree, offset - ink)),
    replaces: (back, on = 0) => ({
      start: { line: cursor.line, character: cursor.character - back },
      end: { line: cursor.line, character: cursor.character + on },
    }),
  };
}
