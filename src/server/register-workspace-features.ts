// Features that look across files: which message of the protocol is answered by which of them. No feature lives here.
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import { LineTable } from '../base/line-table.ts';
import type { Documents } from './documents.ts';
import { definition } from './features/definition.ts';
import { fileRenames } from './features/file-renames.ts';
import { ruleInInstructions } from './features/hover/agent-doc.ts';
import { toLocations } from './features/locations.ts';
import { references } from './features/references.ts';
import { prepareRename, rename } from './features/rename.ts';
import { askedFrom, prepareTypeHierarchy, subtypes, supertypes } from './features/type-hierarchy.ts';
import { workspaceSymbols } from './features/workspace-symbols.ts';
import { inSlices } from './in-slices.ts';
import { toRange, toTextEdits } from './to-lsp.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export function registerWorkspaceFeatures(connection: Connection, documents: Documents, files: WorkspaceFiles): void {
  /** The files around one: also those outside of the folder's index that it may read. */
  const around = (uri: string): WorkspaceFiles => ({
    whenComplete: () => files.whenComplete(),
    all: () => files.all(),
    get: (other) => files.get(other),
    namedBy: (other) => files.namedBy(other),
    textOf: (other) => files.textOf(other) ?? documents.textOf(uri, other),
  });
  /** The persona with the offset that is asked about, and the files around it. */
  const at = ({ textDocument: { uri }, position }: TextDocumentPositionParams) => {
    const persona = documents.check(uri, 'typing')?.persona;
    if (!persona) return undefined;
    return { persona, tree: persona.tree, offset: persona.tree.lines.offsetAt(position), around: around(uri) };
  };
  /** The same when every file is known, for answers that must not lack one. */
  const behindAll = async (params: TextDocumentPositionParams, token: CancellationToken) => {
    const asked = documents.get(params.textDocument.uri);
    await knowAll(files, token);
    if (documents.get(params.textDocument.uri) !== asked) throw changed();
    return at(params);
  };

  connection.onDefinition((params) => {
    const here = at(params);
    if (!here) return [];
    const instructed = ruleInInstructions(here.persona, here.offset);
    const found = instructed ? [instructed] : definition(here.tree, here.offset, here.around);
    return toLocations(found, here.around.textOf);
  });
  connection.onReferences(async (params, token) => {
    const here = await behindAll(params, token);
    if (!here) return [];
    const { includeDeclaration } = params.context;
    const found = await inSlices(references(here.tree, here.offset, here.around, includeDeclaration), token);
    if (!found) throw calledOff();
    return toLocations(found, here.around.textOf);
  });
  connection.onPrepareRename((params) => {
    const here = at(params);
    if (!here) return null;
    const found = prepareRename(here.tree, here.offset);
    if (!found.ok) throw new ResponseError(ErrorCodes.InvalidRequest, found.reason);
    return { range: toRange(here.tree.lines, found.range), placeholder: found.name };
  });
  connection.onRenameRequest(async (params, token) => {
    const here = await behindAll(params, token);
    if (!here) return null;
    const renamed = await inSlices(rename(here.tree, here.offset, params.newName, here.around), token);
    if (!renamed) throw calledOff();
    if (!renamed.ok) throw new ResponseError(ErrorCodes.InvalidRequest, renamed.reason);
    // What was typed while they were held against each other is in none of these edits.
    if (renamed.files.some(({ tree }) => (documents.get(tree.uri)?.text ?? tree.text) !== tree.text)) throw changed();
    return { changes: changesOf(renamed.files) };
  });

  connection.onWorkspaceSymbol(
    async ({ query }, token) => (await inSlices(workspaceSymbols(files, query), token)) ?? [],
  );
  connection.languages.typeHierarchy.onPrepare((params) => {
    const here = at(params);
    return here ? prepareTypeHierarchy(here.persona, here.offset, here.around) : null;
  });
  connection.languages.typeHierarchy.onSupertypes(({ item }) => supertypes(item, around(askedFrom(item))));
  connection.languages.typeHierarchy.onSubtypes(async ({ item }, token) => {
    await knowAll(files, token);
    return subtypes(item, around(askedFrom(item)));
  });

  connection.workspace.onWillRenameFiles(async ({ files: renames }, token) => {
    await knowAll(files, token);
    return { changes: changesOf(fileRenames(renames, files)) };
  });
}

/** @throws ResponseError where the request was called off meanwhile. */
async function knowAll(files: WorkspaceFiles, token: CancellationToken): Promise<void> {
  const noMore = new Promise<void>((done) => void token.onCancellationRequested(() => done()));
  // One that was called off before it came tells nobody.
  if (!token.isCancellationRequested) await Promise.race([files.whenComplete(), noMore]);
  if (token.isCancellationRequested) throw calledOff();
}

function calledOff(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Called off.');
}

/** What was asked about is not there any more: the editor asks again. */
function changed(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The file has changed.');
}

function changesOf(files: ReturnType<typeof fileRenames>) {
  return Object.fromEntries(files.map(({ tree, edits }) => [tree.uri, toTextEdits(new LineTable(tree.text), edits)]));
}
