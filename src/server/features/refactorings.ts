// What can be made of a selection: a parent persona of it, a test of an example. Values in, code actions out.

import type * as lsp from 'vscode-languageserver-protocol';
import type { Range } from '../../base/range.ts';
import type { Source } from '../../lang/source.ts';
import type { CheckedFile } from '../../lint/static/check-file.ts';
import { toTextEdits } from '../to-lsp.ts';
import { extractKind, testKind } from './action-kinds.ts';
import { extractToParent } from './extract-parent.ts';
import { exampleAt, testOfExample } from './test-of-example.ts';

/** What the editor can do with an answer. */
export interface Client {
  /** It makes new files. */
  readonly createsFiles: boolean;
  /** It shows actions that are not possible, with the reason. */
  readonly showsDisabled: boolean;
}

const top: lsp.Position = { line: 0, character: 0 };

/** @param asked whether the user asked for actions; else they are offered only where something is selected, so that no lamp shines everywhere. */
export function refactorings(
  checked: CheckedFile,
  version: number,
  selection: Range,
  source: Source,
  client: Client,
  asked: boolean,
): lsp.CodeAction[] {
  if (!asked && selection.start === selection.end) return [];
  const actions: lsp.CodeAction[] = [];
  const { persona, book } = checked;
  const { tree } = persona;
  const extracted = client.createsFiles ? extractToParent(persona, selection, source) : undefined;
  if (extracted) {
    const action = { title: 'Extract to a parent persona', kind: extractKind };
    if (extracted.ok) {
      const { uri, text, edits } = extracted;
      const documentChanges: lsp.WorkspaceEdit['documentChanges'] = [
        { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
        { textDocument: { uri, version: null }, edits: [{ range: { start: top, end: top }, newText: text }] },
        { textDocument: { uri: tree.uri, version }, edits: toTextEdits(tree.lines, edits) },
      ];
      actions.push({ ...action, edit: { documentChanges } });
    } else actions.push({ ...action, disabled: { reason: extracted.reason } });
  }
  const example = exampleAt(persona, selection.start);
  const edited = example && testOfExample(persona, book, example);
  if (edited) {
    const action = { title: 'Make a test of this example', kind: testKind };
    actions.push(
      edited.ok
        ? { ...action, edit: { changes: { [tree.uri]: toTextEdits(tree.lines, edited.edits) } } }
        : { ...action, disabled: { reason: edited.reason } },
    );
  }
  return actions.filter(({ disabled }) => !disabled || client.showsDisabled);
}
