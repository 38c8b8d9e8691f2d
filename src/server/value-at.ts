// The `{{value}}` that an offset touches, where it is one: in `given`, in a fence, in a comment and in most titles it is text to the letter.
import { type Range, touches } from '../base/range.ts';
import { sourceRange } from '../lang/source-text.ts';
import type { Tree } from '../lang/tree.ts';
import { placeholders } from '../lang/values.ts';
import { atCursor } from './at-cursor.ts';

/** `range` includes the braces; `name` is what stands between them, trimmed. */
export function valueAt(tree: Tree, offset: number): { readonly name: string; readonly range: Range } | undefined {
  const { block, path } = atCursor(tree, offset);
  if (!block || block.word === 'given') return undefined;
  const members = path.map(({ member }) => member);
  if (members.some((member) => member.kind === 'entry' && member.word === 'given')) return undefined;
  const title = block.word === 'section' ? block.title : undefined;
  const text = [title, block.prose, ...members.map((member) => member.text)].findLast(
    (one) => one && touches(one.range, offset),
  );
  if (!text) return undefined;
  for (const { start, end, name } of placeholders(text.value)) {
    const found = sourceRange(text, start, end);
    if (touches(found, offset)) return { name, range: found };
  }
  return undefined;
}
