// Handlers of requests that are loaded when the first of them comes, or when nothing more urgent is to do: what is wrong with a file is told
// without them. In: a connection, and how to load what registers them. Each answers as if it had been there from the start.
import type { Connection } from 'vscode-languageserver';

/** Where features register, from the connection on. A test holds it to what they do register. */
export const handlerPlaces = [
  'onCompletion',
  'onHover',
  'onDocumentSymbol',
  'onDocumentHighlight',
  'onFoldingRanges',
  'onSelectionRanges',
  'languages.onLinkedEditingRange',
  'onDocumentFormatting',
  'onDocumentRangeFormatting',
  'onDocumentOnTypeFormatting',
  'languages.inlayHint.on',
  'onDocumentLinks',
  'languages.semanticTokens.on',
  'languages.semanticTokens.onDelta',
  'languages.semanticTokens.onRange',
  'onCodeAction',
  'onDefinition',
  'onReferences',
  'onPrepareRename',
  'onRenameRequest',
  'onWorkspaceSymbol',
  'languages.typeHierarchy.onPrepare',
  'languages.typeHierarchy.onSupertypes',
  'languages.typeHierarchy.onSubtypes',
  'workspace.onWillRenameFiles',
] as const;

type Place = (typeof handlerPlaces)[number];
type Handler = (...args: unknown[]) => unknown;
type Registration = (handler: Handler) => void;

/**
 * @param load gives the function that registers features on a connection; called once.
 * @returns loads them now, unless they are there.
 */
export function lazyHandlers(
  connection: Connection,
  load: () => Promise<(at: Connection) => void>,
): () => Promise<void> {
  let handlers: Promise<ReadonlyMap<Place, Handler>> | undefined;
  const loaded = () => {
    handlers ??= load().then(handlersOf);
    return handlers;
  };
  for (const place of handlerPlaces) {
    registrationAt(connection, place)(async (...args) => (await loaded()).get(place)?.(...args));
  }
  return async () => void (await loaded());
}

/** What a function registers where nothing is listening. @throws TypeError for a place that is not in the list. */
export function handlersOf(register: (at: Connection) => void): ReadonlyMap<Place, Handler> {
  const found = new Map<Place, Handler>();
  const root: Record<string, unknown> = {};
  for (const place of handlerPlaces) {
    const names = place.split('.');
    let at = root;
    for (const name of names.slice(0, -1)) {
      at[name] ??= {};
      at = at[name] as Record<string, unknown>;
    }
    at[names.at(-1) as string] = (handler: Handler) => void found.set(place, handler);
  }
  // Only these places exist on it, and a feature that uses another one fails in the test of this file.
  register(root as unknown as Connection);
  return found;
}

function registrationAt(connection: Connection, place: Place): Registration {
  const names = place.split('.');
  const last = names.pop() as string;
  let owner = connection as unknown as Record<string, unknown>;
  for (const name of names) owner = owner[name] as Record<string, unknown>;
  return (owner[last] as Registration).bind(owner);
}
