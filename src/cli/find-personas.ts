// Paths of a command line as persona files: files as they are, folders searched; agent files, too, where they are asked for. Hidden folders and
// node_modules are left alone, but for those that agent files are kept in.
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { UserError } from '../base/user-error.ts';
import { kindOfFile } from '../interop/agent-file/kind-of-file.ts';

export interface PersonaFile {
  readonly path: string;
  /** For people: relative to where they stand, with `/`. */
  readonly shown: string;
}

/** Sorted, each once. @throws UserError where a path does not exist or nothing is found. */
export function findPersonas(paths: readonly string[], cwd: string): Promise<readonly PersonaFile[]> {
  return findFiles(paths, cwd, false);
}

/** The same, agent files in the folders among them. */
export function findLintable(paths: readonly string[], cwd: string): Promise<readonly PersonaFile[]> {
  return findFiles(paths, cwd, true);
}

/** Where VS Code, GitHub Copilot and Claude Code keep theirs. */
const agentFolders = new Set(['.github', '.claude', '.agents']);

async function findFiles(paths: readonly string[], cwd: string, agentFiles: boolean): Promise<readonly PersonaFile[]> {
  const found = new Set<string>();
  for (const path of paths.length > 0 ? paths : ['.']) {
    const full = resolve(cwd, path);
    const kind = await stat(full).catch(() => undefined);
    if (!kind) throw new UserError(`There is no file or folder ${path}.`);
    if (kind.isDirectory()) await search(full, found, agentFiles);
    else found.add(full);
  }
  if (found.size === 0)
    throw new UserError(
      agentFiles ? 'No *.persona file was found, and no agent file.' : 'No *.persona file was found.',
    );
  return [...found].sort().map((path) => ({ path, shown: relative(cwd, path).split(sep).join('/') || path }));
}

async function search(folder: string, found: Set<string>, agentFiles: boolean): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || (entry.name.startsWith('.') && !(agentFiles && agentFolders.has(entry.name))))
      continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await search(path, found, agentFiles);
    else if (entry.isFile() && (entry.name.endsWith('.persona') || (agentFiles && kindOfFile(path)))) found.add(path);
  }
}
