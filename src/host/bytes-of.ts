// What a file holds, where it can be read. In: its address. Out: bytes, or undefined for one that is not there or may not be read.
import * as vscode from 'vscode';

/** Never rejects. */
export async function bytesOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}
