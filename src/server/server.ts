// The server's wiring: which message of the protocol is answered by which feature. No feature lives here.
import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type PublishDiagnosticsParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CompiledPromptParams,
  compiledPromptMethod,
  type ModelListsParams,
  modelListsMethod,
  overridesMethod,
  type ServerOptions,
  type ServerStatus,
  statusMethod,
  trustMethod,
  type UserOverrides,
  type WorkspaceSettings,
  workspaceMethod,
} from '../wire/server-protocol.ts';
import { type ActionClient, actionClient } from './action-client.ts';
import { AgentDocuments } from './agent-documents.ts';
import { agentFilesOnDemand } from './agent-files-on-demand.ts';
import { featureCapabilities } from './capabilities.ts';
import { Documents } from './documents.ts';
import { followAgentFiles } from './follow-agent-files.ts';
import { lazyHandlers } from './lazy-handlers.ts';
import { measuresOnDemand } from './measures-on-demand.ts';
import { Publisher } from './publisher.ts';
import { soon } from './soon.ts';
import { uriKey } from './uri-paths.ts';
import { showProgress } from './workspace/show-progress.ts';
import { Workspace } from './workspace/workspace.ts';
import type { World } from './world.ts';

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  ...featureCapabilities,
};

/** What is told to a server that runs. */
export interface Server {
  /** Files that are not open changed, came or went. */
  filesChanged(uris: readonly string[]): void;
}

/** As the editor shows what is being loaded. */
const loadedThings = { tokens: 'token counter', language: 'language detector' };

