// Files and folders that the user named, as files that may be read: folders are searched, hidden ones, packages and links left alone. In: uris. Out: files,
// each with whether it was named itself. Reads no file.

import * as vscode from 'vscode';

export interface NamedFile {
  readonly uri: vscode.Uri;
  readonly named: boolean;
}

/** Further files of folders are left out. */
const most = 5_000;

/** Stops where it is once the token is cancelled. */
export async function foreignFilesIn(
  given: readonly vscode.Uri[],
  token: vscode.CancellationToken,
): Promise<readonly NamedFile[]> {
  const { mayBeRead } = await import('../../interop/formats.ts');
  const found: NamedFile[] = [];
  const waiting: vscode.Uri[] = [];
  for (const uri of given) {
    if (await isFolder(uri)) waiting.push(uri);
    else found.push({ uri, named: true });
  }
  for (let folder = waiting.pop(); folder && !token.isCancellationRequested; folder = waiting.pop()) {
    const entries = await vscode.workspace.fs.readDirectory(folder).then(undefined, () => []);
    for (const [name, type] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const uri = vscode.Uri.joinPath(folder, name);
      if (type === vscode.FileType.Directory) waiting.push(uri);
      else if (type === vscode.FileType.File && mayBeRead(name) && found.length < most)
        found.push({ uri, named: false });
    }
  }
  return found;
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  const stat = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  return stat !== undefined && (stat.type & vscode.FileType.Directory) !== 0;
}
