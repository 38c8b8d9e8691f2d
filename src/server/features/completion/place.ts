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
  /** The editor asks its user whether an item is put in before the rest of a word, or in its place. */
  readonly insertsOrReplaces: boolean;
  /** So many characters before the cursor, and behind it. */
  replaces(before: number, behind?: number): lsp.Range;
}

export function placeAt(persona: Persona, offset: number, insertsOrReplaces: boolean): Place {
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
    insertsOrReplaces,
    replaces: (back, on = 0) => ({
      start: { line: cursor.line, character: cursor.character - back },
      end: { line: cursor.line, character: cursor.character + on },
    }),
  };
}

/** What a taken item replaces: one range, or, where a word goes on behind the cursor, one up to it and one with the rest. */
export type Replaced = lsp.Range | Pick<lsp.InsertReplaceEdit, 'insert' | 'replace'>;

/** @param back so many characters before the cursor. `rest`: what stands behind it of the same word or element. */
export function replaced(place: Place, back: number, rest: string): Replaced {
  const replace = place.replaces(back, rest.length);
  return rest !== '' && place.insertsOrReplaces ? { insert: place.replaces(back), replace } : replace;
}