/** Answers on a connection until it closes. The caller listens. */
export function startServer(connection: Connection, world: World): Server {
  const texts = new TextDocuments(TextDocument);
  const documents = new Documents(world, {
    trusted: false,
    overrides: { severities: {}, promptBudget: undefined },
    folders: [],
  });
  const failed = (error: unknown) => connection.console.error(String(error instanceof Error ? error.stack : error));
  const outward = {
    documents,
    world,
    send: (params: PublishDiagnosticsParams) => void connection.sendDiagnostics(params),
    later: (work: () => void, ms: number) => void (ms > 0 ? setTimeout(work, ms) : soon(work)),
    failed,
  };
  const publisher = new Publisher(outward);
  const agentDocuments = new AgentDocuments(outward);
  let canShowProgress = false;
  let workspaceSettings: WorkspaceSettings | undefined;
  let agentFilter: ServerOptions['agentFiles'];
  const workspace = new Workspace({
    documents,
    world,
    publish: (uri, lines, problems) => publisher.tell(uri, lines, problems),
    progress: () => showProgress(connection, canShowProgress),
    failed,
  });

  let client: ActionClient = { createsFiles: false, showsDisabled: false, rulePages: false, insertsOrReplaces: false };
  let tellsFolders = false;
  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const options: Partial<ServerOptions> = params.initializationOptions ?? {};
    const overrides = options.overrides ?? { severities: {}, promptBudget: undefined };
    client = actionClient(params);
    refreshesHints = params.capabilities.workspace?.inlayHint?.refreshSupport ?? false;
    tellsFolders = params.capabilities.workspace?.workspaceFolders ?? false;
    // An editor that knows no trust was told to start this here by its user.
    const { trusted = true, modelLists } = options;
    documents.update({ trusted, overrides, folders: foldersOf(params), ...(modelLists ? { modelLists } : {}) });
    canShowProgress = params.capabilities.window?.workDoneProgress ?? false;
    workspaceSettings = options.workspace;
    agentFilter = options.agentFiles;
    return { capabilities, serverInfo: { name: 'Dramatis' } };
  });

  let refreshesHints = false;
  const refresh = () => {
    if (refreshesHints) void connection.languages.inlayHint.refresh();
    for (const { uri } of documents.all()) publisher.publishAll(uri);
    agentDocuments.refresh();
  };
  const tell = (status: ServerStatus) => void connection.sendNotification(statusMethod, status);
  /** What needed a measure is found once it is there. */
  const onDemand = measuresOnDemand({
    load: (which) => world.loadMeasures(which),
    loading: (which) => tell({ busy: true, what: `loading the ${loadedThings[which]}` }),
    loaded() {
      documents.update({});
      refresh();
      tell({ busy: false, what: '' });
    },
    failed,
  });
  const agentFiles = agentFilesOnDemand({
    load: async () => (await import('../interop/agent-file/agent-persona.ts')).agentPersona,
    loaded(uris) {
      documents.update({});
      refresh();
      workspace.changed(uris);
    },
    failed,
  });
  documents.update({ measures: onDemand.measures, agentFiles: agentFiles.reader });

  connection.onInitialized(() => {
    void workspace.start(workspaceSettings);
    if (agentFilter) void followAgentFiles(connection, agentFilter).catch(failed);
    if (!tellsFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(keysOf(removed));
      const kept = documents.folders.filter((uri) => !gone.has(uri));
      documents.update({ folders: [...kept, ...keysOf(added)] });
      refresh();
      void workspace.start();
    });
  });

  texts.onDidChangeContent(({ document }) => {
    if (agentDocuments.takes(document.uri)) {
      const { uri, version, languageId: language } = document;
      return agentDocuments.put({ uri, version, language, text: document.getText() });
    }
    const known = documents.get(document.uri);
    documents.put({ uri: document.uri, version: document.version, text: document.getText() });
    if (known) publisher.publishTyping(document.uri);
    else {
      publisher.publishAll(document.uri);
      soon(() => void loadFeatures());
    }
    workspace.edited(document.uri);
  });
  texts.onDidSave(({ document }) => {
    if (agentDocuments.takes(document.uri)) return agentDocuments.saved(document.uri);
    const others = documents
      .all()
      .filter((other) => other.uri !== document.uri && documents.dependsOn(other, document.uri));
    // What is on disk may be another thing now, and not every editor tells.
    documents.update({});
    publisher.publishAll(document.uri);
    for (const other of others) publisher.publishAll(other.uri);
  });
  texts.onDidClose(({ document }) => {
    if (agentDocuments.takes(document.uri)) return agentDocuments.remove(document.uri);
    documents.remove(document.uri);
    publisher.forget(document.uri, workspace.closed(document.uri));
  });
  const filesChanged = (changed: readonly string[]) => {
    const uris = workspace.withFolders(changed);
    if (uris.length === 0) return;
    documents.update({});
    refresh();
    workspace.changed(uris);
  };
  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(changes.map(({ uri }) => uri)));
  connection.onShutdown(() => workspace.stop());

  const loadFeatures = lazyHandlers(connection, async () => {
    const { registerFeatures } = await import('./register-features.ts');
    return (at) =>
      registerFeatures(at, {
        documents,
        agentFiles: agentDocuments,
        workspace,
        load: onDemand.load,
        client: () => client,
      });
  });
  connection.onRequest(compiledPromptMethod, async ({ uri }: CompiledPromptParams) => {
    const [{ promptPage }] = await Promise.all([import('../lang/prompt-page.ts'), onDemand.load('tokens')]);
    const document = documents.get(uri);
    documents.check(uri, 'typing');
    // What it extends may be read for the first time now.
    await agentFiles.settled();
    const persona = documents.check(uri, 'typing')?.persona;
    if (!document || !persona) return null;
    return promptPage(persona, document.version, documents.measures, documents.configFor(uri).config.promptBudget);
  });
  connection.onNotification(trustMethod, () => {
    documents.update({ trusted: true });
    refresh();
    void workspace.start();
  });
  connection.onNotification(modelListsMethod, ({ lists }: ModelListsParams) => {
    documents.update({ modelLists: lists });
    refresh();
  });
  connection.onNotification(workspaceMethod, (settings: WorkspaceSettings) => void workspace.start(settings));
  connection.onNotification(overridesMethod, (overrides: UserOverrides) => {
    documents.update({ overrides });
    refresh();
    void workspace.start();
  });

  texts.listen(connection);
  return { filesChanged };
}

/** Editors that know one folder only say it the old way. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return keysOf(workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []));
}

/** Editors encode uris each in its own way. */
function keysOf(folders: readonly { readonly uri: string }[]): readonly string[] {
  return folders.map(({ uri }) => uriKey(uri));
}
