// What the server says it can do, before any feature is loaded.
import type { ServerCapabilities } from 'vscode-languageserver';
import { extractKind, fixAllKind, testKind } from './features/action-kinds.ts';
import { legend } from './features/semantic-tokens/legend.ts';

/** Any file may be named by `from:`, and any folder may hold one. */
const everyFile = { filters: [{ pattern: { glob: '**' } }] };

const aboutOneFile: ServerCapabilities = {
  completionProvider: { triggerCharacters: ['{', ':', ' ', '"', '/', '.', ','] },
  hoverProvider: true,
  documentSymbolProvider: true,
  documentHighlightProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  linkedEditingRangeProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  // Enter, and no other key.
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
  inlayHintProvider: true,
  documentLinkProvider: {},
  semanticTokensProvider: { legend, full: { delta: true }, range: true },
  codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind, extractKind, testKind] },
};

const acrossFiles: ServerCapabilities = {
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  workspaceSymbolProvider: true,
  typeHierarchyProvider: true,
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    fileOperations: { willRename: everyFile },
  },
};

export const featureCapabilities: ServerCapabilities = { ...aboutOneFile, ...acrossFiles };
