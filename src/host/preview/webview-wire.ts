// What the panel's channel runs on in the host: a webview's messages, and time. Knows nothing of what is said.
import type * as vscode from 'vscode';
import type { Wire } from '../../wire/channel.ts';

/** Real time. */
export const timer = {
  after(ms: number, run: () => void) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};

/** The webview as one end of a channel. */
export function wireOf(webview: vscode.Webview): Wire {
  return {
    post: (message) => void webview.postMessage(message),
    listen(receive) {
      const listening = webview.onDidReceiveMessage(receive);
      return () => listening.dispose();
    },
  };
}
