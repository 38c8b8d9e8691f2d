// Names that change together while they are typed: only those that no other file can know of, and only from where they are given.
// In a use, another word means another thing (a line said by somebody else), so nothing is linked from there.
import type * as lsp from 'vscode-languageserver-protocol';
import type { Tree } from '../../lang/tree.ts';
import { namesInFile } from '../names/names-in-file.ts';
import { type Occurrence, occurrenceAt, sameNames } from '../names/occurrence.ts';
import { toRange } from '../to-lsp.ts';

/** What a name may be typed as; anything else ends the link. As in JavaScript without flags. */
const wordPattern = '[^\\s:：,，、،{}"/=#\\\\]([^:：,，、،{}"/=\\\\\\r\\n]*[^\\s:：,，、،{}"/=\\\\])?';

/** Ranges with one and the same text: what a `let:` binds, and what a member of a cast is called. Null for anything else. */
export function linkedEditing(tree: Tree, offset: number): lsp.LinkedEditingRanges | null {
  const names = namesInFile(tree);
  const here = occurrenceAt(names, offset);
  if (!here || !isLocal(here)) return null;
  const all = sameNames(names, here);
  const written = (name: Occurrence) => tree.text.slice(name.range.start, name.range.end);
  const same = all.every((name) => name.by === 'name' && written(name) === written(here));
  if (!same || all.length < 2) return null;
  return { ranges: all.map(({ range }) => toRange(tree.lines, range)), wordPattern };
}

function isLocal({ kinds, role, by, builtIn }: Occurrence): boolean {
  return role === 'definition' && by === 'name' && !builtIn && (kinds.includes('bound') || kinds.includes('speaker'));
}
