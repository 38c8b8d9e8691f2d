// The personas of the open folders, by name: for whoever wants to meet one in VS Code's own chat. In an untrusted workspace there are none.
import * as vscode from 'vscode';
import { nameKey } from '../../lang/name.ts';
import type { Personas } from '../personas.ts';

export interface WorkspacePersona {
  readonly uri: vscode.Uri;
  /** Path from the folder: stays the same as long as the file is there. */
  readonly id: string;
  readonly name: string;
  readonly role: string | undefined;
}

/** More than anybody picks from a list. */
const mostPersonas = 200;

/** In the order of their paths. A file that cannot be read, or that names nobody, is left out. Never rejects. */
export async function workspacePersonas(personas: Pick<Personas, 'read'>): Promise<readonly WorkspacePersona[]> {
  if (!vscode.workspace.isTrusted) return [];
  const files = await vscode.workspace.findFiles('**/*.persona', '**/node_modules/**', mostPersonas);
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const found = await Promise.all(
    sorted.map(async (uri): Promise<WorkspacePersona[]> => {
      try {
        const { persona } = await personas.read(uri);
        const name = persona.name.trim();
        const role = persona.head.get('role')?.value.split('\n')[0];
        return name === '' ? [] : [{ uri, id: vscode.workspace.asRelativePath(uri), name, role }];
      } catch {
        return [];
      }
    }),
  );
  return found.flat();
}

/** By its name, its file or its path, whichever fits first; then by what its name begins with. */
export function findByName(all: readonly WorkspacePersona[], wanted: string): WorkspacePersona | undefined {
  const key = nameKey(wanted.trim());
  const file = ({ id }: WorkspacePersona) => id.slice(id.lastIndexOf('/') + 1).replace(/\.persona$/, '');
  return (
    all.find(({ name }) => nameKey(name) === key) ??
    all.find((one) => one.id === wanted.trim() || nameKey(file(one)) === key) ??
    all.find(
      ({ name }) =>
        key !== '' &&
        nameKey(name)
          .split(' ')
          .some((word) => word.startsWith(key)),
    )
  );
}
