// The server's wiring: which message of the protocol is answered by which feature. No feature lives here.
import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CompiledPromptParams,
  compiledPromptMethod,
  overridesMethod,
  type ServerOptions,
  type ServerStatus,
  statusMethod,
  trustMethod,
  type UserOverrides,
} from '../wire/server-protocol.ts';
import { Documents } from './documents.ts';
import { codeActions, fixAll } from './features/code-actions.ts';
import { compiledPrompt } from './features/compiled-prompt.ts';
import { completion } from './features/completion/completion.ts';
import { definition } from './features/definition.ts';
import { foldingRanges } from './features/folding.ts';
import { formatting } from './features/formatting.ts';
import { hover } from './features/hover.ts';
import { toLocations } from './features/locations.ts';
import { documentSymbols } from './features/symbols.ts';
import { Publisher } from './publisher.ts';
import type { World } from './world.ts';

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: { triggerCharacters: ['{', ':', ' ', '"'] },
  hoverProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  definitionProvider: true,
  documentFormattingProvider: true,
  codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.dramatis'] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** Answers on a connection until it closes. The caller listens. */
export function startServer(connection: Connection, world: World): void {
  const texts = new TextDocuments(TextDocument);
  let documents = new Documents(world, {
    trusted: false,
    overrides: { severities: {}, promptBudget: undefined },
    folders: [],
  });
  const makePublisher = () =>
    new Publisher({
      documents,
      world,
      send: (params) => void connection.sendDiagnostics(params),
      later: (work) => void setImmediate(work),
    });
  let publisher = makePublisher();

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const options: Partial<ServerOptions> = params.initializationOptions ?? {};
    const overrides = options.overrides ?? { severities: {}, promptBudget: undefined };
    const folders = (params.workspaceFolders ?? []).map(({ uri }) => uri);
    documents = new Documents(world, { trusted: options.trusted ?? false, overrides, folders });
    publisher = makePublisher();
    return { capabilities, serverInfo: { name: 'Dramatis' } };
  });

  const refresh = () => {
    for (const { uri } of documents.all()) publisher.publishAll(uri);
  };
  let wanted: Promise<void> | undefined;
  /** Tokens and languages load behind the first diagnostics; what needed them is found once they are there. */
  const loadMeasures = () => {
    wanted ??= (async () => {
      const tell = (status: ServerStatus) => void connection.sendNotification(statusMethod, status);
      tell({ busy: true, what: 'loading the token counter' });
      documents.update({ measures: await world.loadMeasures() });
      refresh();
      tell({ busy: false, what: '' });
    })();
    return wanted;
  };

  connection.onInitialized(() => {
    if (documents.all().length > 0) void loadMeasures();
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      const kept = documents.folders.filter((uri) => !gone.has(uri));
      documents.update({ folders: [...kept, ...added.map(({ uri }) => uri)] });
      refresh();
    });
  });

  texts.onDidChangeContent(({ document }) => {
    const known = documents.get(document.uri);
    documents.put({ uri: document.uri, version: document.version, text: document.getText() });
    if (known) publisher.publishTyping(document.uri);
    else {
      publisher.publishAll(document.uri);
      void loadMeasures();
    }
  });
  texts.onDidSave(({ document }) => {
    publisher.publishAll(document.uri);
    const others = documents
      .all()
      .filter((other) => other.uri !== document.uri && documents.dependsOn(other, document.uri));
    for (const other of others) publisher.publishAll(other.uri);
  });
  texts.onDidClose(({ document }) => {
    documents.remove(document.uri);
    publisher.forget(document.uri);
  });
  connection.onDidChangeWatchedFiles(() => {
    documents.update({});
    refresh();
  });

  const personaOf = (uri: string) => documents.check(uri, 'typing')?.persona;
  connection.onCompletion(({ textDocument, position }) => {
    const persona = personaOf(textDocument.uri);
    return persona ? completion(persona, persona.tree.lines.offsetAt(position)) : [];
  });
  connection.onHover(({ textDocument, position }) => {
    const persona = personaOf(textDocument.uri);
    return persona ? hover(persona, persona.tree.lines.offsetAt(position)) : null;
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const persona = personaOf(textDocument.uri);
    return persona ? documentSymbols(persona.tree) : [];
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const persona = personaOf(textDocument.uri);
    return persona ? foldingRanges(persona.tree) : [];
  });
  connection.onDefinition(({ textDocument, position }) => {
    const persona = personaOf(textDocument.uri);
    if (!persona) return [];
    const places = definition(persona, persona.tree.lines.offsetAt(position), documents.sourceFor(persona.uri));
    return toLocations(places, (uri) => (uri === persona.uri ? persona.tree.text : documents.textOf(persona.uri, uri)));
  });
  connection.onDocumentFormatting(({ textDocument }) => {
    const persona = personaOf(textDocument.uri);
    return persona ? formatting(persona.tree) : [];
  });
  connection.onCodeAction(({ textDocument, range, context }) => {
    const checked = documents.check(textDocument.uri, 'save');
    if (!checked) return [];
    const { tree } = checked.persona;
    const all = context.only?.some(
      (kind) => kind === 'source.fixAll' || kind.startsWith('source.fixAll.') || kind === 'source',
    );
    if (all) return fixAll(tree, checked.problems);
    const selection = { start: tree.lines.offsetAt(range.start), end: tree.lines.offsetAt(range.end) };
    return codeActions(tree, checked.problems, selection);
  });
  connection.onRequest(compiledPromptMethod, async ({ uri }: CompiledPromptParams) => {
    await loadMeasures();
    const document = documents.get(uri);
    const persona = personaOf(uri);
    if (!document || !persona) return null;
    return compiledPrompt(persona, document.version, documents.measures, documents.configFor(uri).config.promptBudget);
  });
  connection.onNotification(trustMethod, () => {
    documents.update({ trusted: true });
    refresh();
  });
  connection.onNotification(overridesMethod, (overrides: UserOverrides) => {
    documents.update({ overrides });
    refresh();
  });

  texts.listen(connection);
}
