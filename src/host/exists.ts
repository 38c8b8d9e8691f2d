// Whether a file is there. In: its address. Out: yes or no; what cannot be looked at counts as absent.
import * as vscode from 'vscode';

/** Never rejects. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
