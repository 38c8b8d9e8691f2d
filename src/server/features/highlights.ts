// Every place in the file where what stands at the cursor is named: where it is said as a write, where it is used as a read.
import type * as lsp from 'vscode-languageserver-protocol';
import type { Tree } from '../../lang/tree.ts';
import { namesInFile } from '../names/names-in-file.ts';
import { occurrenceAt, sameNames } from '../names/occurrence.ts';
import { highlightKind, toRange } from '../to-lsp.ts';

/** Empty where nothing is named: the editor then marks the word. */
export function documentHighlights(tree: Tree, offset: number): lsp.DocumentHighlight[] {
  const names = namesInFile(tree);
  const here = occurrenceAt(names, offset);
  if (!here) return [];
  return sameNames(names, here).map(({ range, role }) => ({
    range: toRange(tree.lines, range),
    kind: role === 'use' ? highlightKind.read : highlightKind.write,
  }));
}
