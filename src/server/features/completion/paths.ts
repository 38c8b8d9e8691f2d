// Files and folders that a path may go on with, one step at a time: personas and agent files for `extends` and `with`, texts and tables for `from`. Never
// the file itself, nor what the list has already.
import type * as lsp from 'vscode-languageserver-protocol';
import { URI } from 'vscode-uri';
import { kindOfFile } from '../../../interop/agent-file/kind-of-file.ts';
import { completionKind } from '../../to-lsp.ts';
import { uriOfPath } from '../../uri-paths.ts';
import { order, suggestAgain, textEdit } from './items.ts';
import { replaced } from './place.ts';
import type { ValueAt } from './values.ts';

/** @param written what is written of the path before and behind the cursor; `there` paths that the list has. */
export function pathItems(
  { place, row, source }: ValueAt,
  { begun, rest: behind }: { readonly begun: string; readonly rest: string },
  there: readonly string[],
): lsp.CompletionItem[] {
  if (!source.list || /\sas\s/.test(begun)) return [];
  const { persona } = place;
  const rest = behind.replace(/(?:^|\s+)as\s.*$/, '');
  // A folder takes the place of one, and the path goes on behind it.
  const restOfFolder = /^[^/]*\/?/.exec(rest)?.[0] ?? '';
  const folder = /^\.{1,2}\/(?:.*\/)?/.exec(begun)?.[0] ?? './';
  const wanted = row.type === 'path' ? /\.(?:md|txt|csv)$/i : /\.persona$/i;
  const mayBeAgent = row.type !== 'path';
  const at = folder === './' ? persona.uri : (uriOfPath(`${folder}x`, persona.uri) ?? persona.uri);
  const isAgent = (name: string) => mayBeAgent && kindOfFile(at.replace(/[^/]*$/u, name)) !== undefined;
  const known = new Set(there.map((element) => element.replace(/\s+as\s+.*$/, '')));
  const own = URI.parse(persona.uri).path.split('/').at(-1);
  const up = /^(?:\.\/|(?:\.\.\/)*)$/.test(folder) ? [{ name: '..', folder: true }] : [];
  const found = source
    .list(folder, persona.uri)
    .filter(({ name, folder: isFolder }) => isFolder || wanted.test(name) || isAgent(name));
  const files = found.filter(({ folder: isFolder }) => !isFolder);
  const folders = [...found.filter(({ folder: isFolder }) => isFolder), ...up];
  return [...files, ...folders]
    .filter(({ name }) => !(folder === './' && name === own) && !known.has(folder + name) && !/[,，、،]/.test(name))
    .map(({ name, folder: isFolder }, index) => {
      const path =
        name === '..' ? (folder === './' ? '../' : `${folder}../`) : `${folder}${name}${isFolder ? '/' : ''}`;
      return {
        label: isFolder ? `${name}/` : name,
        kind: isFolder ? completionKind.folder : completionKind.file,
        detail: path,
        filterText: path,
        textEdit: textEdit(replaced(place, begun.length, isFolder ? restOfFolder : rest), path),
        sortText: order(index),
        ...(isFolder && suggestAgain),
      };
    });
}
