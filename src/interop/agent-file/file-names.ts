// What an agent file is called by where it stands, and the persona beside it that adds to it. Uris in, names out; touches no disk.

/** `code-tour` of `…/code-tour.agent.md`; `AGENTS` of `AGENTS.md`. */
export function fileNameOf(uri: string): string {
  return lastPart(uri).replace(/(?:\.(?:agent|chatmode|instructions|prompt))?\.md$/u, '');
}

/** The folder that the file stands in; empty where it stands in none. */
export function folderNameOf(uri: string): string {
  const cut = uri.lastIndexOf('/');
  return cut <= 0 ? '' : lastPart(uri.slice(0, cut));
}

/** Names for the persona beside it, the likelier first: another file may have the first one. */
export function sidecarNames(uri: string): readonly [string, string] {
  const file = lastPart(uri);
  return [`${fileNameOf(uri)}.persona`, `${file.replace(/\.md$/u, '')}-rules.persona`];
}

/** What `extends:` of a persona beside it says. */
export function pathFromBeside(uri: string): string {
  return `./${lastPart(uri)}`;
}

/** As people read it; one that is not well encoded stays as it is. */
function lastPart(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
