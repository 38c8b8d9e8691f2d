// Files in memory as the workspace that features across files look at: every persona among them read at once.
import { parse } from '../../src/lang/parse.ts';
import { factsOf } from '../../src/server/facts-of.ts';
import { uriKey } from '../../src/server/uri-paths.ts';
import type { WorkspaceFiles } from '../../src/server/workspace-files.ts';

/** @param files uris to texts. */
export function memoryWorkspace(files: Readonly<Record<string, string>>): WorkspaceFiles {
  const texts = new Map(Object.entries(files).map(([uri, text]) => [uriKey(uri), text]));
  const facts = new Map(
    Object.entries(files)
      .filter(([uri]) => uri.endsWith('.persona'))
      .map(([uri, text]) => [uriKey(uri), factsOf(parse(text, uri))]),
  );
  return {
    whenComplete: async () => undefined,
    all: () => facts.values(),
    get: (uri) => facts.get(uriKey(uri)),
    namedBy: (uri) => [...facts.values()].filter((file) => file.files.some((other) => uriKey(other) === uriKey(uri))),
    textOf: (uri) => texts.get(uriKey(uri)),
  };
}
