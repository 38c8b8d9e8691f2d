// The panel's page: which files it may load, its icon, its document. In: a panel of the editor. Says nothing to it.
import * as vscode from 'vscode';
import { previewHtml } from './preview-html.ts';

/** Fills the panel. `root`: the folder of the extension; `nonce`: new each time. */
export function openPage(panel: vscode.WebviewPanel, root: vscode.Uri, nonce: string): void {
  const folder = vscode.Uri.joinPath(root, 'dist', 'webview');
  panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
  panel.iconPath = new vscode.ThemeIcon('comment-discussion');
  panel.webview.html = previewHtml({
    source: panel.webview.cspSource,
    nonce,
    script: panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, 'main.js')).toString(),
    style: panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, 'main.css')).toString(),
    language: vscode.env.language,
    title: panel.title,
  });
}
