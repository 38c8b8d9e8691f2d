// The formatter's edits in the protocol's shape.
import type * as lsp from 'vscode-languageserver-protocol';
import { format } from '../../lang/format.ts';
import type { Tree } from '../../lang/tree.ts';
import { toTextEdits } from '../to-lsp.ts';

export function formatting(tree: Tree): lsp.TextEdit[] {
  return toTextEdits(tree.lines, format(tree));
}
