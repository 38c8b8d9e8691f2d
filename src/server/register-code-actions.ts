// Code actions: fixes of what is wrong at a place, all fixes of a file, and what can be made of a selection. No feature lives here.
import type { CodeAction, CodeActionParams, Connection } from 'vscode-languageserver';
import { range } from '../base/range.ts';
import type { ActionClient } from './action-client.ts';
import type { AgentDocuments } from './agent-documents.ts';
import type { Documents } from './documents.ts';
import { extractKind, fixAllKind, testKind } from './features/action-kinds.ts';
import { codeActions, fixAll, plainActions } from './features/code-actions.ts';
import { refactorings } from './features/refactorings.ts';

/** Milliseconds. */
const longestWait = 100;

/** Asked for by the user, as the protocol numbers it. */
const invoked = 1;

/** @param client asked for at each request: it is known once the editor has introduced itself. */
export function registerCodeActions(
  connection: Connection,
  documents: Documents,
  agentFiles: Pick<AgentDocuments, 'takes' | 'find'>,
  client: () => ActionClient,
): void {
  connection.onCodeAction(({ textDocument: { uri }, range: selected, context }: CodeActionParams) => {
    const { only, triggerKind } = context;
    const wanted = (kind: string) =>
      only === undefined || only.some((some) => kind === some || kind.startsWith(`${some}.`));
    // Fixes one by one: files of other tools are not mended as a whole when they are saved.
    if (agentFiles.takes(uri)) return wanted('quickfix') ? inAgentFile(uri, selected) : [];
    // Whoever asks for all fixes waits a moment for all there is to find; else what is shown is what can be mended.
    const checked = only?.some((kind) => kind.startsWith('source'))
      ? documents.findWithin(uri, longestWait)
      : documents.known(uri);
    const document = documents.get(uri);
    if (!checked || !document) return [];
    const { problems, tree } = checked;
    const selection = range(tree.lines.offsetAt(selected.start), tree.lines.offsetAt(selected.end));
    const asked = triggerKind === invoked || only !== undefined;
    const source = documents.sourceFor(uri);
    return [
      ...(wanted('quickfix') ? codeActions(tree, problems, selection, client().rulePages) : []),
      ...(wanted('refactor') || wanted(extractKind) || wanted(testKind)
        ? refactorings(checked, document.version, selection, source, client(), asked).filter(({ kind }) =>
            wanted(kind ?? ''),
          )
        : []),
      // Without being asked for it belongs to no place.
      ...(only !== undefined && wanted(fixAllKind) ? fixAll(tree, problems) : []),
    ];
  });

  async function inAgentFile(uri: string, selected: CodeActionParams['range']): Promise<CodeAction[]> {
    const found = await agentFiles.find(uri);
    if (!found) return [];
    const selection = range(found.lines.offsetAt(selected.start), found.lines.offsetAt(selected.end));
    return plainActions(found, found.problems, selection, client().rulePages);
  }
}
