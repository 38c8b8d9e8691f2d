// The `{{value}}` that an offset touches, by the text alone.
import { type Range, range } from '../base/range.ts';
import type { Tree } from '../lang/tree.ts';

/** `range` includes the braces; `name` is what stands between them, trimmed. */
export function valueAt(tree: Tree, offset: number): { readonly name: string; readonly range: Range } | undefined {
  const { line } = tree.lines.positionAt(offset);
  const start = tree.lines.startOf(line);
  const text = tree.text.slice(start, tree.lines.startOf(line + 1));
  for (const match of text.matchAll(/\{\{([^{}\n\r]+)\}\}/g)) {
    const found = range(start + match.index, start + match.index + match[0].length);
    if (found.start <= offset && offset <= found.end) return { name: (match[1] ?? '').trim(), range: found };
  }
  return undefined;
}
