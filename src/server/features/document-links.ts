// Paths that a file writes, as links to the files they mean: of `extends`, `with` and `from`, and only where there is such a file. A link
// leads to what the source has read, so never to a command, another scheme, or a file outside the folder.
import type * as lsp from 'vscode-languageserver-protocol';
import type { Source } from '../../lang/source.ts';
import type { Tree } from '../../lang/tree.ts';
import { pathsInFile } from '../paths-in-file.ts';
import { toRange } from '../to-lsp.ts';

export function documentLinks(tree: Tree, source: Source): lsp.DocumentLink[] {
  return pathsInFile(tree).flatMap(({ path, range }) => {
    const file = source.read(path, tree.uri);
    return file.ok ? [{ range: toRange(tree.lines, range), target: file.uri }] : [];
  });
}
