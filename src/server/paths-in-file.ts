// Every path that a file writes, with its place: `extends`, `with`, `from` of facts and of tools. A tree in; reads no other file.
import type { Range } from '../base/range.ts';
import { isPath, readCast } from '../lang/cast.ts';
import { elements } from '../lang/check-value.ts';
import { trimText } from '../lang/slice-text.ts';
import { type SourceText, sourceRange } from '../lang/source-text.ts';
import type { Entry, Member, Tree } from '../lang/tree.ts';
import { blockRow, clauseRow, type EntryRow, memberRow } from '../lang/vocabulary.ts';

export interface WrittenPath {
  /** The entry's word. */
  readonly by: 'extends' | 'with' | 'from';
  /** As written. */
  readonly path: string;
  readonly range: Range;
  /** Of `with:` — what the member is called, where that is taken from the file's name. */
  readonly stem: string | undefined;
}

/** In the order of the text. */
export function pathsInFile(tree: Tree): readonly WrittenPath[] {
  return tree.blocks.flatMap((block) => {
    const row = block.word && blockRow(block.word);
    if (!row) return [];
    return block.children.flatMap((member) => pathsOf(member, memberRow(row, wordOf(member), member.kind)));
  });
}

function pathsOf(member: Member, row: EntryRow | undefined): readonly WrittenPath[] {
  if (member.kind !== 'entry' || !row) return [];
  const inner = member.children.flatMap((child) => pathsOf(child, clauseRow(row, wordOf(child) ?? '')));
  return [...own(member, row), ...inner];
}

function own(entry: Entry, row: EntryRow): readonly WrittenPath[] {
  switch (row.type) {
    case 'path': {
      const text = trimText(entry.text);
      return isPath(text.value) ? [written('from', text, text.value)] : [];
    }
    case 'paths':
      return elements(entry).map((text) => written('extends', text, text.value));
    case 'cast':
      return elements(entry).flatMap((text) => {
        const { path, name } = readCast(text.value);
        if (path === undefined) return [];
        return [written('with', text, path, path.length === text.value.length ? name : undefined)];
      });
    default:
      return [];
  }
}

function written(by: WrittenPath['by'], text: SourceText, path: string, stem?: string): WrittenPath {
  return { by, path, range: sourceRange(text, 0, path.length), stem };
}

function wordOf(member: Member): string | undefined {
  return member.kind === 'entry' ? member.word : undefined;
}
